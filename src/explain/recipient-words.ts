// The section of a recipient: what is required and met, what applies, and what does not and why.

import type { OrgUnitSource, RecipientDecision, SmtpReply } from '../model/decision.js';
import type { Direction } from '../model/transport.js';
import { constraintWords, routeWords, violationWords } from './constraint-words.js';
import type { SettingExplanation } from './explanation.js';
import type { Item } from './setting-words.js';
import { appliedItems, testingItems, unappliedItems } from './setting-words.js';
import { quoted, visible } from './visible-text.js';

/** RFC 5321 section 4.5.3.1.5. */
const MAX_REPLY = 512;

/** Lines without the recipient's own address, so that recipients who fare alike have equal lines. */
export function recipientLines(recipient: RecipientDecision, settings: readonly SettingExplanation[], direction: Direction): string[] {
  return [
    `Org unit: ${quoted(recipient.orgUnit)} (${orgUnitWords(recipient.orgUnitSource, direction)})`,
    `Required: ${constraintWords(recipient.constraints, direction)}`,
    ...(recipient.secureTransport ? ['Something else demands secure transport: TLS is required in any case.'] : []),
    ...(direction === 'outbound' ? routeLines(recipient) : []),
    ...section('Violated:', recipient.violations.map((violation) => ({ line: violationWords(violation), details: [] }))),
    ...(recipient.reply === null ? [] : [`Reply: ${replyLine(recipient.reply)}`]),
    ...appliedLines(appliedItems(recipient, direction)),
    ...section('In testing, without effect:', testingItems(recipient, direction)),
    ...section('Does not apply:', unappliedItems(settings, direction)),
  ];
}

export function replyLine({ code, enhancedCode, text }: SmtpReply): string {
  return `${code} ${visible(enhancedCode)} ${visible(text, MAX_REPLY)}`;
}

function routeLines({ route, routeConflicts }: RecipientDecision): string[] {
  const losers = routeConflicts.map((loser) => ({ line: `setting ${quoted(loser.setting)} of ${quoted(loser.orgUnit)}: ${routeWords(loser.route)}`, details: [] }));
  return [
    `Route: ${route === null ? 'none known, for the recipient is not a valid address' : routeWords(route)}`,
    ...section('Routes that lose (the nearest org unit wins, then the most exact entry, then the smaller id):', losers),
  ];
}

function appliedLines(items: readonly Item[]): string[] {
  return items.length === 0 ? ['Applies: no setting'] : section('Applies:', items);
}

function section(title: string, items: readonly Item[]): string[] {
  if (items.length === 0) return [];
  return [title, ...items.flatMap(({ line, details }) => [`  - ${line}`, ...details.map((detail) => `    - ${detail}`)])];
}

function orgUnitWords(source: OrgUnitSource, direction: Direction): string {
  const whose = direction === 'inbound' ? "the recipient's" : "the sender's";
  switch (source) {
    case 'users':
      return `${whose}, named in the policy's users`;
    case 'function':
      return `${whose}, by orgUnitOf`;
    case 'default':
      return `${whose}, by default`;
    case 'fallback':
      return 'stands in, for orgUnitOf failed or named no org unit';
  }
}
