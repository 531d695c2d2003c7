import { describe, expect, it } from 'vitest';
import { compilePolicy, parsePolicy } from '../../../src/index.js';
import type { Policy, PolicyInput, SettingInput } from '../../../src/index.js';
import { policyEffects } from '../../../src/effects/policy-effects.js';
import type { PolicyEffect } from '../../../src/effects/policy-effects.js';
import { publicSuffixOrganizationalDomain } from '../../../src/evaluate/organizational-domain.js';

const partners: SettingInput = { id: 'partners', appliesTo: ['outbound'], addressLists: ['partners'] };
const policy: PolicyInput = { addressLists: { partners: ['partner.example'] }, orgUnits: [{ path: '/', settings: [partners] }] };

function parsed(input: PolicyInput): Policy {
  const result = parsePolicy(input);
  if (!result.ok) throw new Error(JSON.stringify(result.issues));
  return result.policy;
}

function effects(before: PolicyInput, after: PolicyInput): PolicyEffect[] {
  return policyEffects(parsed(before), parsed(after), { orgUnitOf: undefined, organizationalDomain: publicSuffixOrganizationalDomain });
}

function withSetting(changed: Partial<SettingInput>, rest: Partial<PolicyInput> = {}): PolicyInput {
  return { ...policy, ...rest, orgUnits: [{ path: '/', settings: [{ ...partners, ...changed }] }] };
}

function summary({ direction, tendency, correspondents, circumstances }: PolicyEffect): string {
  return [direction, tendency, correspondents.some.map((one) => (one.kind === 'address' ? one.address : one.kind === 'domain' || one.kind === 'subdomains' ? `${one.kind} ${one.domain}` : one.kind)).join(','), circumstances.join('+')].join(' ');
}

describe('the effects of a change (S-13)', () => {
  it('are none for another description, another order and another list with the same entries', () => {
    expect(effects(policy, withSetting({ description: 'other words' }))).toEqual([]);
    expect(effects(policy, withSetting({ addressLists: ['same'] }, { addressLists: { same: ['partner.example'] } }))).toEqual([]);
  });

  it('tell the correspondents of a list from everyone else', () => {
    const found = effects({}, policy);
    expect(found.map(summary)).toEqual(['outbound tightened domain partner.example,unknown ordinary', 'outbound tightened domain partner.example,unknown secure-transport']);
    expect(found[0]?.example).toEqual({
      message: { envelope: { mailFrom: 'someone@here.example', rcptTo: ['someone@partner.example'] }, session: { tls: false } },
      placed: null,
      before: 'deliver',
      after: 'bounce',
    });
  });

  it('mark what loosens, and put it first', () => {
    const [first] = effects(policy, withSetting({ require: { tls: true, caSignedCertificate: false } }));
    expect(first).toMatchObject({ tendency: 'loosened', loosens: true, routeChanges: false, testingChanges: false });
    expect(effects(withSetting({ require: { minTlsVersion: 'TLSv1.2', validateHostname: false } }), withSetting({}))[0]).toMatchObject({ tendency: 'mixed', loosens: true });
  });

  it('name the addresses that an entry takes out of its domain', () => {
    const [effect] = effects(policy, { ...policy, addressLists: { partners: ['partner.example', 'ann@other.example', '*.below.example'] } });
    expect(effect?.correspondents).toMatchObject({ some: [{ kind: 'subdomains', domain: 'below.example' }, { kind: 'address', address: 'ann@other.example' }], count: 2 });
  });

  it('see routes and testing mode', () => {
    const routed = withSetting({ route: 'relay' }, { routes: { relay: { host: 'relay.example' } } });
    expect(effects(policy, routed)[0]).toMatchObject({ tendency: 'same', loosens: false, routeChanges: true, after: { route: { host: 'relay.example', port: 25, mxLookup: false } } });
    expect(effects(policy, withSetting({ mode: 'testing' }))[0]).toMatchObject({ tendency: 'loosened', testingChanges: true, after: { testing: [{ setting: 'partners', orgUnit: '/' }] } });
  });

  it('see a route that is the own route of a literal and of nobody else', () => {
    const listed = { addressLists: { partners: ['[192.0.2.1]', 'partner.example'] } };
    const before = withSetting({}, listed);
    const after = withSetting({ route: 'literal' }, { ...listed, routes: { literal: { host: '[192.0.2.1]' } } });
    expect(effects(before, after)[0]).toMatchObject({ routeChanges: true, correspondents: { some: [{ kind: 'domain', domain: 'partner.example' }, { kind: 'unknown' }] } });
  });

  it('see which of two routes wins by the kind of entry', () => {
    const routes = { a: { host: 'a.example' }, b: { host: 'b.example' } };
    const settings: SettingInput[] = [{ ...partners, id: 'first', addressLists: ['one'], route: 'a' }, { ...partners, id: 'second', addressLists: ['two'], route: 'b' }];
    const document = (one: string[], two: string[]): PolicyInput => ({ addressLists: { one, two }, routes, orgUnits: [{ path: '/', settings }] });
    const found = effects(document(['partner.example', 'ann@x.example'], ['partner.example', 'x.example']), document(['partner.example', 'ann@x.example', '*'], ['partner.example', 'x.example', '*.partner.example']));
    expect(found.flatMap(({ correspondents }) => correspondents.some).map((one) => (one.kind === 'subdomains' ? one.domain : one.kind))).toContain('partner.example');
  });

  it('see a user who moves, whom either policy lists', () => {
    const units = [{ path: '/', settings: [] }, { path: '/Sales', settings: [partners] }];
    const found = effects({ ...policy, orgUnits: units, users: { 'ann@here.example': '/Sales' } }, { ...policy, orgUnits: units });
    expect(found[0]).toMatchObject({ loosens: true, orgUnits: [{ before: '/Sales', after: '/' }], example: { placed: null, message: { envelope: { mailFrom: 'ann@here.example' } } } });
  });

  it('see org units that no user is in, and say who would have to be placed there', () => {
    const found = effects({ ...policy, orgUnits: [{ path: '/Sales', settings: [partners] }] }, { ...policy, orgUnits: [{ path: '/Sales' }] });
    expect(found[0]).toMatchObject({ orgUnits: [{ before: '/Sales', after: '/Sales' }], example: { placed: { address: 'someone@here.example', orgUnit: '/Sales' } } });
  });

  it('see that another org unit is gone, whose users stand at the root then', () => {
    const found = effects({ ...policy, orgUnits: [{ path: '/Sales', settings: [partners] }] }, policy);
    expect(found.map(({ orgUnits }) => orgUnits)).toEqual([[{ before: '/', after: '/' }], [{ before: '/', after: '/' }]]);
  });

  it('see internal domains', () => {
    expect(effects(policy, { ...policy, domains: ['partner.example'] }).map(summary)).toEqual(['outbound loosened domain partner.example ordinary+secure-transport']);
  });

  it('see an author who cannot be read', () => {
    const inbound = withSetting({ appliesTo: ['inbound'] });
    expect(effects(inbound, { ...inbound, unknownAuthor: 'no-match' }).map(summary)).toEqual(['inbound loosened unknown not-refuted']);
  });

  it('see alignment, where another domain can align', () => {
    const inbound = withSetting({ appliesTo: ['inbound'] }, { addressLists: { partners: ['com', 'partner.example'] } });
    const [effect] = effects(inbound, { ...inbound, alignment: 'strict' });
    expect(effect).toMatchObject({ loosens: true, circumstances: ['aligned-if-relaxed'], correspondents: { some: [{ kind: 'domain', domain: 'partner.example' }], count: 1 } });
  });

  it.each([['*.ck'], ['*.co.uk'], ['*.example']])('see alignment further below a public suffix: %s', (entry) => {
    const inbound = withSetting({ appliesTo: ['inbound'] }, { addressLists: { partners: [entry] } });
    expect(effects({ ...inbound, alignment: 'strict' }, inbound).map(summary)).toEqual([`inbound tightened subdomains ${entry.slice(2)} aligned-if-relaxed`]);
  });

  it('see alignment below a public suffix, whatever else is named below it', () => {
    const entries = ['*.ck', '*.other.ck', '*.0.ck'];
    const inbound = withSetting({ appliesTo: ['inbound'] }, { addressLists: { partners: entries } });
    const found = effects({ ...inbound, alignment: 'strict' }, inbound);
    expect(found.flatMap(({ correspondents }) => correspondents.some)).toContainEqual({ kind: 'subdomains', domain: 'ck', address: 'someone@unit.1.ck' });
  });

  it('see alignment of domains that only the function knows to be of one organisation', () => {
    const organizationalDomain = (domain: string): string => (['partner.example', 'bank.example', 'here.example'].includes(domain) ? 'the group' : domain);
    const aligned = (entries: string[], domains: string[] = []): unknown[] => {
      const inbound = withSetting({ appliesTo: ['inbound'] }, { addressLists: { partners: entries }, domains });
      const found = policyEffects(parsed(inbound), parsed({ ...inbound, alignment: 'strict' }), { orgUnitOf: undefined, organizationalDomain });
      return found.map(({ loosens, example }) => [loosens, example.message.from, example.message.authentication?.spf?.domain]);
    };
    expect(aligned(['partner.example', 'ann@bank.example'])).toEqual([[true, 'ann@bank.example', 'partner.example']]);
    expect(aligned(['partner.example', '*.bank.example', '*.other.example'])).toEqual([[true, 'someone@partner.example', 'bank.example']]);
    expect(aligned(['partner.example'], ['here.example'])).toEqual([[true, 'someone@partner.example', 'here.example']]);
    expect(aligned(['partner.example', 'other.example'])).toEqual([]);
  });

  it('take a function that cannot tell organisations for one that lets others align, as evaluate does', () => {
    const inbound = withSetting({ appliesTo: ['inbound'] });
    const failing = (): string => {
      throw new Error('no directory');
    };
    for (const organizationalDomain of [failing, () => undefined as never, () => '']) {
      const [effect] = policyEffects(parsed({ ...inbound, alignment: 'strict' }), parsed(inbound), { orgUnitOf: undefined, organizationalDomain });
      expect(effect).toMatchObject({ tendency: 'tightened', circumstances: ['aligned-if-relaxed'], example: { before: 'deliver', after: 'reject' } });
      const decisions = [{ ...inbound, alignment: 'strict' as const }, inbound].map((each) => compilePolicy(each, { organizationalDomain }).evaluate(effect!.example.message, 'inbound').outcome);
      expect(decisions).toEqual(['deliver', 'reject']);
    }
  });

  it('see no alignment where the function says that every domain is a public suffix', () => {
    const inbound = withSetting({ appliesTo: ['inbound'] }, { addressLists: { partners: ['*', '*.partner.example', 'partner.example'] } });
    const options = { orgUnitOf: undefined, organizationalDomain: () => null };
    expect(policyEffects(parsed({ ...inbound, alignment: 'strict' }), parsed(inbound), options)).toEqual([]);
    expect(policyEffects(parsed({ ...policy, alignment: 'strict' }), parsed(inbound), options).flatMap(({ correspondents }) => correspondents.some.map(({ kind }) => kind))).toContain('everyone-else');
  });

  it('take a domain of which the function cannot tell the organisation for one that may align', () => {
    const inbound = withSetting({ appliesTo: ['inbound'] });
    const organizationalDomain = (domain: string): string => (domain === 'partner.example' ? domain : (undefined as never));
    const [effect] = policyEffects(parsed({ ...inbound, alignment: 'strict' }), parsed(inbound), { orgUnitOf: undefined, organizationalDomain });
    expect(effect).toMatchObject({ tendency: 'tightened', example: { message: { authentication: { spf: { result: 'pass', domain: 'mail.partner.example' } } } } });
    expect(compilePolicy(inbound, { organizationalDomain }).evaluate(effect!.example.message, 'inbound').outcome).toBe('reject');
  });

  it('see that case counts in a letter with a mark on it', () => {
    const named = { ...policy, addressLists: { partners: ['\u01F0@partner.example'] } };
    expect(effects(named, { ...named, caseSensitiveLocalParts: true })[0]).toMatchObject({ loosens: true, correspondents: { some: [{ kind: 'address', address: 'J\u030C@partner.example' }] } });
  });

  it('see that case counts, in a spelling that nobody lists', () => {
    const named = { ...policy, addressLists: { partners: ['ann@partner.example'] } };
    expect(effects(named, { ...named, caseSensitiveLocalParts: true }).map(summary)).toEqual(['outbound loosened Ann@partner.example ordinary', 'outbound loosened Ann@partner.example secure-transport']);
  });

  it('name each spelling of an address once, however many of them are listed', () => {
    const strict = { ...policy, addressLists: { partners: ['Ann@partner.example', 'ANN@partner.example'] }, caseSensitiveLocalParts: true };
    const [effect] = effects(strict, {});
    expect(effect?.correspondents).toMatchObject({ some: [{ address: 'ANN@partner.example' }, { address: 'Ann@partner.example' }, { kind: 'unknown' }], count: 3 });
    const everyone = { ...policy, addressLists: { partners: ['*'] } };
    expect(effects(strict, everyone)[0]?.correspondents).toMatchObject({ some: [{ kind: 'everyone-else' }, { address: 'ann@partner.example' }, { address: 'aNn@partner.example' }], count: 3 });
  });

  it('see that case counts among users', () => {
    const units = { ...policy, orgUnits: [{ path: '/Sales', settings: [partners] }], users: { 'ann@here.example': '/Sales' } };
    const found = effects(units, { ...units, caseSensitiveLocalParts: true });
    expect(found[0]).toMatchObject({ orgUnits: [{ before: '/Sales', after: '/' }], example: { message: { envelope: { mailFrom: 'Ann@here.example' } } } });
  });

  it('find names that nobody lists, however many are listed', () => {
    const taken = ['*.example', 'someone@partner.example', 'someone-2@partner.example', 'other.partner.example', '*.partner.example', 'partner.example'];
    const found = effects({ addressLists: { partners: taken } }, { ...policy, addressLists: { partners: taken } });
    const addresses = found.flatMap(({ correspondents }) => correspondents.some.flatMap((one) => ('address' in one ? [one.address] : [])));
    expect(addresses).toContain('someone-3@partner.example');
    expect(addresses).toContain('someone@0.partner.example');
    expect(found.flatMap(({ correspondents }) => correspondents.some.map(({ kind }) => kind))).not.toContain('everyone-else');
  });

  it('leave out what is below a domain that is too long to have anything below it', () => {
    const long = `${'a'.repeat(63)}.${'b'.repeat(63)}.${'c'.repeat(63)}.${'d'.repeat(60)}`;
    expect(effects(policy, { ...policy, addressLists: { partners: ['partner.example', `*.${long}`] } })).toEqual([]);
  });
});
