// Outbound decisions, whole (S-4.4, S-7.1, S-7.5, S-8.5).
import { describe, expect, it, vi } from 'vitest';
import { compileContent } from '../../../src/compile/compiled-policy.js';
import { evaluate, isInternal } from '../../../src/evaluate/evaluate.js';
import type { EvaluateOptions } from '../../../src/evaluate/evaluate.js';
import { parseAddress } from '../../../src/model/address.js';
import type { HostRoute } from '../../../src/model/route.js';
import { content, list, orgUnit, setting } from '../compile/sample-content.js';
import type { SampleContent } from '../compile/sample-content.js';

const relay: HostRoute = { kind: 'host', host: 'relay.example', port: 25, mxLookup: false };
const gateway: HostRoute = { kind: 'host', host: 'gateway.example', port: 587, mxLookup: true };
const options: EvaluateOptions = { orgUnitOf: undefined, organizationalDomain: () => null, replyProfile: 'default' };
const required = { tls: 'required', minVersion: null, caSigned: true, hostname: true };
const tlsOnly = { ...required, caSigned: false, hostname: false };
const free = { ...tlsOnly, tls: 'opportunistic' };
const sample: SampleContent = {
  domains: ['corp.example'],
  routes: new Map([
    ['gateway', gateway],
    ['relay', relay],
  ]),
  lists: [list('partners', 'partner.example', 'corp.example', '[192.0.2.1]')],
  users: new Map([['ann@corp.example', '/Sales']]),
  orgUnits: [orgUnit('/', [setting('partners', { addressLists: ['partners'] })]), orgUnit('/Sales', [setting('sales', { addressLists: ['partners'], route: 'relay' })])],
};

const from = (mailFrom: unknown, ...rcptTo: unknown[]) => ({ mailFrom, rcptTo });
const outbound = (message: unknown, changed: SampleContent = {}, changedOptions: Partial<EvaluateOptions> = {}) =>
  evaluate(compileContent(content({ ...sample, ...changed })), message, 'outbound', { ...options, ...changedOptions });

describe('evaluate outbound', () => {
  it('S-4.4: the partner is the envelope recipient, each on its own; header and author never count', () => {
    const decision = outbound({ envelope: from('bob@corp.example', 'x@partner.example', 'y@other.example', 'z@sub.partner.example'), from: 'x@partner.example', headers: 'To: x@partner.example\n' });
    expect(decision.recipients.map(({ constraints }) => constraints)).toEqual([required, free, free]);
    expect(decision.recipients.map(({ maxAttempts }) => maxAttempts)).toEqual([1, null, null]);
    expect(decision.recipients.map(({ outcome }) => outcome)).toEqual(['pending', 'deliver', 'deliver']);
    expect(decision).toMatchObject({ direction: 'outbound', author: null, reply: null, outcome: 'pending', constraints: required });
  });

  it('has everything of a recipient', () => {
    expect(outbound({ envelope: from('ann@corp.example', 'X@Partner.example'), session: { tls: true, version: 'TLSv1.3' } }).recipients).toEqual([
      {
        recipient: 'X@Partner.example',
        orgUnit: '/Sales',
        orgUnitSource: 'users',
        outcome: 'bounce',
        constraints: required,
        secureTransport: false,
        route: relay,
        routeConflicts: [],
        onViolation: 'bounce',
        maxAttempts: 1,
        determinedBy: [
          ['partners', '/'],
          ['sales', '/Sales'],
        ].map(([id, unit]) => ({
          setting: id,
          orgUnit: unit,
          addressList: 'partners',
          entry: 'partner.example',
          address: 'x@partner.example',
          authenticated: 'not-required',
          constraints: required,
        })),
        testing: [],
        violations: [
          { type: 'certificate-not-trusted', required: 'server certificate signed by a trusted CA', found: 'unknown' },
          { type: 'certificate-host-mismatch', required: 'server certificate that bears the host name', found: 'unknown' },
        ],
        reply: {
          code: 550,
          enhancedCode: '5.7.5',
          text: 'Secure transport required: certificate-not-trusted: required server certificate signed by a trusted CA, found unknown (setting partners)',
        },
      },
    ]);
  });

  it('S-6.2: the org unit is that of the envelope sender, for every recipient', () => {
    const units = (mailFrom: unknown, changedOptions: Partial<EvaluateOptions> = {}) =>
      outbound({ envelope: from(mailFrom, 'x@partner.example', 'nobody') }, {}, changedOptions).recipients.map(({ orgUnit: unit, orgUnitSource }) => `${unit} by ${orgUnitSource}`);
    expect(units('ann@corp.example')).toEqual(['/Sales by users', '/Sales by users']);
    expect(units('bob@corp.example')).toEqual(['/ by default', '/ by default']);
    expect(units(null, { orgUnitOf: () => '/Sales' })).toEqual(['/ by default', '/ by default']);
    expect(units('bob@corp.example', { orgUnitOf: () => '/Sales' })).toEqual(['/Sales by function', '/Sales by function']);
    expect(units('bob@corp.example', { orgUnitOf: () => '/Nowhere' })).toEqual(['/ by fallback', '/ by fallback']);
  });

  it('S-2.2: sender and recipient are told apart by case where the policy says so', () => {
    const changed = { caseSensitiveLocalParts: true, lists: [list('partners', 'X@other.example')] };
    expect(outbound({ envelope: from('ANN@corp.example', 'x@other.example') }, changed).recipients[0]).toMatchObject({ orgUnit: '/', constraints: free });
    expect(outbound({ envelope: from('ann@corp.example', 'X@other.example') }, changed).recipients[0]).toMatchObject({ orgUnit: '/Sales', constraints: required });
  });

  it('S-4.5: to an internal recipient no setting applies, and nothing else is demanded', () => {
    const decision = outbound({ envelope: from('ann@corp.example', 'bob@Corp.example', 'x@sub.corp.example'), secureTransport: true }, { alternateSecureRoute: 'gateway' });
    expect(decision.recipients[0]).toMatchObject({ constraints: free, secureTransport: false, determinedBy: [], route: { kind: 'mx', domain: 'corp.example' }, outcome: 'deliver' });
    expect(decision.recipients[1]).toMatchObject({ constraints: tlsOnly, secureTransport: true });
  });

  it('S-7.1: secureTransport joins TLS required, whether or not a setting matches, and the recipient says so', () => {
    const decision = outbound({ envelope: from('bob@corp.example', 'x@other.example', 'x@partner.example', 'nobody'), secureTransport: true, session: { tls: false } });
    expect(decision.recipients.map(({ constraints }) => constraints)).toEqual([tlsOnly, required, required]);
    expect(decision.recipients.map(({ secureTransport }) => secureTransport)).toEqual([true, true, true]);
    expect(decision.recipients[0]?.reply?.text).toBe('Secure transport required: starttls-not-supported: required TLS, found no TLS');
    expect(decision.recipients[0]?.maxAttempts).toBe(1);
    expect(outbound({ envelope: from('bob@corp.example', 'x@other.example'), secureTransport: 'no' }).recipients[0]).toMatchObject({ constraints: tlsOnly, secureTransport: true });
  });

  it('S-7.1: a setting for secure transport applies where it is demanded', () => {
    const changed = { orgUnits: [orgUnit('/', [setting('s', { appliesTo: ['outbound-secure-transport'] })])] };
    expect(outbound({ envelope: from(null, 'x@other.example'), secureTransport: true }, changed).recipients[0]?.constraints).toEqual(required);
    expect(outbound({ envelope: from(null, 'x@other.example') }, changed).recipients[0]?.constraints).toEqual(free);
    expect(outbound({ envelope: from(null, 'x@corp.example'), secureTransport: true }, changed).recipients[0]?.constraints).toEqual(free);
  });

  it('S-7.5: the settings’ route, else the alternate secure route under a TLS requirement, else the domain’s own', () => {
    const routes = (mailFrom: string, changed: SampleContent = {}, secureTransport = false) =>
      outbound({ envelope: from(mailFrom, 'x@partner.example', 'x@Other.example', 'nobody', 'x@[192.0.2.7]'), secureTransport }, changed).recipients.map(({ route }) => route);
    const own = { kind: 'mx', domain: 'other.example' };
    const literal = { kind: 'host', host: '[192.0.2.7]', port: 25, mxLookup: false };
    expect(routes('bob@corp.example')).toEqual([{ kind: 'mx', domain: 'partner.example' }, own, null, literal]);
    expect(routes('ann@corp.example')).toEqual([relay, own, relay, literal]);
    expect(routes('bob@corp.example', { alternateSecureRoute: 'gateway' })).toEqual([gateway, own, gateway, literal]);
    expect(routes('ann@corp.example', { alternateSecureRoute: 'gateway' })).toEqual([relay, own, relay, literal]);
    expect(routes('bob@corp.example', { alternateSecureRoute: 'gateway' }, true)).toEqual([gateway, gateway, gateway, gateway]);
  });

  it('S-4.4: an unknown partner matches every entry whatever `unknownAuthor` says', () => {
    const [recipient] = outbound({ envelope: from(null, 'nobody') }, { unknownAuthor: 'no-match', domains: ['nobody'] }).recipients;
    expect(recipient).toMatchObject({ constraints: required, route: null, determinedBy: [{ addressList: 'partners', entry: null, address: null, authenticated: 'not-required' }] });
  });

  it('S-8.5: recipients that can share a connection form one delivery; an unknown partner is alone', () => {
    const rcptTo = ['a@partner.example', 'nobody', 'b@PARTNER.example', 'c@other.example', 'nobody', 'd@[192.0.2.1]'];
    expect(outbound({ envelope: from('bob@corp.example', ...rcptTo) }).deliveries).toEqual([
      { recipients: [0, 2], route: { kind: 'mx', domain: 'partner.example' }, constraints: required, maxAttempts: 1 },
      { recipients: [1], route: null, constraints: required, maxAttempts: 1 },
      { recipients: [3], route: { kind: 'mx', domain: 'other.example' }, constraints: free, maxAttempts: null },
      { recipients: [4], route: null, constraints: required, maxAttempts: 1 },
      { recipients: [5], route: { kind: 'host', host: '[192.0.2.1]', port: 25, mxLookup: false }, constraints: required, maxAttempts: 1 },
    ]);
    expect(outbound({ envelope: from('ann@corp.example', ...rcptTo) }).deliveries.map(({ recipients }) => recipients)).toEqual([[0, 2, 5], [1], [3], [4]]);
  });

  it('S-8.6: equal recipients share their matches, others do not', () => {
    const { recipients } = outbound({ envelope: from(null, 'x@partner.example', 'X@Partner.example', 'nobody', '', 'y@partner.example', 'x@corp.example', 'x@corp.example') });
    const [first, again, unknown, empty, other, internal, alsoInternal] = recipients.map(({ determinedBy }) => determinedBy);
    expect(again).toBe(first);
    expect(empty).toBe(unknown);
    expect(alsoInternal).toBe(internal);
    expect([first, unknown, other, internal].map((matches) => matches?.map(({ address }) => address))).toEqual([['x@partner.example'], [null], ['y@partner.example'], []]);
  });

  it('S-8.6: tells the index of several recipients before it asks for them, sixty-four at a time', () => {
    const policy = compileContent(content(sample));
    const foreseen = (...rcptTo: unknown[]) => {
      const foresee = vi.spyOn(policy.index, 'foresee');
      try {
        evaluate(policy, { envelope: from(null, ...rcptTo) }, 'outbound', options);
        for (const [texts] of foresee.mock.calls) expect(texts).toEqual(rcptTo);
        return foresee.mock.calls.map(([, start, end]) => [start, end]);
      } finally {
        foresee.mockRestore();
      }
    };
    const many = (count: number): string[] => Array.from({ length: count }, (_, number) => `u${number}@partner.example`);
    expect(foreseen('x@partner.example')).toEqual([]);
    expect(foreseen()).toEqual([]);
    expect(foreseen('x@partner.example', null)).toEqual([[0, 2]]);
    expect(foreseen(...many(64))).toEqual([[0, 64]]);
    expect(foreseen(...many(65))).toEqual([[0, 64], [64, 65]]);
    expect(foreseen(...many(200))).toEqual([[0, 64], [64, 128], [128, 192], [192, 200]]);
  });

  it('S-8.3: many recipients are decided as each alone, also where the index is large', () => {
    const entries = Array.from({ length: 30 }, (_, number) => `${'a'.repeat(80_000)}${number}@partner.example`);
    const policy = compileContent(content({ ...sample, lists: [list('partners', 'partner.example', 'x3@other.example', ...entries)] }));
    const decided = (...rcptTo: string[]) => evaluate(policy, { envelope: from('bob@corp.example', ...rcptTo) }, 'outbound', options).recipients;
    const rcptTo = Array.from({ length: 150 }, (_, number) => (number % 11 === 0 ? 'nobody' : `X${number % 70}@${number % 2 === 0 ? 'other' : 'partner'}.example`));
    const together = decided(...rcptTo);
    expect(together).toEqual(rcptTo.flatMap((recipient) => decided(recipient)));
    expect(new Set(together.map(({ constraints }) => constraints.tls))).toEqual(new Set(['opportunistic', 'required']));
  });

  it('S-12.3: what cannot be read of recipients is unknown partners', () => {
    const rcptTo = ['x@other.example', null, 5, ['x@other.example'], 'thrown', 'y@other.example'];
    Object.defineProperty(rcptTo, 4, {
      get() {
        throw new Error('no');
      },
    });
    const decision = outbound({ envelope: { mailFrom: 'bob@corp.example', rcptTo } });
    const unknown = ['', 'required'];
    expect(decision.recipients.map(({ recipient, constraints }) => [recipient, constraints.tls])).toEqual([
      ['x@other.example', 'opportunistic'],
      unknown,
      unknown,
      unknown,
      unknown,
      ['y@other.example', 'opportunistic'],
    ]);
    expect(decision.deliveries.map(({ recipients }) => recipients)).toEqual([[0, 5], [1], [2], [3], [4]]);
    expect(outbound({}).recipients).toMatchObject([{ recipient: '', orgUnit: '/', orgUnitSource: 'default', constraints: required, route: null }]);
  });

  it.each([{ envelope: { mailFrom: 'ann@corp.example' } }, { envelope: from('ann@corp.example') }])('S-12.3: without recipients that can be read, one unknown recipient at the root, whoever sends: %j', (message) => {
    expect(outbound(message).recipients).toMatchObject([{ recipient: '', orgUnit: '/', orgUnitSource: 'default', constraints: required, route: null }]);
  });

  it('S-10.1: the reply profile of the options', () => {
    const decision = outbound({ envelope: from(null, 'x@partner.example'), session: { tls: false } }, {}, { replyProfile: 'postfix' });
    expect(decision).toMatchObject({ replyProfile: 'postfix', outcome: 'bounce', reply: null, recipients: [{ reply: { code: 550, enhancedCode: '5.7.4' } }] });
  });
});

describe('isInternal', () => {
  it('S-4.5: exact, and never for what is no address', () => {
    const policy = compileContent(content(sample));
    expect(isInternal(parseAddress('x@corp.example', false), policy)).toBe(true);
    expect(isInternal(parseAddress('x@sub.corp.example', false), policy)).toBe(false);
    expect(isInternal(null, policy)).toBe(false);
  });
});
