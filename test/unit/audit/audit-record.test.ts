// A record: who, when, why, what, and the hashes that hold it (S-16.2).
import { describe, expect, it } from 'vitest';
import { auditLine, auditRecord, lineHash, policyHash } from '../../../src/audit/index.js';
import type { AuditContext, AuditRecord } from '../../../src/audit/index.js';
import { policyChange } from '../../../src/change/policy-change.js';
import type { Policy } from '../../../src/model/policy.js';
import { policyFrom } from '../change/policies.js';
import { LINES, POLICIES, RECORDS } from './sample-log.js';

const context: AuditContext = { actor: 'ann', at: 0, reason: 'why', previous: null };
const [first, second] = RECORDS as [AuditRecord, AuditRecord];

describe('auditRecord', () => {
  it('says everything about a change', () => {
    expect(second).toEqual({
      version: 1,
      sequence: 2,
      previous: lineHash(LINES[0]!),
      at: '2026-11-21T08:30:00.000Z',
      actor: 'bob@corp.test',
      reason: 'change 2',
      policyBefore: policyHash(POLICIES[0]!),
      policyAfter: policyHash(POLICIES[1]!),
      changes: [{ kind: 'entry-added', addressList: 'partners', entry: 'bank.example', requireAuthentication: true }],
      uses: [{ kind: 'address-list', name: 'partners', settings: [{ orgUnit: '/', setting: 'tls' }] }],
      orgUnits: ['/'],
      settings: ['tls'],
      everySetting: false,
      effects: null,
    });
  });

  it('begins a log where there was no policy, and where there was one', () => {
    expect(first).toMatchObject({ sequence: 1, previous: null, policyBefore: null });
    expect(auditRecord({ before: POLICIES[0]!, after: POLICIES[1]! }, context)).toMatchObject({ sequence: 1, previous: null, policyBefore: policyHash(POLICIES[0]!) });
  });

  it('begins a log where no record before it is given', () => {
    const given = { before: null, after: POLICIES[0]! };
    const { actor, at, reason } = context;
    expect(auditRecord(given, { actor, at, reason })).toEqual(auditRecord(given, context));
    expect(auditRecord(given, { actor, at, reason, previous: undefined })).toMatchObject({ sequence: 1, previous: null });
  });

  it('works out itself what changed', () => {
    const change = policyChange(POLICIES[0]!, POLICIES[1]!);
    const told = { ...change, changes: [] };
    expect(auditRecord(told, context)).toEqual(auditRecord(change, context));
    expect(auditRecord(told, context).changes).toEqual(change.changes);
  });

  it('counts effects, where they are known', () => {
    const effects = [{ tendency: 'loosened' as const }, { tendency: 'loosened' as const }, { tendency: 'same' as const }];
    expect(auditRecord({ before: null, after: POLICIES[0]!, effects }, context).effects).toEqual({ loosened: 2, tightened: 0, mixed: 0, same: 1 });
    expect(auditRecord({ before: null, after: POLICIES[0]!, effects: [] }, context).effects).toEqual({ loosened: 0, tightened: 0, mixed: 0, same: 0 });
  });

  it('records that nothing changed', () => {
    expect(auditRecord({ before: POLICIES[0]!, after: POLICIES[0]! }, context)).toMatchObject({ changes: [], uses: [], orgUnits: [], settings: [], policyBefore: policyHash(POLICIES[0]!), policyAfter: policyHash(POLICIES[0]!) });
  });

  it('makes text safe and loses nothing of it', () => {
    const { actor, reason } = auditRecord({ before: null, after: POLICIES[0]! }, { ...context, actor: 'Änne\u202e', reason: 'one\ntwo\u001b[2J\ud800' });
    expect([actor, reason]).toEqual(['Änne\\x{202E}', 'one\\x{A}two\\x{1B}[2J\\x{D800}']);
  });

  it('is frozen all the way down, and JSON', () => {
    const seen: unknown[] = [];
    const walk = (value: unknown): void => {
      if (typeof value !== 'object' || value === null) return;
      seen.push(value);
      expect(Object.isFrozen(value)).toBe(true);
      Object.values(value).forEach(walk);
    };
    RECORDS.forEach(walk);
    expect(seen.length).toBeGreaterThan(20);
    expect(JSON.parse(JSON.stringify(RECORDS))).toEqual(RECORDS);
  });

  it.each<[Partial<AuditContext>, RegExp, typeof TypeError | typeof RangeError]>([
    [{ actor: '' }, /^actor is empty/, RangeError],
    [{ reason: ' \t' }, /^reason is empty/, RangeError],
    [{ actor: undefined as unknown as string }, /^actor is nothing; give text/, TypeError],
    [{ at: 'today' }, /^at is no moment/, RangeError],
    [{ at: undefined as unknown as number }, /^at is nothing/, TypeError],
    [{ previous: {} as AuditRecord }, /^previous is no record: `version` is missing; give the last record of the log/, TypeError],
    [{ previous: 'sha256:' as unknown as AuditRecord }, /^previous is no record: the text `sha256:` stands where an object should/, TypeError],
    [{ previous: { ...second, sequence: 0 } }, /^previous is no record: the number 0 stands where a whole number from 1/, TypeError],
    [{ previous: { ...second, version: 2 as 1 } }, /^previous is no record: the format has version 2/, TypeError],
    [{ previous: second }, /^the log ends with the policy sha256:\w+, and the change begins with no policy/, RangeError],
  ])('refuses %j', (wrong, message, kind) => {
    const act = (): unknown => auditRecord({ before: null, after: POLICIES[0]! }, { ...context, ...wrong });
    expect(act).toThrow(message);
    expect(act).toThrow(kind);
  });

  it('refuses what is no policy', () => {
    expect(() => auditRecord({ before: null, after: {} as Policy }, context)).toThrow(TypeError);
  });
});

describe('auditLine', () => {
  it('is one line with its keys in order', () => {
    expect(LINES[1]).toMatch(/^\{"actor":"bob@corp\.test","at":"2026-11-21T08:30:00\.000Z","changes":\[.*"version":1\}$/);
    expect(auditLine(JSON.parse(JSON.stringify(second)) as AuditRecord)).toBe(LINES[1]);
  });
});

describe('what a change touches', () => {
  const touched = (before: object, after: object): unknown => {
    const { orgUnits, settings, everySetting } = auditRecord({ before: policyFrom(before), after: policyFrom(after) }, context);
    return { orgUnits, settings, everySetting };
  };
  const route = { relay: { host: 'relay.example' } };
  const units = (own: object, more: object = {}) => ({ ...more, addressLists: { l: 'a.example' }, orgUnits: [{ path: '/' }, { path: '/A', settings: [{ id: 's', appliesTo: ['outbound'], addressLists: ['l'], ...own }] }] });

  it.each([
    ['a route that a setting names', units({ route: 'relay' }, { routes: route }), units({ route: 'relay' }, { routes: { relay: { host: 'other.example' } } }), { orgUnits: ['/A'], settings: ['s'], everySetting: false }],
    ['the alternate secure route', units({}, { routes: route, alternateSecureRoute: 'relay' }), units({}, { routes: { relay: { host: 'other.example' } }, alternateSecureRoute: 'relay' }), { orgUnits: ['/', '/A'], settings: ['s'], everySetting: false }],
    ['the alternate secure route that only `secureTransport` takes', { routes: route, alternateSecureRoute: 'relay' }, { routes: { relay: { host: 'other.example' } }, alternateSecureRoute: 'relay' }, { orgUnits: ['/'], settings: [], everySetting: false }],
    ['the alternate secure route, which inbound mail does not take', units({ appliesTo: ['inbound'] }, { routes: route, alternateSecureRoute: 'relay' }), units({ appliesTo: ['inbound'] }, { routes: { relay: { host: 'other.example' } }, alternateSecureRoute: 'relay' }), { orgUnits: ['/'], settings: [], everySetting: false }],
    ['the alternate secure route of a setting of both directions', units({ appliesTo: ['inbound', 'outbound'] }, { routes: route, alternateSecureRoute: 'relay' }), units({ appliesTo: ['inbound', 'outbound'] }, { routes: { relay: { host: 'other.example' } }, alternateSecureRoute: 'relay' }), { orgUnits: ['/', '/A'], settings: ['s'], everySetting: false }],
    ['another route than the one of the setting', units({ route: 'relay' }, { routes: { ...route, other: { host: 'other.example' } } }), units({ route: 'relay' }, { routes: route }), { orgUnits: [], settings: [], everySetting: false }],
    ['a route that nobody uses', units({}, { routes: route }), units({}), { orgUnits: [], settings: [], everySetting: false }],
    ['a domain', {}, { domains: ['corp.test'] }, { orgUnits: ['/'], settings: [], everySetting: true }],
    ['an option', {}, { alignment: 'strict' }, { orgUnits: ['/'], settings: [], everySetting: true }],
    ['a user who moves from the root', { orgUnits: [{ path: '/A' }] }, { orgUnits: [{ path: '/A' }], users: { 'a@b.example': '/A' } }, { orgUnits: ['/', '/A'], settings: [], everySetting: false }],
    ['a list that a setting lost', units({}), { addressLists: { l: 'a.example', m: 'b.example' }, orgUnits: [{ path: '/' }, { path: '/A', settings: [{ id: 's', appliesTo: ['outbound'], addressLists: ['m'] }] }] }, { orgUnits: ['/A'], settings: ['s'], everySetting: false }],
    ['an org unit', {}, { orgUnits: [{ path: '/A' }] }, { orgUnits: ['/A'], settings: [], everySetting: false }],
  ])('%s', (_name, before, after, expected) => {
    expect(touched(before, after)).toEqual(expected);
  });
});
