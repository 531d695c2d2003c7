// What a case expects, from its short or long form (S-18.4).

import type { Outcome, ResultType } from '../model/decision.js';
import type { TransportConstraints } from '../model/transport.js';
import { quote, quoteAll } from '../model/quotation.js';
import { refused } from '../policy/draft.js';
import type { Draft, Refused } from '../policy/draft.js';
import type { Path } from '../policy/findings.js';
import { membersOf } from '../policy/free-names.js';
import type { Expectation, ExpectedReply, ExpectedRoute, RecipientExpectation } from './expectation.js';
import { constraintsObject, expectationFrame, OUTCOMES, outcomesById, recipientExpectationFrame, replyObject, resultTypes, routeObject, settingObject } from './policy-test-schema.js';
import type { ExpectationFrame } from './policy-test-schema.js';
import type { SettingExpectationInput } from './policy-test-document.js';
import { complain, partly, partOf, partsByName, whole } from './reading.js';
import type { Part } from './reading.js';

/** @returns refused where anything in it is wrong, which has then been reported */
export function readExpectation(part: Part): Expectation | Refused {
  const nobody: ReadonlyMap<string, RecipientExpectation> = new Map();
  const short = readOutcome(part);
  if (short !== null) return short === refused ? refused : { outcome: short, recipients: nobody };
  const before = part.findings.errors.length;
  const draft = partly(expectationFrame, part);
  if (draft === refused) return refused;
  const parts = readParts(draft, part);
  const map = partOf(draft.recipients, [...part.path, 'recipients'], part.findings);
  const recipients = map === undefined ? nobody : readRecipients(map);
  if (part.findings.errors.length > before || Object.values(draft).includes(refused)) return refused;
  return Object.keys(draft).length === 0 ? complain(part, NOTHING) : { ...parts, recipients };
}

export const NOTHING = 'this expects nothing, so it would test nothing; write an outcome, or any of `outcome`, `constraints`, `route`, `reply`, `orgUnit`, `settings`, `testing`, `violations`';

/** Null: it is the long form. */
function readOutcome(part: Part): Outcome | Refused | null {
  const { value, findings } = part;
  if (typeof value !== 'string') return null;
  const outcome = OUTCOMES.find((word) => word === value);
  if (outcome !== undefined) return outcome;
  return complain(part, `${quote(value)} is no outcome; ${findings.advice(value, OUTCOMES, `outcomes: ${OUTCOMES.join(', ')}`)}`);
}

/** @param map - an object, by its shape */
function readRecipients(map: Part): ReadonlyMap<string, RecipientExpectation> {
  const recipients = new Map<string, RecipientExpectation>();
  if (Object.keys(map.value as object).length === 0) complain(map, '`recipients` names nobody; write addresses that stand in `to`');
  for (const [address, part] of partsByName(map)) {
    const outcome = readOutcome(part);
    const expected = outcome === null ? readLongForm(part) : outcome === refused ? refused : { outcome };
    if (expected !== refused) recipients.set(address, expected);
  }
  return recipients;
}

function readLongForm(part: Part): RecipientExpectation | Refused {
  const draft = partly(recipientExpectationFrame, part);
  if (draft === refused) return refused;
  const expected = readParts(draft, part);
  return Object.keys(draft).length === 0 ? complain(part, NOTHING) : expected;
}

function readParts(draft: Exclude<Draft<ExpectationFrame>, Refused>, { path, findings }: Part): RecipientExpectation {
  const read = <T>(key: keyof ExpectationFrame, reader: (part: Part) => T | Refused): T | undefined => {
    const part = partOf(draft[key], [...path, key], findings);
    const value = part === undefined ? refused : reader(part);
    return value === refused ? undefined : value;
  };
  return withoutUndefined({
    outcome: read('outcome', ({ value }) => value as Outcome),
    constraints: read('constraints', readConstraints),
    route: read('route', readRoute),
    reply: read('reply', readReply),
    orgUnit: read('orgUnit', ({ value }) => value as string),
    settings: read('settings', readSettings),
    testing: read('testing', readTesting),
    violations: read('violations', readViolations),
  });
}

function withoutUndefined(parts: { [Key in keyof RecipientExpectation]-?: RecipientExpectation[Key] | undefined }): RecipientExpectation {
  return Object.fromEntries(Object.entries(parts).filter(([, value]) => value !== undefined));
}

function readConstraints(part: Part): Partial<TransportConstraints> | Refused {
  if (part.value === 'opportunistic') return { tls: 'opportunistic', minVersion: null, caSigned: false, hostname: false };
  const constraints = withAPart(whole(constraintsObject, part), part);
  return constraints === refused ? refused : { ...constraints };
}

function readRoute(part: Part): ExpectedRoute | Refused {
  if (part.value === 'mx') return { kind: 'mx' };
  if (typeof part.value === 'string') return { kind: 'named', name: part.value };
  const route = withAPart(whole(routeObject, part), part);
  return route === refused ? refused : { kind: 'host', ...route };
}

const REPLY = /^([2-5]\d\d)(?: ([245]\.\d{1,3}\.\d{1,3}))?$/;

function readReply(part: Part): ExpectedReply | Refused {
  if (part.value === 'none') return { kind: 'none' };
  if (typeof part.value !== 'string' && typeof part.value !== 'number') {
    const reply = withAPart(whole(replyObject, part), part);
    if (reply === refused) return refused;
    return reply.text === '' ? complain(part, 'every reply has this text, so it would test nothing; write a part of the text', ['text']) : { kind: 'reply', ...reply };
  }
  const [, code, enhancedCode] = REPLY.exec(String(part.value)) ?? [];
  if (code === undefined) return complain(part, `${quote(String(part.value))} is no reply; write a code such as 550, codes such as \`550 5.7.10\`, or \`none\``);
  return { kind: 'reply', code: Number(code), ...(enhancedCode === undefined ? {} : { enhancedCode }) };
}

/** An object without any part would expect nothing. */
function withAPart<T extends object>(value: T | Refused, part: Part): T | Refused {
  return value !== refused && Object.keys(value).length === 0 ? complain(part, 'this names no part, so it would test nothing; write a part of it') : value;
}

function readSettings(part: Part): readonly SettingExpectationInput[] | Refused {
  const items = typeof part.value === 'string' ? [part.value] : part.value;
  if (!Array.isArray(items)) return complain(part, 'settings are the id of a setting or a list of ids; `[]` if none may match');
  const read = items.map((item: unknown, index) => {
    const one = partOf(item, [...part.path, index], part.findings);
    return one === undefined ? refused : typeof one.value === 'string' ? { id: one.value } : whole(settingObject, one);
  });
  return read.includes(refused) ? refused : (read as SettingExpectationInput[]);
}

function readTesting(part: Part): ReadonlyMap<string, Outcome> | Refused {
  if (part.value === 'none') return new Map();
  const outcomes = whole(outcomesById, part);
  return outcomes === refused ? refused : new Map(membersOf(outcomes));
}

function readViolations(part: Part): readonly ResultType[] | Refused {
  return typeof part.value === 'string' ? whole(resultTypes, { ...part, value: [part.value] }) : whole(resultTypes, part);
}

/** What cannot be of a message of this direction, or of these recipients. */
export function checkExpectation(expected: Expectation, message: { readonly direction: 'inbound' | 'outbound'; readonly to: readonly string[] }, part: Part): void {
  checkParts(expected, message.direction, part, []);
  for (const [recipient, parts] of expected.recipients) {
    const path: Path = ['recipients', recipient];
    if (!message.to.includes(recipient)) complain(part, `the message is not to ${quote(recipient)}; ${part.findings.advice(recipient, message.to, `it is to ${quoteAll(message.to)}`)}`, path);
    checkParts(parts, message.direction, part, path);
  }
}

function checkParts({ outcome, route, testing }: RecipientExpectation, direction: 'inbound' | 'outbound', part: Part, path: Path): void {
  const impossible = direction === 'inbound' ? 'bounce' : 'reject';
  const meant = direction === 'inbound' ? 'reject' : 'bounce';
  const why = `${direction} mail is never ${impossible === 'bounce' ? 'bounced' : 'rejected'}; write \`${meant}\``;
  if (outcome === impossible) complain(part, why, typeof part.value === 'string' ? [] : [...path, 'outcome']);
  for (const [id, wouldBe] of testing ?? []) if (wouldBe === impossible) complain(part, why, [...path, 'testing', id]);
  if (route !== undefined && direction === 'inbound') complain(part, 'inbound mail has no route; leave it out', [...path, 'route']);
}
