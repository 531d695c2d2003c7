// A decision for people, in the order in which they ask: what happens, what is required, why, and what the other side is told.

import type { AuthorReading, Decision, Match, RecipientDecision, SmtpReply, TestingMatch } from '../model/decision.js';
import type { Route } from '../model/route.js';
import type { TransportConstraints } from '../model/transport.js';
import { paintOutcome } from './colour.js';
import type { Painter } from './colour.js';
import { terminalText } from './terminal-text.js';

/** Lines, each with its line break. */
export function decisionText(decision: Decision, paint: Painter): string {
  const head = [paint.bold(paintOutcome(decision.outcome, paint)) + paint.dim(`  ${decision.direction}`)];
  if (decision.author !== null) head.push(field('author', authorWords(decision.author)));
  head.push(field('requires', constraintsWords(decision.constraints)));
  if (decision.reply !== null) head.push(field('answer', replyWords(decision.reply)));
  const lines = [...head, ...decision.recipients.flatMap((recipient) => recipientLines(recipient, paint))];
  return lines.map((line) => `${line}\n`).join('');
}

export function constraintsWords({ tls, minVersion, caSigned, hostname }: TransportConstraints): string {
  if (tls === 'opportunistic') return 'nothing (opportunistic TLS)';
  const checks = [...(caSigned ? ['certificate signed by a trusted CA'] : []), ...(hostname ? ['host name validated'] : [])];
  return ['TLS', ...(minVersion === null ? [] : [`${minVersion} or later`]), ...checks].join(', ');
}

function recipientLines(recipient: RecipientDecision, paint: Painter): string[] {
  const { outcome, orgUnit, orgUnitSource } = recipient;
  const name = recipient.recipient === '' ? '(no recipient that can be read)' : terminalText(recipient.recipient);
  return [
    `  ${paintOutcome(outcome, paint)} ${paint.bold(name)}${paint.dim(`  org unit ${terminalText(orgUnit)} (${orgUnitSource})`)}`,
    field('requires', constraintsWords(recipient.constraints), 4),
    ...(recipient.secureTransport ? [field('because', 'something else demands secure transport', 4)] : []),
    ...recipient.determinedBy.map((match) => field('because', matchWords(match), 4)),
    ...recipient.testing.map((match) => field('testing', testingWords(match), 4)),
    ...(recipient.route === null ? [] : [field('route', routeWords(recipient.route), 4)]),
    ...recipient.routeConflicts.map(({ setting, route }) => field('not taken', `${routeWords(route)} of setting ${terminalText(setting)}`, 4)),
    ...recipient.violations.map(({ type, required, found }) => field('violation', terminalText(`${type}: required ${required}, found ${found}`), 4)),
    ...(recipient.reply === null ? [] : [field('reply', replyWords(recipient.reply), 4)]),
  ];
}

function field(name: string, value: string, indent = 2): string {
  return `${' '.repeat(indent)}${name.padEnd(10)}${value}`;
}

function authorWords(author: AuthorReading): string {
  return author.known ? author.mailboxes.map(terminalText).join(', ') : `unknown (${author.reason})`;
}

function replyWords({ code, enhancedCode, text }: SmtpReply): string {
  return terminalText(`${code} ${enhancedCode} ${text}`);
}

function matchWords({ setting, orgUnit, addressList, entry, address, authenticated }: Match): string {
  const list = addressList === null ? 'no address list needed' : `list ${addressList}`;
  const what = entry === null || address === null ? 'any entry, for the partner is unknown' : `entry ${entry} for ${address}`;
  const sender = authenticated === 'not-required' ? '' : `, sender ${authenticated === 'yes' ? 'authenticated' : 'authentication unknown'}`;
  return terminalText(`setting ${setting} of ${orgUnit}: ${addressList === null ? list : `${list}, ${what}`}${sender}`);
}

function testingWords(match: TestingMatch): string {
  const { constraints, route, wouldBe } = match;
  const way = route === null ? '' : ` by ${routeWords(route)}`;
  return `${matchWords(match)}; it would be ${wouldBe}${way}: ${constraintsWords(constraints)}`;
}

function routeWords(route: Route): string {
  if (route.kind === 'mx') return terminalText(`MX of ${route.domain}`);
  return terminalText(`${route.host}:${route.port}${route.mxLookup ? ' (its MX hosts)' : ''}`);
}
