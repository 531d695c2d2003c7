// A decision for people, in the order in which they ask: what happens, what is required, why, and what the other side is told. Explanations use
// the same words.

import type { AuthorReading, Decision, RecipientDecision } from '../model/decision.js';
import { constraintWords, routeWords, violationWords } from '../explain/constraint-words.js';
import { replyLine } from '../explain/recipient-words.js';
import { appliedItems, testingItems } from '../explain/setting-words.js';
import type { Item } from '../explain/setting-words.js';
import { few, quoted } from '../explain/visible-text.js';
import { paintOutcome } from './colour.js';
import type { Painter } from './colour.js';

/** Lines, each with its line break. */
export function decisionText(decision: Decision, paint: Painter): string {
  const { author, constraints, direction, outcome, recipients, reply } = decision;
  const lines = [
    paint.bold(paintOutcome(outcome, paint)) + paint.dim(`  ${direction}`),
    ...(author === null ? [] : [field('author', authorWords(author))]),
    field('requires', constraintWords(constraints, direction)),
    ...(reply === null ? [] : [field('answer', replyLine(reply))]),
    ...recipients.flatMap((recipient) => recipientLines(recipient, decision, paint)),
  ];
  return lines.map((line) => `${line}\n`).join('');
}

function recipientLines(recipient: RecipientDecision, { direction }: Decision, paint: Painter): string[] {
  const { constraints, orgUnit, orgUnitSource, outcome, reply, route, routeConflicts, secureTransport, violations } = recipient;
  const name = recipient.recipient === '' ? '(no recipient that can be read)' : quoted(recipient.recipient);
  const losers = routeConflicts.map((loser) => `${routeWords(loser.route)}, of setting ${quoted(loser.setting)}`);
  return [
    `  ${paintOutcome(outcome, paint)} ${paint.bold(name)}${paint.dim(`  org unit ${quoted(orgUnit)} (${orgUnitSource})`)}`,
    field('requires', constraintWords(constraints, direction), INDENT),
    ...(secureTransport ? [field('because', 'something else demands secure transport', INDENT)] : []),
    ...appliedItems(recipient, direction).flatMap((item) => itemLines('because', item)),
    ...testingItems(recipient, direction).flatMap((item) => itemLines('testing', item)),
    ...(route === null ? [] : [field('route', routeWords(route), INDENT)]),
    ...losers.map((loser) => field('not taken', loser, INDENT)),
    ...violations.map((violation) => field('violation', violationWords(violation), INDENT)),
    ...(reply === null ? [] : [field('reply', replyLine(reply), INDENT)]),
  ];
}

/** Of the lines of a recipient. */
const INDENT = 4;

function itemLines(name: string, { line, details }: Item): string[] {
  return [field(name, line, INDENT), ...details.map((detail) => field('', `- ${detail}`, INDENT))];
}

function field(name: string, value: string, indent = 2): string {
  return `${' '.repeat(indent)}${name.padEnd(10)}${value}`;
}

function authorWords(author: AuthorReading): string {
  return author.known ? few(author.mailboxes.map(quoted)).join(', ') : `unknown (${author.reason})`;
}
