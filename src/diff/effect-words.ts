// Effects in words: whom they concern, and what was and will be.

import type { Message } from '../model/message.js';
import type { Direction } from '../model/transport.js';
import { constraintWords, routeWords } from '../explain/constraint-words.js';
import { quoted } from '../explain/visible-text.js';
import type { Circumstance } from '../effects/circumstance.js';
import type { Correspondent } from '../effects/correspondents.js';
import type { OrgUnitPair, PolicyEffect } from '../effects/policy-effects.js';
import type { TestingTreatment, Treatment } from '../effects/treatment.js';

/** One word or two for what an effect does. */
export function effectTitle({ tendency, routeChanges }: PolicyEffect): string {
  switch (tendency) {
    case 'loosened':
      return 'loosens';
    case 'tightened':
      return 'tightens';
    case 'mixed':
      return 'loosens and tightens';
    case 'same':
      return routeChanges ? 'goes elsewhere' : 'testing';
  }
}

/** Whose mail it is: `outbound mail of /Sales to anyone at partner.example`. */
export function whoseMail({ direction, orgUnits, correspondents, circumstances }: PolicyEffect): string {
  const units = orgUnitWords(orgUnits);
  const others = someWords(correspondents.some.map((one) => correspondentWords(one, direction)), correspondents.count);
  const mail = direction === 'outbound' ? `outbound mail of ${units} to ${others}` : `inbound mail to ${units} from ${others}`;
  // An author who cannot be read is not asked for authentication (S-4.3).
  const circumstance = correspondents.some.every(({ kind }) => kind === 'unknown') && direction === 'inbound' ? '' : circumstanceWords(circumstances);
  return circumstance === '' ? mail : `${mail}, ${circumstance}`;
}

/** What is required, where it goes, and what is observed. */
export function treatmentWords({ constraints, route, testing }: Treatment, { direction, routeChanges, testingChanges }: PolicyEffect): string {
  const words = [constraintWords(constraints, direction)];
  if (routeChanges) words.push(route === null ? "by the recipient's own MX hosts" : `by ${routeWords(route)}`);
  if (testingChanges) words.push(testing.length === 0 ? 'nothing in testing mode' : `in testing mode ${testing.map((one) => testingWords(one, direction)).join(', ')}`);
  return words.join('; ');
}

/** The message of an example, as one would say it. */
export function exampleWords({ direction, example }: PolicyEffect): string {
  const { message, placed, before, after } = example;
  const { envelope, session } = message;
  const [recipient = ''] = envelope.rcptTo;
  const from = direction === 'outbound' ? (envelope.mailFrom ?? '<>') : fromWords(message.from);
  const where = placed === null ? '' : ` (where ${quoted(placed.address)} is at ${quoted(placed.orgUnit)})`;
  const outcome = before === after ? before : `${before} before, ${after} after`;
  return `from ${quoted(from)} to ${quoted(recipient)}${where}${session === undefined ? '' : `, ${sessionWords(session)}`}: ${outcome}`;
}

function testingWords({ setting, constraints, route }: TestingTreatment, direction: Direction): string {
  return `${quoted(setting)}: ${constraintWords(constraints, direction)}${route === null ? '' : `, by ${routeWords(route)}`}`;
}

const MAX_UNITS = 3;

function orgUnitWords(pairs: readonly OrgUnitPair[]): string {
  const words = pairs.slice(0, MAX_UNITS).map(({ before, after }) => (before === after ? quoted(before) : `${quoted(before)} (after: ${quoted(after)})`));
  return someWords(words, pairs.length);
}

function someWords(words: readonly string[], count: number): string {
  return count > words.length ? `${words.join(', ')} and ${count - words.length} more` : words.join(', ');
}

function correspondentWords(one: Correspondent, direction: Direction): string {
  switch (one.kind) {
    case 'address':
      return quoted(one.address);
    case 'domain':
      return `anyone at ${quoted(one.domain)}`;
    case 'subdomains':
      return `anyone below ${quoted(one.domain)}`;
    case 'everyone-else':
      return 'everyone else';
    case 'unknown':
      return direction === 'inbound' ? 'an author who cannot be read' : 'a recipient that is no address';
  }
}

/** Nothing where it does not matter: it is so with the one and with its contrary. */
function circumstanceWords(circumstances: readonly Circumstance[]): string {
  const any = circumstances.includes('ordinary') ? circumstances.includes('secure-transport') : circumstances.includes('not-refuted') && circumstances.includes('refuted');
  return any ? '' : circumstances.map((one) => CIRCUMSTANCES[one]).join(' or ');
}

const CIRCUMSTANCES: Readonly<Record<Circumstance, string>> = {
  ordinary: 'where nothing else demands secure transport',
  'secure-transport': 'where something else demands secure transport',
  'not-refuted': 'authenticated or of unknown authentication',
  refuted: 'not authenticated',
  'aligned-if-relaxed': 'authenticated by relaxed alignment alone',
};

function fromWords(from: Message['from']): string {
  return typeof from === 'string' ? from : 'nobody';
}

function sessionWords(session: NonNullable<Message['session']>): string {
  if (!session.tls) return 'without TLS';
  const { trusted, hostnameMatches } = session.certificate ?? {};
  return `with ${session.version === 'unknown' ? 'a TLS version that is not known' : session.version}, ${trusted === true ? 'a trusted certificate' : 'a certificate of an unknown CA'}${hostnameMatches === true ? '' : ' for another name'}`;
}
