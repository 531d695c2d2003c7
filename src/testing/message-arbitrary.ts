// Messages that have to do with a policy: authors, recipients and users drawn from its lists and org units, so that its settings really match.

import { compileContent } from '../compile/compiled-policy.js';
import type { CompiledPolicy, CompiledUnit } from '../compile/compiled-policy.js';
import { compilePolicy } from '../engine.js';
import type { AddressListEntry } from '../model/address-list-entry.js';
import type { PolicyInput } from '../model/document.js';
import type { Authentication, CertificateFacts, Message, Session } from '../model/message.js';
import type { Policy } from '../model/policy.js';
import { TLS_VERSIONS } from '../model/transport.js';
import type { Direction } from '../model/transport.js';
import { contentOf } from '../policy/parsed-policy.js';
import type { Arbitrary, FastCheck } from './fast-check.js';
import { LOCAL_PARTS, OWN_DOMAIN } from './policy-arbitrary.js';
import { GOOD_CERTIFICATE, GOOD_VERSION, RESULT_TYPES } from './session-words.js';
import { fakeSession } from './fake-session.js';

/** A user, and an entry that an active setting of the user's org unit makes count. */
interface Encounter {
  readonly user: string;
  readonly entry: AddressListEntry;
  /** It counts only where something else demands secure transport. */
  readonly secureTransportOnly: boolean;
}

/** Entries of a list and users that are looked at: enough to meet every setting, however large the policy. */
const MOST_ENTRIES = 50;
const MOST_USERS = 200;

/** Whether any setting can match a message of this direction. @throws PolicyError if the policy is not valid */
export function canMeet(policy: PolicyInput | Policy, direction: Direction): boolean {
  return encountersOf(compiled(policy), direction).length > 0;
}

/** @throws PolicyError if the policy is not valid */
export function messageArbitrary(fc: FastCheck, policy: PolicyInput | Policy, direction: Direction): Arbitrary<Message> {
  const content = compiled(policy);
  const encounters = encountersOf(content, direction);
  const users = usersOf(content).map(({ user }) => user);
  const strangers = fc.constantFrom(...users).map((user): Encounter => ({ user, entry: NOBODY, secureTransportOnly: false }));
  const met = encounters.length === 0 ? strangers : oneOf(fc, encounters);
  const encounter = fc.oneof({ weight: 9, arbitrary: met }, { weight: 1, arbitrary: strangers });
  return direction === 'inbound' ? inbound(fc, encounter) : outbound(fc, encounter);
}

/** By its index, for a large policy has more of them than a call has arguments. */
function oneOf<T>(fc: FastCheck, items: readonly T[]): Arbitrary<T> {
  return fc.noBias(fc.nat(items.length - 1)).map((index) => items[index] as T);
}

function compiled(policy: PolicyInput | Policy): CompiledPolicy {
  return compileContent(contentOf(compilePolicy(policy).policy));
}

export function sessionArbitrary(fc: FastCheck): Arbitrary<Session> {
  const verdict = fc.constantFrom(true, false, undefined);
  const facts = fc.record({ trusted: verdict, hostnameMatches: verdict, expired: verdict });
  const certificate = facts.map((all): CertificateFacts => Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined)));
  const version = fc.constantFrom(...TLS_VERSIONS, 'SSLv3');
  return fc.oneof<Arbitrary<Session>[]>(
    fc.constant({ tls: true, version: GOOD_VERSION, certificate: { ...GOOD_CERTIFICATE } }),
    fc.constantFrom(...RESULT_TYPES).map((type) => ({ ...fakeSession().failing(type) })),
    version.map((name) => ({ tls: true, version: name, certificate: { ...GOOD_CERTIFICATE } })),
    fc.tuple(version, fc.option(certificate)).map(([name, known]) => ({ tls: true, version: name, certificate: known })),
  );
}

/** Stands for whom no list names. */
const NOBODY: AddressListEntry = { value: 'stranger.example', kind: 'domain', requireAuthentication: true };

function inbound(fc: FastCheck, encounter: Arbitrary<Encounter>): Arbitrary<Message> {
  return fc
    .record({
      first: encounter,
      others: fc.array(encounter, { maxLength: 1 }),
      localPart: fc.constantFrom(...LOCAL_PARTS),
      display: fc.constantFrom('', 'Ann Weir', '"Bank, The"'),
      reversePath: fc.constantFrom(undefined, 'bounces@sender.example', null),
      authentication: fc.constantFrom('pass', 'pass', 'pass', 'unknown', 'fail'),
      session: fc.option(sessionArbitrary(fc)),
    })
    .map(({ first, others, localPart, display, reversePath, authentication, session }) => {
      const author = addressOf(first.entry, localPart);
      const domain = author.slice(author.lastIndexOf('@') + 1);
      return {
        envelope: { mailFrom: reversePath === undefined ? author : reversePath, rcptTo: [first, ...others].map(({ user }) => user) },
        from: display === '' ? author : `${display} <${author}>`,
        ...authenticationOf(authentication, domain),
        ...(session !== null && { session }),
      };
    });
}

function authenticationOf(word: 'pass' | 'fail' | 'unknown', domain: string): { authentication?: Authentication } {
  switch (word) {
    case 'pass':
      return { authentication: { dmarc: { result: 'pass', domain }, dkim: [{ result: 'pass', domain }] } };
    case 'fail':
      return { authentication: { spf: { result: 'softfail' }, dmarc: { result: 'fail', domain } } };
    case 'unknown':
      return {};
  }
}

function outbound(fc: FastCheck, encounter: Arbitrary<Encounter>): Arbitrary<Message> {
  return fc
    .record({
      first: encounter,
      others: fc.array(encounter, { maxLength: 2 }),
      localPart: fc.constantFrom(...LOCAL_PARTS),
      secureTransport: fc.constantFrom(false, false, false, true),
      session: fc.option(sessionArbitrary(fc)),
    })
    .map(({ first, others, localPart, secureTransport, session }) => ({
      envelope: { mailFrom: first.user, rcptTo: [first, ...others].map(({ entry }) => addressOf(entry, localPart)) },
      ...((secureTransport || first.secureTransportOnly) && { secureTransport: true }),
      ...(session !== null && { session }),
    }));
}

/** An address that the entry matches. */
function addressOf({ value, kind }: AddressListEntry, localPart: string): string {
  switch (kind) {
    case 'address':
      return value;
    case 'domain':
      return `${localPart}@${value}`;
    case 'subdomains':
      return `${localPart}@host.${value.slice('*.'.length)}`;
    case 'everyone':
      return `${localPart}@anywhere.example`;
  }
}

function encountersOf(policy: CompiledPolicy, direction: Direction): Encounter[] {
  const known = new Map<number, readonly AddressListEntry[]>();
  const entriesOf = (list: number): readonly AddressListEntry[] => {
    const entries = known.get(list) ?? firstEntries(policy.content.index.entriesOf(list), direction, policy);
    known.set(list, entries);
    return entries;
  };
  return usersOf(policy).flatMap(({ user, unit }) =>
    unit[direction].all.flatMap(({ lists, secureTransportOnly }) => {
      // A setting without a list concerns everyone (S-7.2).
      const entries = lists.length === 0 ? [NOBODY] : lists.flatMap(entriesOf);
      return entries.map((entry) => ({ user, entry, secureTransportOnly }));
    }),
  );
}

/** Recipients at the organisation's own domains are internal, and no setting applies to them (S-4.5). */
function firstEntries(all: readonly AddressListEntry[], direction: Direction, { internalDomains }: CompiledPolicy): AddressListEntry[] {
  const counts = ({ value }: AddressListEntry): boolean => direction === 'inbound' || internalDomains?.has(value.slice(value.lastIndexOf('@') + 1)) !== true;
  return all.filter(counts).slice(0, MOST_ENTRIES);
}

interface User {
  readonly user: string;
  readonly unit: CompiledUnit;
}

/** The first of those that the policy names, and one whom it does not, at the root. */
function usersOf({ content, root, units }: CompiledPolicy): User[] {
  const users: User[] = [{ user: `someone@${content.domains[0] ?? OWN_DOMAIN}`, unit: root }];
  for (const [user, orgUnit] of content.users.entries()) {
    if (users.length === MOST_USERS) break;
    users.push({ user, unit: units.get(orgUnit) ?? root });
  }
  return users;
}
