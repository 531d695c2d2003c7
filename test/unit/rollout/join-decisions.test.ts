// S-17.2, S-17.3: the joined decision of an older and a newer policy.
import { describe, expect, it } from 'vitest';
import { compilePolicy, enforce } from '../../../src/index.js';
import type { Decision, Message, PolicyInput, SettingInput } from '../../../src/index.js';
import { joinDecisions } from '../../../src/rollout/join-decisions.js';

const setting = (rest: Partial<SettingInput>): SettingInput => ({ id: 'partners', appliesTo: ['outbound', 'inbound'], addressLists: ['partners'], ...rest });
const policy = (settings: SettingInput[], rest: PolicyInput = {}): PolicyInput => ({
  addressLists: { partners: ['partner.example', '[192.0.2.1]'] },
  routes: { old: { host: 'old.example' }, new: { host: 'new.example' }, own: { host: '[192.0.2.1]' } },
  orgUnits: [{ path: '/', settings }],
  ...rest,
});
const to = (...rcptTo: string[]): Message => ({ envelope: { mailFrom: 'me@example.com', rcptTo } });

function joined(older: PolicyInput, newer: PolicyInput, message: Message, direction: 'inbound' | 'outbound' = 'outbound'): Decision {
  return joinDecisions([older, newer].map((each) => compilePolicy(each).evaluate(message, direction)), message);
}

describe('the route', () => {
  const plain = policy([setting({})]);
  const routed = (route: string): PolicyInput => policy([setting({ route })]);
  const hostOf = ({ recipients }: Decision): unknown[] => recipients.map(({ route }) => (route?.kind === 'host' ? route.host : route));

  it.each<[string, PolicyInput, PolicyInput, unknown]>([
    ['is the newest policy\'s', routed('old'), routed('new'), 'new.example'],
    ['is the newest policy\'s, where the older names none', plain, routed('new'), 'new.example'],
    ['is the older policy\'s, where only that names one', routed('old'), plain, 'old.example'],
    ['is that of the older policy\'s alternate secure route', policy([setting({})], { alternateSecureRoute: 'old' }), plain, 'old.example'],
    ['is the recipient\'s own, where neither names one', plain, plain, { kind: 'mx', domain: 'partner.example' }],
  ])('%s', (_name, older, newer, host) => {
    expect(hostOf(joined(older, newer, to('you@partner.example')))).toEqual([host]);
  });

  it('of an address literal is not named by being its own', () => {
    expect(hostOf(joined(routed('old'), routed('own'), to('you@[192.0.2.1]')))).toEqual(['old.example']);
    const conflict = policy([setting({ route: 'own' }), setting({ id: 'z', route: 'new' })]);
    const decision = joined(routed('old'), conflict, to('you@[192.0.2.1]'));
    expect([hostOf(decision), decision.recipients[0]!.routeConflicts.map(({ setting: id }) => id)]).toEqual([['[192.0.2.1]'], ['z']]);
  });

  it('of an unknown partner is alone in its delivery, and null where nobody names one', () => {
    expect(joined(routed('old'), plain, to('no address', 'nor this', 'you@partner.example')).deliveries.map(({ recipients }) => recipients)).toEqual([[0], [1], [2]]);
    expect(hostOf(joined(policy([]), policy([]), to('no address')))).toEqual([null]);
  });
});

describe('a joined decision', () => {
  const old = policy([setting({ require: { minTlsVersion: 'TLSv1.3', caSignedCertificate: false, validateHostname: false } })]);
  const now = policy([setting({}), setting({ id: 'watched', mode: 'testing' })]);

  it('is judged again on what it requires now', () => {
    const session = { tls: true, version: 'TLSv1.2', certificate: { trusted: true, hostnameMatches: true, expired: false } } as const;
    const decision = joined(old, now, { ...to('you@partner.example'), session });
    expect(decision).toMatchObject({ outcome: 'bounce', constraints: { minVersion: 'TLSv1.3', caSigned: true, hostname: true }, reply: null });
    expect(decision.recipients[0]).toMatchObject({ outcome: 'bounce', maxAttempts: 1, violations: [{ type: 'validation-failure' }], testing: [{ setting: 'watched', wouldBe: 'deliver' }] });
    expect(enforce(joined(old, now, to('you@partner.example')), session)).toEqual(decision);
  });

  it('names each match once, and a setting that changed twice', () => {
    expect(joined(old, old, to('you@partner.example')).recipients[0]!.determinedBy).toHaveLength(1);
    expect(joined(old, now, to('you@partner.example')).recipients[0]!.determinedBy.map(({ constraints }) => constraints.minVersion)).toEqual([null, 'TLSv1.3']);
  });

  it('shares and freezes what its recipients have in common', () => {
    const { recipients } = joined(old, now, to('you@partner.example', 'you@partner.example'));
    expect(recipients[0]!.determinedBy).toBe(recipients[1]!.determinedBy);
    expect([recipients[0]!.determinedBy, recipients[0]!.determinedBy[0]].every(Object.isFrozen)).toBe(true);
  });

  it('rejects inbound with one reply, and has no deliveries', () => {
    const message: Message = { ...to('me@example.com'), from: ['you@partner.example'], session: { tls: false } };
    expect(joined(policy([]), now, message, 'inbound')).toMatchObject({ outcome: 'reject', deliveries: [], reply: { code: 550 }, author: { known: true }, recipients: [{ maxAttempts: null }] });
  });

  it('leaves open how often mail is tried that requires nothing', () => {
    expect(joined(policy([]), policy([]), to('you@partner.example')).recipients[0]).toMatchObject({ constraints: { tls: 'opportunistic' }, maxAttempts: null });
  });

  it('is made of one decision at least, which then it is', () => {
    const decision = compilePolicy(old).evaluate(to('you@partner.example'), 'outbound');
    expect(joinDecisions([decision], to('you@partner.example'))).toBe(decision);
    expect(() => joinDecisions([], to('you@partner.example'))).toThrow(new TypeError('there is no decision to join'));
  });

  it('demands secure transport where one policy says so', () => {
    const decision = joined(policy([]), policy([], { domains: ['partner.example'] }), { ...to('you@partner.example'), secureTransport: true });
    expect(decision.recipients[0]).toMatchObject({ secureTransport: true, constraints: { tls: 'required' }, maxAttempts: 1 });
  });

  it('leaves nobody out of a message that reads otherwise each time', () => {
    let reads = 0;
    const envelope = { mailFrom: 'me@example.com', get rcptTo() {
      reads += 1;
      return reads % 2 === 1 ? ['a@partner.example', 'b@partner.example'] : ['a@partner.example'];
    } };
    expect(joined(old, now, { envelope }).recipients.map(({ recipient, constraints }) => [recipient, constraints.tls])).toEqual([['a@partner.example', 'required'], ['b@partner.example', 'required']]);
  });

  it('is made of one decision at least', () => {
    expect(() => joinDecisions([], {})).toThrow(TypeError);
  });
});
