// Messages that have to do with a policy: authors, recipients and users drawn from its lists and org units, so that its settings really match.

import { compilePolicy } from '../engine.js';
import type { PolicyEngine } from '../engine.js';
import type { AddressListEntry } from '../model/address-list-entry.js';
import type { PolicyInput } from '../model/document.js';
import type { Authentication, CertificateFacts, Message, Session } from '../model/message.js';
import type { Policy, PolicyContent } from '../model/policy.js';
import { ROOT } from '../model/org-unit-path.js';
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
const MOST_USERS = 1000;

/** Whether any setting can match a message of this direction. */
export function canMeet(policy: PolicyInput | Policy, direction: Direction): boolean {
  return encountersOf(compilePolicy(policy), direction).length > 0;
}

export function messageArbitrary(fc: FastCheck, policy: PolicyInput | Policy, direction: Direction): Arbitrary<Message> {
  const engine = compilePolicy(policy);
  const encounters = encountersOf(engine, direction);
  const users = usersOf(contentOf(engine.policy)).map(({ user }) => user);
  const strangers = fc.constantFrom(...users).map((user): Encounter => ({ user, entry: NOBODY, secureTransportOnly: false }));
  const met = encounters.length === 0 ? strangers : fc.constantFrom(...encounters);
  const encounter = fc.oneof({ weight: 9, arbitrary: met }, { weight: 1, arbitrary: strangers });
  return direction === 'inbound' ? inbound(fc, encounter) : outbound(fc, encounter);
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
      reversePath: fc.constantFrom('author', 'bounces', 'null'),
      authentication: fc.constantFrom('pass', 'pass', 'pass', 'unknown', 'fail'),
      session: fc.option(sessionArbitrary(fc)),
    })
    .map(({ first, others, localPart, display, reversePath, authentication, session }) => {
      const author = addressOf(first.entry, localPart);
      const domain = author.slice(author.lastIndexOf('@') + 1);
      return {
        envelope: { mailFrom: { author, bounces: 'bounces@sender.example', null: null }[reversePath] ?? null, rcptTo: [first, ...others].map(({ user }) => user) },
        from: display === '' ? author : `${display} <${author}>`,
        ...authenticationOf(authentication, domain),
        ...(session !== null && { session }),
      };
    });
}

function authenticationOf(word: string, domain: string): { authentication?: Authentication } {
  if (word === 'unknown') return {};
  return { authentication: word === 'pass' ? { dmarc: { result: 'pass', domain }, dkim: [{ result: 'pass', domain }] } : { spf: { result: 'softfail' }, dmarc: { result: 'fail', domain } } };
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

function encountersOf(engine: PolicyEngine, direction: Direction): Encounter[] {
  const content = contentOf(engine.policy);
  const entries = new Map(engine.addressLists.map((list) => [list.name, firstEntries(list.entries(), direction, content)]));
  const byUnit = new Map(engine.orgUnits.map((path) => [path, listsInView(engine, content, path, direction)]));
  const entriesOf = (list: string | null): readonly AddressListEntry[] => (list === null ? [NOBODY] : (entries.get(list) ?? []));
  return usersOf(content).flatMap(({ user, orgUnit }) =>
    (byUnit.get(orgUnit) ?? []).flatMap(({ list, secureTransportOnly }) => entriesOf(list).map((entry) => ({ user, entry, secureTransportOnly }))),
  );
}

/** Recipients at the organisation's own domains are internal, and no setting applies to them (S-4.5). */
function firstEntries(all: Iterable<AddressListEntry>, direction: Direction, { domains }: PolicyContent): AddressListEntry[] {
  const first: AddressListEntry[] = [];
  for (const entry of all) {
    const domain = addressOf(entry, '').slice(addressOf(entry, '').lastIndexOf('@') + 1);
    if (direction === 'inbound' || !domains.includes(domain)) first.push(entry);
    if (first.length === MOST_ENTRIES) break;
  }
  return first;
}

/** Users of every org unit that has any, and one whom the policy does not name, at the root. */
function usersOf({ users, domains }: PolicyContent): { user: string; orgUnit: string }[] {
  const known: { user: string; orgUnit: string }[] = [];
  for (const [user, orgUnit] of users.entries()) {
    known.push({ user, orgUnit });
    if (known.length === MOST_USERS) break;
  }
  return [{ user: `someone@${domains[0] ?? OWN_DOMAIN}`, orgUnit: ROOT }, ...known];
}

interface ListInView {
  /** Null: a setting without a list concerns everyone (S-7.2). */
  readonly list: string | null;
  readonly secureTransportOnly: boolean;
}

function listsInView(engine: PolicyEngine, { orgUnits }: PolicyContent, path: string, direction: Direction): ListInView[] {
  const active = engine.effectiveSettings(path).filter(({ enabled, status }) => enabled && status !== 'disabled');
  return active.flatMap(({ id, orgUnit }) => {
    const setting = orgUnits.find((unit) => unit.path === orgUnit)?.settings.find((defined) => defined.id === id);
    if (setting?.appliesTo.some((scope) => (scope === 'inbound') === (direction === 'inbound')) !== true) return [];
    const secureTransportOnly = direction === 'outbound' && !setting.appliesTo.includes('outbound');
    const lists = setting.addressLists.length === 0 ? [null] : setting.addressLists;
    return lists.map((list) => ({ list, secureTransportOnly }));
  });
}
