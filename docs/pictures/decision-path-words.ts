// The words of a decision's picture: reasons, near misses, authentication; and the whole of it told to who cannot see it.

import type { AuthorReading, Direction, Match, NearMiss, Outcome, Reason, Violation } from '../../src/index.js';
import { constraintWords, OUTCOME_LOOKS, replyWords, routeWords } from './constraint-words.js';
import type { DecisionParts } from './decision-path-parts.js';
import { visible } from './drawing/visible-text.js';

/** Shorter than in the text of an explanation (src/explain/setting-words.ts), for they head a list. */
export function reasonWords(reason: Reason, direction: Direction): string {
  switch (reason) {
    case 'matched':
      return 'matched';
    case 'disabled':
      return 'disabled at this org unit or above it';
    case 'overridden':
      return 'overridden by a setting of the same id';
    case 'not-enabled':
      return 'not enabled';
    case 'other-direction':
      return `not for ${direction} mail`;
    case 'internal-recipient':
      return 'the recipient is internal';
    case 'secure-transport-not-requested':
      return 'only where something else demands secure transport';
    case 'not-authenticated':
      return 'an entry matches, but the author is not authenticated';
    case 'no-address-match':
      return `no entry matches the ${direction === 'inbound' ? 'author' : 'recipient'}`;
  }
}

/** What is between the address and the entry; entries match exactly. */
export function nearMissWords({ entry, kind }: NearMiss): string {
  switch (kind) {
    case 'subdomain':
      return 'is in a subdomain of this entry';
    case 'parent-domain':
      return entry.startsWith('*.') ? 'is above this entry, which means subdomains only' : 'is in a parent domain of this entry';
    case 'look-alike':
      return 'looks like this entry, and is another';
    case 'envelope-only':
      return 'is the envelope sender only; From: counts';
    case 'display-name-only':
      return 'stands in a display name or comment only';
  }
}

export const AUTHENTICATION_WORDS: Readonly<Record<Match['authenticated'], string>> = {
  yes: 'authenticated',
  unknown: 'authentication unknown: it matches',
  'not-required': 'authentication not required',
};

export function unknownAuthorWords({ reason }: Extract<AuthorReading, { known: false }>): string {
  return reason === 'missing' ? 'no From: field names a mailbox' : 'the From: field cannot be read for certain';
}

export function violationWords({ type, required, found }: Violation): string {
  return `required ${visible(required)}, found ${visible(found)} (${type})`;
}

export const WOULD_BE: Readonly<Record<Outcome, string>> = {
  deliver: 'alone it would deliver',
  pending: 'alone it would wait for the connection',
  bounce: 'alone it would bounce',
  reject: 'alone it would reject',
};

export function decisionDescription({ decision, recipient, applied, testing, missed, unapplied }: DecisionParts): string {
  const { direction, author } = decision;
  const sentences = [
    author === null ? `Recipient ${shown(recipient.recipient)}, sent from org unit ${shown(recipient.orgUnit)}.` : `${authorSentence(author)} Recipient ${shown(recipient.recipient)} in org unit ${shown(recipient.orgUnit)}.`,
    ...applied.map(({ first, matches }) => `Setting ${shown(first.setting)} of ${shown(first.orgUnit)} applies (${few(matches.map(matchWords))}) and requires ${constraintWords(first.constraints, direction).join(', ')}.`),
    ...(recipient.secureTransport ? ['Something else demands secure transport: TLS.'] : []),
    ...(applied.length === 0 ? ['No setting applies.'] : []),
    `Required together: ${constraintWords(recipient.constraints, direction).join(', ')}.`,
    ...(recipient.route === null ? [] : [`Route: ${routeWords(recipient.route)}.`]),
    ...recipient.violations.map((violation) => `Violated: ${violationWords(violation)}.`),
    `Outcome: ${OUTCOME_LOOKS[recipient.outcome].word.toLowerCase()}.`,
    ...(recipient.reply === null ? [] : [`Reply: ${replyWords(recipient.reply)}.`]),
    ...testing.map(({ first }) => `In testing mode, without effect: setting ${shown(first.setting)} of ${shown(first.orgUnit)}; ${WOULD_BE[first.wouldBe]}.`),
    ...missed.map(({ settings, misses }) => `Near miss of ${few(settings.map(definition))}: ${few(misses.map((miss) => `${shown(miss.address)} ${nearMissWords(miss)}, ${shown(miss.entry)}`))}.`),
    ...unapplied.map(({ reason, settings }) => `Does not apply, ${reasonWords(reason, direction)}: ${few(settings.map(definition))}.`),
  ];
  return sentences.length <= MOST_SENTENCES ? sentences.join(' ') : `${sentences.slice(0, MOST_SENTENCES).join(' ')} And more.`;
}

const MOST_SENTENCES = 60;
const MOST_NAMED = 6;

function authorSentence(author: AuthorReading): string {
  return author.known ? `Author ${few(author.mailboxes.map(shown))}.` : `Author unknown: ${unknownAuthorWords(author)}.`;
}

function matchWords({ addressList, entry }: Match): string {
  if (addressList === null) return 'it names no list and concerns every recipient';
  return entry === null ? `any entry of list ${shown(addressList)}` : `entry ${shown(entry)} of list ${shown(addressList)}`;
}

function definition({ setting, orgUnit }: { readonly setting: string; readonly orgUnit: string }): string {
  return `${shown(setting)} of ${shown(orgUnit)}`;
}

function shown(text: string): string {
  return text === '' ? '(empty)' : visible(text);
}

function few(items: readonly string[]): string {
  return items.length <= MOST_NAMED ? items.join(', ') : `${items.slice(0, MOST_NAMED).join(', ')} and ${items.length - MOST_NAMED} more`;
}
