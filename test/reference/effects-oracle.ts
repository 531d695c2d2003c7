// The oracle of effects: every message that a small pair of policies could tell from the others, decided twice by the oracle of decisions (S-13). It shares
// types with `src` and nothing else, and knows nothing of classes but what S-13.1 calls them.

import type { RecipientDecision } from '../../src/model/decision.js';
import type { PolicyInput } from '../../src/model/document.js';
import type { HostRoute } from '../../src/model/route.js';
import type { Direction, TransportConstraints } from '../../src/model/transport.js';
import type { ReadMessage } from './facts.js';
import { outcomeOf, violationTypes } from './connection.js';
import { authorResults, type AuthorResults } from './author-results.js';
import { compare } from './org-unit.js';
import { both, correspondentsOf, domainsOf, nameOf, seenBy, usersOf, type PolicyPair, type User } from './policy-pair.js';
import { decide } from './reference.js';

/** What S-13.3 compares. */
export interface SeenTreatment {
  readonly constraints: TransportConstraints;
  readonly route: HostRoute | null;
  readonly testing: readonly { readonly setting: string; readonly orgUnit: string; readonly constraints: TransportConstraints; readonly route: HostRoute | null }[];
}

/** How both policies treat one kind of message. */
export interface Sighting {
  readonly direction: Direction;
  readonly units: readonly [before: string, after: string];
  /** What S-13.1 calls the correspondent. */
  readonly name: string;
  readonly circumstance: string;
  readonly before: SeenTreatment;
  readonly after: SeenTreatment;
}

/** A message as both policies read it. */
export type ReadTwice = (policy: PolicyInput) => ReadMessage;

export interface Survey {
  /** By {@link keyOf}. */
  readonly sightings: ReadonlyMap<string, Sighting>;
  /** Messages of one name and circumstance that are not treated alike: the classes of S-13.1 are not what it says. */
  readonly contradictions: readonly string[];
  /** Messages looked at. */
  readonly messages: number;
}

export function survey(pair: PolicyPair): Survey {
  const sightings = new Map<string, Sighting>();
  const contradictions: string[] = [];
  let messages = 0;
  for (const { message, direction, user, name, circumstance } of everyMessage(pair)) {
    messages++;
    const [before, after] = treatments(message, direction, user, pair);
    const sighting = { direction, units: [before.orgUnit, after.orgUnit] as const, circumstance, before: before.treatment, after: after.treatment };
    const named = { ...sighting, name: name(sighting.units) };
    const known = sightings.get(keyOf(named));
    if (known === undefined) sightings.set(keyOf(named), named);
    else if (textOf(known.before) !== textOf(named.before) || textOf(known.after) !== textOf(named.after)) contradictions.push(`${keyOf(named)}: ${JSON.stringify([known, named, message(pair.before)])}`);
  }
  return { sightings, contradictions, messages };
}

export function keyOf({ direction, units, name, circumstance }: Pick<Sighting, 'direction' | 'units' | 'name' | 'circumstance'>): string {
  return JSON.stringify([direction, units, name, circumstance]);
}

/** Equal treatments have equal texts. */
export function textOf({ constraints, route, testing }: SeenTreatment): string {
  const constraintText = ({ tls, minVersion, caSigned, hostname }: TransportConstraints): unknown => [tls, minVersion, caSigned, hostname];
  const routeText = (named: HostRoute | null): unknown => named && [named.host, named.port, named.mxLookup];
  return JSON.stringify([constraintText(constraints), routeText(route), testing.map((each) => [each.setting, each.orgUnit, constraintText(each.constraints), routeText(each.route)])]);
}

export function isDifference({ before, after }: Sighting): boolean {
  return textOf(before) !== textOf(after);
}

/** A message, and what S-13 calls what it has to do with. */
export interface GivenMessage {
  readonly message: ReadTwice;
  readonly direction: Direction;
  readonly user: User;
  /** It has an author who can be read, or a recipient that is an address. */
  readonly isReadable: boolean;
  readonly name: (units: readonly [string, string]) => string;
  readonly circumstance: string;
}

export function* everyMessage(pair: PolicyPair): Generator<GivenMessage> {
  const users = usersOf(pair);
  for (const correspondent of correspondentsOf(pair)) {
    for (const user of users) {
      for (const secureTransport of [false, true]) {
        const message = outbound(user, correspondent, secureTransport);
        const circumstance = secureTransport ? 'secure-transport' : 'ordinary';
        yield { message, direction: 'outbound', user, isReadable: correspondent !== null, circumstance, name: (units) => nameOf(correspondent, units, 'outbound', pair) };
      }
    }
    const results = resultsOf(correspondent === null ? [] : [correspondent], pair);
    for (const user of users) {
      for (const each of results) {
        const message = inbound(user, correspondent === null ? [] : [correspondent], each);
        const circumstance = circumstanceOf(each.verdicts[0]);
        yield { message, direction: 'inbound', user, isReadable: correspondent !== null, circumstance, name: (units) => nameOf(correspondent, units, 'inbound', pair) };
      }
    }
  }
}

/** An author who cannot be read has no verdict, whatever the results. */
export function resultsOf(authors: readonly string[], pair: PolicyPair): readonly AuthorResults[] {
  if (authors.length > 0) return authorResults(authors, pair.before.alignment === pair.after.alignment ? [] : domainsOf(pair), pair);
  const spf = (result: string): AuthorResults => ({ authentication: { spf: { result, domain: 'partner.example' }, dkim: [] }, mailFrom: null, verdicts: [] });
  return [{ authentication: { dkim: [] }, mailFrom: null, verdicts: [] }, spf('pass'), spf('fail')];
}

/** How an author's authentication stands, by what both policies make of it (S-13.4). */
export function circumstanceOf(verdicts: AuthorResults['verdicts'][number] = ['unknown', 'unknown']): string {
  const refuted = verdicts.filter((verdict) => verdict === 'no').length;
  return ['not-refuted', 'aligned-if-relaxed', 'refuted'][refuted] as string;
}

export function outbound({ address }: User, recipient: string | null, secureTransport: boolean): ReadTwice {
  return (policy) => ({
    author: { known: false, reason: 'missing' },
    mailFrom: address === null ? null : seenBy(policy, address),
    recipients: [{ recipient: recipient ?? 'nobody', address: recipient === null ? null : seenBy(policy, recipient) }],
    authentication: { dkim: [] },
    secureTransport,
    session: undefined,
  });
}

export function inbound({ address }: User, authors: readonly string[], { authentication, mailFrom }: Pick<AuthorResults, 'authentication' | 'mailFrom'>): ReadTwice {
  return (policy) => ({
    author: authors.length === 0 ? { known: false, reason: 'missing' } : { known: true, mailboxes: authors.map((author) => seenBy(policy, author)) },
    mailFrom,
    recipients: [{ recipient: address ?? 'nobody', address: address === null ? null : seenBy(policy, address) }],
    authentication,
    secureTransport: undefined,
    session: undefined,
  });
}

interface Treated {
  readonly orgUnit: string;
  readonly treatment: SeenTreatment;
}

export function treatments(message: ReadTwice, direction: Direction, user: User, pair: PolicyPair): [Treated, Treated] {
  return both(pair).map((policy) => {
    const recipient = decided(message, direction, user, policy, pair);
    return { orgUnit: recipient.orgUnit, treatment: treatmentOf(recipient) };
  }) as [Treated, Treated];
}

/** What one policy decides of the one recipient. */
export function decided(message: ReadTwice, direction: Direction, { address, placedAt }: User, policy: PolicyInput, pair: PolicyPair): RecipientDecision {
  const placed = placedAt === undefined ? [] : [[seenBy(policy, address ?? '').text, placedAt] as const];
  const orgUnitOf = new Map<string, unknown>([...(pair.orgUnitOf ?? []), ...placed]);
  const surroundings = { organizationalDomain: pair.organizationalDomain, replyProfile: 'default' as const, orgUnitOf };
  const [recipient] = decide({ policy, surroundings, message: message(policy), direction }).recipients;
  if (recipient === undefined) throw new Error('a message with one recipient has a decision about one');
  return recipient;
}

function treatmentOf({ recipient, constraints, route, testing }: RecipientDecision): SeenTreatment {
  const settings = new Map(testing.map((each) => [`${each.setting} ${each.orgUnit}`, { ...each, route: each.route?.kind === 'host' ? each.route : null }]));
  const sorted = [...settings.values()].sort((a, b) => compare(a.setting, b.setting) || compare(a.orgUnit, b.orgUnit));
  return { constraints, route: namedRoute(route?.kind === 'host' ? route : null, recipient), testing: sorted };
}

/** The route that a literal has without any is none that the policy names (S-8.4, S-13.3). */
export function namedRoute(route: HostRoute | null, recipient: string): HostRoute | null {
  const own = route !== null && route.host.startsWith('[') && recipient.endsWith(`@${route.host}`) && route.port === 25 && !route.mxLookup;
  return own ? null : route;
}

const VERDICTS = [true, false, undefined];
const SESSIONS: readonly unknown[] = [
  { tls: false },
  ...[null, 'SSLv3', 'TLSv1', 'TLSv1.1', 'TLSv1.2', 'TLSv1.3'].flatMap((version) =>
    VERDICTS.flatMap((trusted) => VERDICTS.flatMap((hostnameMatches) => VERDICTS.map((expired) => ({ tls: true, version, certificate: { trusted, hostnameMatches, expired } })))),
  ),
];

/** By what happens in every session: whether something that was stopped passes, and whether something that passed is stopped (S-13.5). */
export function tendencyOf(before: TransportConstraints, after: TransportConstraints, direction: Direction): 'same' | 'tightened' | 'loosened' | 'mixed' {
  const outcomes = (constraints: TransportConstraints): boolean[] => SESSIONS.map((session) => outcomeOf(violationTypes(constraints, session), direction) === 'deliver');
  const [passed, passes] = [outcomes(before), outcomes(after)];
  const loosened = passes.some((pass, index) => pass && passed[index] === false);
  const tightened = passed.some((pass, index) => pass && passes[index] === false);
  if (loosened) return tightened ? 'mixed' : 'loosened';
  return tightened ? 'tightened' : 'same';
}

/** What `--fail-on loosened` guards against. */
export function loosens({ before, after, direction }: Pick<Sighting, 'before' | 'after' | 'direction'>): boolean {
  return ['loosened', 'mixed'].includes(tendencyOf(before.constraints, after.constraints, direction));
}
