// What a policy makes of one partner at one org unit (S-8, S-11.1).
import { describe, expect, it } from 'vitest';
import { compileContent } from '../../../src/compile/compiled-policy.js';
import type { CompiledPolicy, CompiledUnit } from '../../../src/compile/compiled-policy.js';
import { assess, nothingMatches, shared } from '../../../src/evaluate/assessment.js';
import type { Assessment } from '../../../src/evaluate/assessment.js';
import type { Rule, RuleSet } from '../../../src/compile/rule.js';
import { hitsOf } from '../../../src/evaluate/partner.js';
import type { Hits } from '../../../src/evaluate/partner.js';
import { parseAddress } from '../../../src/model/address.js';
import type { Setting } from '../../../src/model/policy.js';
import type { HostRoute } from '../../../src/model/route.js';
import { constraintsCode, tlsRequired } from '../../../src/model/transport.js';
import type { Direction } from '../../../src/model/transport.js';
import { content, entry, list, orgUnit, setting } from '../compile/sample-content.js';
import type { SampleContent } from '../compile/sample-content.js';

const relay: HostRoute = Object.freeze({ kind: 'host', host: 'relay.example', port: 25, mxLookup: false });
const lists = [list('empty'), list('first', 'a.example', '*.example'), list('second', '*', 'x@a.example', entry('b.example', false))];
const policyOf = (settings: Setting[], changed: SampleContent = {}): CompiledPolicy =>
  compileContent(content({ lists, routes: new Map([['relay', relay]]), orgUnits: [orgUnit('/', settings)], ...changed }));

function outbound(policy: CompiledPolicy, recipient: string, secureTransport = false) {
  return outboundAt(policy.root, policy, recipient, secureTransport);
}

function outboundAt({ outbound: rules }: CompiledUnit, policy: CompiledPolicy, recipient: string, secureTransport = false) {
  const address = parseAddress(recipient, false);
  const hits = address === null ? null : { entries: policy.index.matching(address), authenticated: null };
  return assessedEitherWay(hits, rules, policy, secureTransport);
}

/** Waits for secure transport, without a list: where there is such a rule, nobody is assessed by the short way. */
const idle: Rule = { setting: 'idle', orgUnit: '/', depth: 0, constraints: tlsRequired, constraintsCode: constraintsCode(tlsRequired), route: null, testing: false, secureTransportOnly: true, lists: [] };

/** The short way that most partners take comes to the same as the whole one. */
function assessedEitherWay(hits: Hits | null, rules: RuleSet, policy: CompiledPolicy, secureTransport = false): Assessment {
  const assessed = assess(hits, rules, secureTransport, policy);
  if (!secureTransport) expect(assess(hits, { ...rules, withoutList: [...rules.withoutList, idle], hasSecureTransportOnly: true }, false, policy)).toEqual(assessed);
  return assessed;
}

function inbound(policy: CompiledPolicy, authenticated: 'yes' | 'no' | 'unknown', ...authors: string[]) {
  const addresses = authors.map((text) => ({ address: parseAddress(text, false)!, authenticated: () => authenticated }));
  return assessedEitherWay(hitsOf(addresses, policy.index), policy.root.inbound, policy);
}

const unknownAuthor = (policy: CompiledPolicy, direction: Direction = 'inbound') => assess(null, policy.root[direction], false, policy);
const both = (id: string, ...lists: string[]) => setting(id, { appliesTo: ['inbound', 'outbound'], addressLists: lists });
const where = (matches: readonly { setting: string; addressList: string | null; entry: string | null; address: string | null; authenticated: string }[]) =>
  matches.map((match) => `${match.setting}, ${match.addressList}, ${match.entry}, ${match.address}, ${match.authenticated}`);

describe('assess', () => {
  it('S-11.1: one match for every setting, list, entry and address, sorted in this order', () => {
    const policy = policyOf([both('b', 'first', 'second'), both('a', 'second')]);
    expect(where(outbound(policy, 'x@a.example').determinedBy)).toEqual([
      'a, second, *, x@a.example, not-required',
      'a, second, x@a.example, x@a.example, not-required',
      'b, first, *.example, x@a.example, not-required',
      'b, first, a.example, x@a.example, not-required',
      'b, second, *, x@a.example, not-required',
      'b, second, x@a.example, x@a.example, not-required',
    ]);
    expect(where(inbound(policyOf([both('a', 'first')]), 'yes', 'z@a.example', 'y@a.example').determinedBy)).toEqual([
      'a, first, *.example, y@a.example, yes',
      'a, first, *.example, z@a.example, yes',
      'a, first, a.example, y@a.example, yes',
      'a, first, a.example, z@a.example, yes',
    ]);
  });

  it('gives each match its org unit and the setting’s own constraints', () => {
    const constraints = { tls: 'required', minVersion: null, caSigned: true, hostname: true };
    expect(outbound(policyOf([both('a', 'first')]), 'x@b.example').determinedBy).toEqual([
      { setting: 'a', orgUnit: '/', addressList: 'first', entry: '*.example', address: 'x@b.example', authenticated: 'not-required', constraints },
    ]);
  });

  it('S-5.3: an entry that requires authentication does not match who is not authenticated', () => {
    const policy = policyOf([both('a', 'first', 'second')]);
    expect(where(inbound(policy, 'no', 'x@b.example').determinedBy)).toEqual(['a, second, b.example, x@b.example, not-required']);
    expect(where(inbound(policy, 'unknown', 'x@b.example').determinedBy)).toEqual([
      'a, first, *.example, x@b.example, unknown',
      'a, second, *, x@b.example, unknown',
      'a, second, b.example, x@b.example, not-required',
    ]);
    expect(inbound(policyOf([both('a', 'first')]), 'no', 'x@b.example')).toBe(nothingMatches);
  });

  it('S-11.1: an unknown author matches each list that has an entry, once', () => {
    const policy = policyOf([both('a', 'empty', 'first', 'second'), both('b', 'empty')]);
    expect(where(unknownAuthor(policy).determinedBy)).toEqual(['a, first, null, null, unknown', 'a, second, null, null, not-required']);
    expect(where(unknownAuthor(policy, 'outbound').determinedBy)).toEqual(['a, first, null, null, not-required', 'a, second, null, null, not-required']);
  });

  it('S-7.2: a setting without a list concerns everyone, known or not', () => {
    const policy = policyOf([setting('s', { appliesTo: ['outbound-secure-transport'] })]);
    expect(where(outbound(policy, 'x@nowhere.test', true).determinedBy)).toEqual(['s, null, null, null, not-required']);
    expect(where(outbound(policy, 'nobody', true).determinedBy)).toEqual(['s, null, null, null, not-required']);
  });

  it('S-7.1: a setting for secure transport waits for it', () => {
    const policy = policyOf([setting('s', { appliesTo: ['outbound-secure-transport'], addressLists: ['first'] }), both('t', 'first')]);
    expect(outbound(policy, 'x@b.example').determinedBy.map((match) => match.setting)).toEqual(['t']);
    expect(outbound(policy, 'x@b.example', true).determinedBy.map((match) => match.setting)).toEqual(['s', 't']);
    expect(outbound(policyOf([setting('s', { appliesTo: ['outbound-secure-transport'] })]), 'x@b.example')).toBe(nothingMatches);
  });

  it('S-8.1: joins the constraints of every setting in force that matches', () => {
    const requirements = { tls: true, minTlsVersion: null, caSignedCertificate: false, validateHostname: false, clientCertificate: false } as const;
    const policy = policyOf([
      setting('a', { addressLists: ['first'], requirements: { ...requirements, minTlsVersion: 'TLSv1.2' } }),
      setting('b', { addressLists: ['first'], requirements: { ...requirements, validateHostname: true } }),
      setting('c', { addressLists: ['first'], mode: 'testing', requirements: { ...requirements, caSignedCertificate: true } }),
    ]);
    expect(outbound(policy, 'x@b.example').constraints).toEqual({ tls: 'required', minVersion: 'TLSv1.2', caSigned: false, hostname: true });
  });

  it('S-7.6: testing settings are listed apart, with the route they name themselves', () => {
    const policy = policyOf([setting('t', { addressLists: ['first'], mode: 'testing', route: 'relay' }), setting('u', { addressLists: ['first'], mode: 'testing' })]);
    const assessed = outbound(policy, 'x@b.example');
    expect(assessed).toMatchObject({ constraints: { tls: 'opportunistic' }, determinedBy: [], routing: { route: null, routeConflicts: [] } });
    expect(where(assessed.testing)).toEqual(['t, first, *.example, x@b.example, not-required', 'u, first, *.example, x@b.example, not-required']);
    expect(assessed.testing.map(({ route }) => route)).toEqual([relay, null]);
    expect(assessed.testing[0]).not.toHaveProperty('wouldBe');
  });

  it('S-11.1: definitions of one id in several units come from the root down', () => {
    const orgUnits = [orgUnit('/', [both('a', 'first')]), orgUnit('/x', [setting('a', { appliesTo: ['outbound'], addressLists: ['first'], mode: 'testing' })]), orgUnit('/x/y', [setting('a', { addressLists: ['first'], mode: 'testing' })])];
    const policy = policyOf([], { orgUnits });
    const assessed = outboundAt(policy.units.get('/x/y')!, policy, 'x@b.example');
    expect(assessed.determinedBy.map((match) => match.orgUnit)).toEqual(['/']);
    expect(assessed.testing.map((match) => match.orgUnit)).toEqual(['/x', '/x/y']);
  });

  it('S-11.1: a match without a list sorts before those of lists, also for an unknown partner', () => {
    const testing = { mode: 'testing', appliesTo: ['outbound', 'outbound-secure-transport'] } as const;
    const lists = [list('A', 'a.example'), list('B', 'a.example')];
    const orgUnits = [
      orgUnit('/', [setting('s', { ...testing, addressLists: ['A', 'B'] })]),
      orgUnit('/x', [setting('s', { ...testing, appliesTo: ['outbound-secure-transport'] })]),
      orgUnit('/x/y', [setting('s', { ...testing, addressLists: ['A'] })]),
    ];
    const policy = policyOf([], { lists, orgUnits });
    const sorted = ['null of /x', 'A of /', 'A of /x/y', 'B of /'];
    for (const recipient of ['nobody', 'x@a.example']) {
      const { testing: matches } = outboundAt(policy.units.get('/x/y')!, policy, recipient, true);
      expect(matches.map((match) => `${match.addressList} of ${match.orgUnit}`)).toEqual(sorted);
    }
  });

  it('S-7.5: the route of the settings in force', () => {
    expect(outbound(policyOf([setting('a', { addressLists: ['first'], route: 'relay' })]), 'x@b.example').routing.route).toBe(relay);
    expect(outbound(policyOf([setting('a', { addressLists: ['first'] })]), 'x@b.example').routing.route).toBeNull();
  });

  it('S-8.4: an unknown partner’s match ranks below `*`', () => {
    const other: HostRoute = { ...relay, host: 'other.example' };
    const routes = new Map([['relay', relay], ['other', other]]);
    const policy = policyOf([setting('a', { appliesTo: ['outbound-secure-transport'], route: 'relay' }), setting('b', { addressLists: ['second'], route: 'other' })], { routes });
    expect(outbound(policy, 'x@nowhere.test', true)).toMatchObject({ routing: { route: other, routeConflicts: [{ setting: 'a', orgUnit: '/', route: relay }] } });
    expect(outbound(policy, 'nobody', true)).toMatchObject({ routing: { route: relay, routeConflicts: [{ setting: 'b', orgUnit: '/', route: other }] } });
  });

  it('S-7.6: the route of a testing setting sends nobody anywhere', () => {
    const policy = policyOf([setting('a', { addressLists: ['first'] }), setting('t', { addressLists: ['first'], mode: 'testing', route: 'relay' })]);
    expect(outbound(policy, 'x@b.example')).toMatchObject({ routing: { route: null, routeConflicts: [] }, testing: [{ route: relay }] });
    const both = policyOf([setting('a', { addressLists: ['first'], route: 'relay' }), setting('t', { addressLists: ['first'], mode: 'testing', route: 'other' })], {
      routes: new Map([['relay', relay], ['other', { ...relay, host: 'other.example' }]]),
    });
    expect(outbound(both, 'x@b.example').routing).toEqual({ route: relay, routeConflicts: [] });
  });

  it('is nothing where no entry matches, or only of lists that no setting names', () => {
    const policy = policyOf([both('a', 'first')]);
    expect(outbound(policy, 'x@nowhere.test')).toBe(nothingMatches);
    expect(outbound(policyOf([both('a', 'second')], { lists: [list('first', 'b.example'), list('second', 'c.example')] }), 'x@b.example')).toBe(nothingMatches);
    expect(nothingMatches).toEqual({ constraints: { tls: 'opportunistic', minVersion: null, caSigned: false, hostname: false }, determinedBy: [], testing: [], routing: { route: null, routeConflicts: [] } });
  });

  it('S-3.6: one entry that several lists hold is a match in each', () => {
    const lists = [list('A', 'a.example'), list('B', 'a.example')];
    const policy = policyOf([setting('a', { addressLists: ['B'] }), setting('b', { addressLists: ['A'] })], { lists });
    expect(where(outbound(policy, 'x@a.example').determinedBy)).toEqual(['a, B, a.example, x@a.example, not-required', 'b, A, a.example, x@a.example, not-required']);
  });

  it('S-7.2: a setting without a list concerns those whom an entry matches, too', () => {
    const policy = policyOf([setting('s', { appliesTo: ['outbound-secure-transport'] }), both('t', 'first')]);
    expect(where(outbound(policy, 'x@b.example', true).determinedBy)).toEqual(['s, null, null, null, not-required', 't, first, *.example, x@b.example, not-required']);
  });

  it('S-5.3: one entry of one list is judged as one of many', () => {
    const lists = [list('lax', entry('l.example', false)), list('strict', 's.example'), list('unused', 'u.example')];
    const policy = policyOf([both('a', 'lax', 'strict'), both('b', 'strict')], { lists });
    for (const verdict of ['yes', 'unknown'] as const) {
      expect(where(inbound(policy, verdict, 'x@s.example').determinedBy)).toEqual([`a, strict, s.example, x@s.example, ${verdict}`, `b, strict, s.example, x@s.example, ${verdict}`]);
    }
    expect(inbound(policy, 'no', 'x@s.example')).toBe(nothingMatches);
    expect(where(inbound(policy, 'no', 'x@l.example').determinedBy)).toEqual(['a, lax, l.example, x@l.example, not-required']);
    expect(inbound(policy, 'yes', 'x@u.example')).toBe(nothingMatches);
    expect(inbound(policy, 'yes')).toBe(nothingMatches);
    expect(where(outbound(policy, 'x@s.example').determinedBy)).toEqual(['a, strict, s.example, x@s.example, not-required', 'b, strict, s.example, x@s.example, not-required']);
  });

  it('S-3.5: of one entry each list says itself whether it requires authentication', () => {
    const lists = [list('lax', entry('a.example', false)), list('strict', 'a.example')];
    const policy = policyOf([both('a', 'lax', 'strict')], { lists });
    expect(where(inbound(policy, 'no', 'x@a.example').determinedBy)).toEqual(['a, lax, a.example, x@a.example, not-required']);
    expect(where(inbound(policy, 'yes', 'x@a.example').determinedBy)).toEqual(['a, lax, a.example, x@a.example, not-required', 'a, strict, a.example, x@a.example, yes']);
    expect(where(outbound(policy, 'x@a.example').determinedBy)).toEqual(['a, lax, a.example, x@a.example, not-required', 'a, strict, a.example, x@a.example, not-required']);
  });
});

describe('what is frozen of an assessment', () => {
  const policy = () => policyOf([both('a', 'first'), setting('r', { addressLists: ['first'], route: 'relay' }), setting('t', { addressLists: ['first'], mode: 'testing' })]);

  it('S-12.6: what it shares with the engine', () => {
    const assessed = outbound(policy(), 'x@b.example');
    const { constraints, determinedBy, testing, routing } = assessed;
    for (const each of [constraints, determinedBy[0]?.constraints, testing[0]?.constraints, routing.route, routing.routeConflicts]) {
      expect(each).toBeTypeOf('object');
      expect(Object.isFrozen(each)).toBe(true);
    }
    for (const each of [nothingMatches, nothingMatches.determinedBy, nothingMatches.testing, nothingMatches.constraints, nothingMatches.routing, nothingMatches.routing.routeConflicts]) {
      expect(Object.isFrozen(each)).toBe(true);
    }
    expect(Object.isFrozen(outbound(policyOf([setting('t', { addressLists: ['first'], mode: 'testing' })]), 'x@b.example').determinedBy)).toBe(true);
  });

  it('S-12.6: no list of matches that is not empty is one that another assessment has', () => {
    const same = policyOf([both('a', 'first')]);
    const [one, other] = [outbound(same, 'x@b.example'), outbound(same, 'x@b.example')];
    expect(one.determinedBy).toEqual(other.determinedBy);
    expect(one.determinedBy).not.toBe(other.determinedBy);
    expect(one.determinedBy[0]).not.toBe(other.determinedBy[0]);
  });

  it('S-12.6: once recipients share it, its matches', () => {
    const assessed = outbound(policy(), 'x@b.example');
    expect(shared(assessed)).toBe(assessed);
    for (const each of [assessed.determinedBy, ...assessed.determinedBy, assessed.testing, ...assessed.testing]) expect(Object.isFrozen(each)).toBe(true);
    expect([assessed.determinedBy.length, assessed.testing.length]).toEqual([2, 1]);
    expect(shared(assessed)).toBe(assessed);
    expect(shared(nothingMatches)).toBe(nothingMatches);
  });
});
