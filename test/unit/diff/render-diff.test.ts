import { describe, expect, it } from 'vitest';
import { PolicyError } from '../../../src/index.js';
import type { PolicyInput, SettingInput } from '../../../src/index.js';
import { diffPolicies, renderPolicyDiff } from '../../../src/diff/index.js';

const partners: SettingInput = { id: 'partners', appliesTo: ['outbound'], addressLists: ['partners'], require: { minTlsVersion: 'TLSv1.2' } };
const policy: PolicyInput = { addressLists: { partners: ['partner.example'] }, orgUnits: [{ path: '/', settings: [partners] }] };

describe('a diff as text', () => {
  it('says that nothing changed', () => {
    expect(renderPolicyDiff(diffPolicies(policy, policy))).toBe('nothing changed in the document\n\nno effect: every message is treated as before\n');
  });

  it('says what changed and that nothing comes of it', () => {
    const described = { ...policy, orgUnits: [{ path: '/', settings: [{ ...partners, description: 'for partners' }] }] };
    expect(renderPolicyDiff(diffPolicies(policy, described))).toMatch(/^1 change\n {2}setting `partners` changed at `\/`: .+\n\nno effect: every message is treated as before\n$/);
  });

  it('says what loosens first, with what was, what will be and a message that shows it', () => {
    const after = { ...policy, addressLists: { partners: ['friend.example'] } };
    expect(renderPolicyDiff(diffPolicies(policy, after)).split('\n').slice(4)).toEqual([
      '4 effects, 2 of which loosen',
      '! loosens: outbound mail of `/` to anyone at `partner.example`, where nothing else demands secure transport',
      '    before   TLS, TLSv1.2 or later, a server certificate signed by a trusted CA, a certificate that bears the host name',
      '    after    nothing; TLS is tried, and plaintext is the fallback',
      '    example  from `someone@here.example` to `someone@partner.example`, without TLS: bounce before, deliver after',
      '! loosens: outbound mail of `/` to anyone at `partner.example`, where something else demands secure transport',
      '    before   TLS, TLSv1.2 or later, a server certificate signed by a trusted CA, a certificate that bears the host name',
      '    after    TLS',
      '    example  from `someone@here.example` to `someone@partner.example`, with TLSv1.3, a certificate of an unknown CA for another name: bounce before, deliver after',
      '  tightens: outbound mail of `/` to anyone at `friend.example`, where nothing else demands secure transport',
      '    before   nothing; TLS is tried, and plaintext is the fallback',
      '    after    TLS, TLSv1.2 or later, a server certificate signed by a trusted CA, a certificate that bears the host name',
      '    example  from `someone@here.example` to `someone@friend.example`, without TLS: deliver before, bounce after',
      '  tightens: outbound mail of `/` to anyone at `friend.example`, where something else demands secure transport',
      '    before   TLS',
      '    after    TLS, TLSv1.2 or later, a server certificate signed by a trusted CA, a certificate that bears the host name',
      '    example  from `someone@here.example` to `someone@friend.example`, with TLSv1.3, a certificate of an unknown CA for another name: deliver before, bounce after',
      '',
    ]);
  });

  it('says who would have to be placed where, what is observed and where mail goes', () => {
    const units = (settings: SettingInput[]): PolicyInput => ({ ...policy, routes: { relay: { host: 'relay.example', port: 2525 } }, orgUnits: [{ path: '/' }, { path: '/Sales', settings }] });
    const text = renderPolicyDiff(diffPolicies(units([{ ...partners, mode: 'testing' }]), units([{ ...partners, require: { minTlsVersion: 'TLSv1.3' }, route: 'relay' }])));
    expect(text).toContain('after    TLS, TLSv1.3 or later, a server certificate signed by a trusted CA, a certificate that bears the host name; by host `relay.example`, port 2525; nothing in testing mode\n');
    expect(text).toContain("by the recipient's own MX hosts; in testing mode `partners`: TLS, TLSv1.2 or later");
    expect(text).toContain('(where `someone@here.example` is at `/Sales`)');
  });

  it('names the authors of inbound mail, and how their authentication stands', () => {
    const inbound: PolicyInput = { ...policy, orgUnits: [{ path: '/', settings: [{ ...partners, appliesTo: ['inbound'] }] }] };
    expect(renderPolicyDiff(diffPolicies({ ...inbound, alignment: 'strict' }, inbound))).toContain('inbound mail to `/` from anyone at `partner.example`, authenticated by relaxed alignment alone\n');
    expect(renderPolicyDiff(diffPolicies(inbound, { ...inbound, unknownAuthor: 'no-match' }))).toContain('from an author who cannot be read\n');
  });

  it('has a title for every kind of effect', () => {
    const routes = { relay: { host: 'relay.example' } };
    const set = (changed: Partial<SettingInput>): PolicyInput => ({ ...policy, routes, orgUnits: [{ path: '/', settings: [{ ...partners, ...changed }] }] });
    const titles = (before: PolicyInput, after: PolicyInput): string[] => [...renderPolicyDiff(diffPolicies(before, after)).matchAll(/^[! ] ([a-z ]+): (?:in|out)bound/gm)].map(([, title]) => title ?? '');
    expect(new Set(titles(set({}), set({ require: { minTlsVersion: 'TLSv1.3', validateHostname: false } })))).toEqual(new Set(['loosens and tightens']));
    expect(new Set(titles(set({}), set({ route: 'relay' })))).toEqual(new Set(['goes elsewhere']));
    expect(new Set(titles(set({ mode: 'testing' }), set({ mode: 'testing', route: 'relay' })))).toEqual(new Set(['testing']));
  });

  it('names everyone else, what is below a domain, single addresses and several org units', () => {
    const listed = (entries: string[]): PolicyInput => ({ ...policy, addressLists: { partners: entries }, orgUnits: [{ path: '/', settings: [partners] }, ...['/A', '/B', '/C', '/D'].map((path) => ({ path }))] });
    const text = renderPolicyDiff(diffPolicies(listed(['partner.example']), listed(['partner.example', '*.below.example', 'ann@friend.example', 'me.example', 'you.example', 'they.example', 'she.example'])));
    expect(text).toContain('outbound mail of `/`, `/A`, `/B` and 2 more to ');
    expect(text).toContain('anyone below `below.example`');
    expect(text).toContain('`ann@friend.example`');
    expect(text).toMatch(/ and 1 more, where nothing else demands secure transport\n/);
    expect(renderPolicyDiff(diffPolicies(policy, listed(['partner.example', '*'])))).toContain('everyone else');
  });

  it('says what the session of an example was', () => {
    const set = (require: SettingInput['require']): PolicyInput => ({ ...policy, orgUnits: [{ path: '/', settings: [{ ...partners, require: require ?? {} }] }] });
    const text = (before: SettingInput['require'], after: SettingInput['require']): string => renderPolicyDiff(diffPolicies(set(before), set(after)));
    expect(text({ caSignedCertificate: false, validateHostname: false }, { caSignedCertificate: true, validateHostname: false })).toContain('with TLSv1.3, a certificate of an unknown CA for another name');
    expect(text({ minTlsVersion: 'TLSv1' }, {})).toContain('with a TLS version that is not known, a trusted certificate');
    const inbound = (unknownAuthor: 'match' | 'no-match'): PolicyInput => ({ ...policy, unknownAuthor, orgUnits: [{ path: '/', settings: [{ ...partners, appliesTo: ['inbound'] }] }] });
    expect(renderPolicyDiff(diffPolicies(inbound('match'), inbound('no-match')))).toContain('from `nobody` to');
  });

  it('says nothing of authentication where it is so with the one and with its contrary', () => {
    const inbound = (changed: Partial<SettingInput>, rest: Partial<PolicyInput>): PolicyInput => ({
      addressLists: { partners: { requireAuthentication: false, entries: ['partner.example'] } },
      orgUnits: [{ path: '/', settings: [{ ...partners, appliesTo: ['inbound'], ...changed }] }],
      ...rest,
    });
    const text = renderPolicyDiff(diffPolicies(inbound({}, { alignment: 'strict' }), inbound({ require: { minTlsVersion: 'TLSv1.3' } }, {})));
    expect(text).toMatch(/tightens: inbound mail to `\/` from anyone at `partner\.example`\n/);
  });

  it('lists so many changes and counts the rest', () => {
    const after = { ...policy, addressLists: { partners: ['a.example', 'b.example', 'c.example', 'partner.example'] } };
    expect(renderPolicyDiff(diffPolicies(policy, after), { mostChanges: 2 }).split('\n').slice(0, 4)).toEqual([
      '3 changes',
      '  entry `a.example` added to address list `partners`',
      '  entry `b.example` added to address list `partners`',
      '  and 1 more',
    ]);
  });
});

describe('diffPolicies', () => {
  it('throws for a document that is not valid, with every problem', () => {
    expect(() => diffPolicies(policy, { alignment: 'loose' } as never)).toThrow(PolicyError);
  });

  it.each([
    [null, 'the options of diffPolicies are an object with orgUnitOf, organizationalDomain'],
    [{ orgunitof: () => '/' }, 'diffPolicies has no option `orgunitof`; it has orgUnitOf, organizationalDomain'],
    [{ orgUnitOf: '/' }, '`orgUnitOf` must be a function'],
  ])('throws for options that are not what they should be: %o', (options, message) => {
    expect(() => diffPolicies(policy, policy, options as never)).toThrow(new TypeError(message));
  });

  it('asks the given function for users whom only one of the policies lists', () => {
    const units: PolicyInput = { ...policy, orgUnits: [{ path: '/Sales', settings: [partners] }] };
    const orgUnitOf = (address: string): string | undefined => (address === 'ann@here.example' ? '/Sales' : undefined);
    expect(diffPolicies({ ...units, users: { 'ann@here.example': '/Sales' } }, units, { orgUnitOf }).effects).toEqual([]);
    expect(diffPolicies({ ...units, users: { 'ann@here.example': '/Sales' } }, units).effects).not.toEqual([]);
  });
});
