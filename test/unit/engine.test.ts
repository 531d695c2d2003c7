// The engine: compiling a policy, and the questions it answers.
import { describe, expect, it } from 'vitest';
import { compilePolicy } from '../../src/engine.js';
import { policyDocument, parsePolicy } from '../../src/policy/parse-policy.js';
import { PolicyError } from '../../src/model/diagnostic.js';
import type { PolicyInput } from '../../src/model/document.js';
import type { Message } from '../../src/model/message.js';

const document: PolicyInput = {
  users: { 'ann@corp.example': '/Sales' },
  addressLists: {
    partners: { description: 'who we trust', entries: ['partner.example', { value: 'lax@other.example', requireAuthentication: false }] },
    all: ['*'],
    'below partners': ['*.partner.example', 'partner.example'],
  },
  routes: { relay: { host: 'relay.example' } },
  orgUnits: [
    { path: '/', settings: [{ id: 'partners', description: 'our partners', appliesTo: ['inbound', 'outbound'], addressLists: ['partners'], route: 'relay' }] },
    { path: '/Sales', settings: [{ id: 'sales', appliesTo: ['outbound'], mode: 'testing', addressLists: ['all', 'below partners'] }] },
  ],
};
/** Compiled in each test anew, so that a mutation tester sees which tests compile. */
const engine = () => compilePolicy(document);
const toPartner: Message = { envelope: { mailFrom: 'bob@corp.example', rcptTo: ['x@partner.example'] }, session: { tls: false } };

describe('compilePolicy', () => {
  it('takes a document or a parsed policy', () => {
    const parsed = parsePolicy(document);
    if (!parsed.ok) throw new Error('the document is valid');
    const again = compilePolicy(parsed.policy);
    expect(policyDocument(again.policy)).toEqual(policyDocument(engine().policy));
    expect(again.evaluate(toPartner, 'outbound')).toEqual(engine().evaluate(toPartner, 'outbound'));
  });

  it('S-1.2: a policy with errors compiles to nothing, and every problem is told', () => {
    const wrong = { ...document, alternateSecureRoute: 'nowhere', users: { 'ann@corp.example': '/Nowhere' } };
    const parsed = parsePolicy(wrong);
    expect(parsed.ok).toBe(false);
    try {
      compilePolicy(wrong);
      expect.unreachable();
    } catch (error) {
      expect(error).toBeInstanceOf(PolicyError);
      expect((error as PolicyError).issues).toEqual('issues' in parsed ? parsed.issues : null);
      expect((error as PolicyError).issues.map(({ code }) => code).sort()).toEqual(['unknown-org-unit', 'unknown-route']);
    }
  });

  it('S-12.4: options that are not what they should be are misuse', () => {
    expect(() => compilePolicy(document, { orgUnitOf: '/' as never })).toThrow(new TypeError('`orgUnitOf` must be a function from an address to an org unit path'));
    expect(() => compilePolicy(document, { organizationalDomain: null as never })).toThrow(new TypeError('`organizationalDomain` must be a function from a domain to a domain or null'));
    expect(() => compilePolicy(document, { replyProfile: 'sendmail' as never })).toThrow(new TypeError('there is no reply profile `sendmail`; use one of default, rfc3207, postfix, exchange, gmail'));
    expect(() => compilePolicy(document, { replyProfil: 'gmail' } as never)).toThrow(new TypeError('compilePolicy has no option `replyProfil`; it has orgUnitOf, organizationalDomain, replyProfile'));
    for (const options of [null, 'gmail']) {
      expect(() => compilePolicy(document, options as never)).toThrow(new TypeError('the options of compilePolicy are an object with orgUnitOf, organizationalDomain, replyProfile'));
    }
  });

  it('is frozen', () => {
    expect(Object.isFrozen(engine())).toBe(true);
  });
});

describe('evaluate and explain', () => {
  it('decide by the policy', () => {
    expect(engine().evaluate(toPartner, 'outbound')).toMatchObject({ direction: 'outbound', replyProfile: 'default', outcome: 'bounce' });
    expect(engine().evaluate({ ...toPartner, from: 'x@partner.example' }, 'inbound')).toMatchObject({ direction: 'inbound', outcome: 'reject' });
  });

  it('S-11.3: agree', () => {
    for (const direction of ['inbound', 'outbound'] as const) expect(engine().explain(toPartner, direction).decision).toEqual(engine().evaluate(toPartner, direction));
    expect(engine().explain({ envelope: { mailFrom: null, rcptTo: ['x@sub.partner.example'] } }, 'outbound').recipients[0]?.settings).toEqual([
      {
        setting: 'partners',
        orgUnit: '/',
        enabled: true,
        mode: 'enforce',
        inForce: true,
        applied: false,
        reason: 'no-address-match',
        nearMisses: [{ entry: 'partner.example', address: 'x@sub.partner.example', kind: 'subdomain' }],
      },
    ]);
  });

  it('take the options', () => {
    const other = compilePolicy(document, { orgUnitOf: () => '/Sales', organizationalDomain: (domain) => domain, replyProfile: 'postfix' });
    expect(other.evaluate(toPartner, 'outbound')).toMatchObject({ replyProfile: 'postfix', recipients: [{ orgUnit: '/Sales', orgUnitSource: 'function', reply: { enhancedCode: '5.7.4' } }] });
    const message: Message = { ...toPartner, from: 'x@partner.example', authentication: { spf: { result: 'pass', domain: 'sub.partner.example' } } };
    expect(engine().evaluate(message, 'inbound').outcome).toBe('reject');
    expect(other.evaluate(message, 'inbound').outcome).toBe('deliver');
    expect(other.explain(message, 'inbound').recipients[0]?.settings.map(({ reason }) => reason)).toEqual(['not-authenticated', 'other-direction']);
  });

  it.each([undefined, null, 'Inbound', 'sideways', 5])('S-12.4: a direction that is neither word is misuse: %s', (direction) => {
    const misuse = new TypeError(`a direction is \`inbound\` or \`outbound\`, not \`${String(direction)}\``);
    expect(() => engine().evaluate(toPartner, direction as never)).toThrow(misuse);
    expect(() => engine().explain(toPartner, direction as never)).toThrow(misuse);
  });

  it('S-12.6: a reader owns the decision and its recipients; what is shared with the engine is frozen', () => {
    const decision = engine().evaluate({ ...toPartner, envelope: { mailFrom: 'ann@corp.example', rcptTo: ['x@partner.example'] } }, 'outbound');
    const [recipient] = decision.recipients;
    const [delivery] = decision.deliveries;
    for (const own of [decision, decision.recipients, recipient, decision.deliveries, delivery]) expect(Object.isFrozen(own)).toBe(false);
    expect(recipient).toMatchObject({ determinedBy: [{ setting: 'partners' }], testing: [{ setting: 'sales' }, { setting: 'sales' }] });
    const shared = [recipient?.determinedBy[0]?.constraints, recipient?.testing[0]?.constraints, recipient?.testing[0]?.route, recipient?.constraints, recipient?.routeConflicts];
    for (const each of shared) {
      expect(each).toBeTypeOf('object');
      expect(Object.isFrozen(each)).toBe(true);
    }
  });

  it('S-12.6: what recipients share is frozen', () => {
    const twice = { ...toPartner, envelope: { mailFrom: 'ann@corp.example', rcptTo: ['x@partner.example', 'X@Partner.example'] }, from: 'x@partner.example', session: { tls: false } } as const;
    for (const direction of ['inbound', 'outbound'] as const) {
      const [first, second] = engine().evaluate(twice, direction).recipients;
      const kinds = ['determinedBy', 'testing', 'violations', 'reply', 'constraints', 'routeConflicts'] as const;
      for (const kind of kinds) {
        expect(first?.[kind]).toBeTypeOf('object');
        expect(second?.[kind]).toBe(first?.[kind]);
        expect(Object.isFrozen(first?.[kind])).toBe(true);
      }
      const parts = [first?.determinedBy[0], first?.determinedBy[0]?.constraints, first?.violations[0]];
      for (const each of parts) expect([typeof each, Object.isFrozen(each)]).toEqual(['object', true]);
      for (const each of first?.testing ?? []) expect(Object.isFrozen(each)).toBe(true);
    }
  });
});

describe('orgUnits', () => {
  it('S-6.1: the paths of the org units, the root first', () => {
    expect(engine().orgUnits).toEqual(['/', '/Sales']);
    expect(Object.isFrozen(engine().orgUnits)).toBe(true);
    expect(compilePolicy({}).orgUnits).toEqual(['/']);
  });
});

describe('effectiveSettings', () => {
  it('S-6.4: the settings of an org unit', () => {
    expect(engine().effectiveSettings('/Sales').map(({ id, status, inForce, description }) => [id, status, inForce, description])).toEqual([
      ['partners', 'inherited', true, 'our partners'],
      ['sales', 'locally-applied', false, ''],
    ]);
    expect(() => engine().effectiveSettings('/Nowhere')).toThrow(RangeError);
  });
});

describe('addressLists and matching', () => {
  it('S-3.7: lists by name, entries canonical', () => {
    expect(engine().addressLists.map(({ name, description, size }) => [name, description, size])).toEqual([
      ['all', '', 1],
      ['below partners', '', 2],
      ['partners', 'who we trust', 2],
    ]);
    expect([...engine().addressLists[2]!.entries()]).toEqual([
      { value: 'lax@other.example', kind: 'address', requireAuthentication: false },
      { value: 'partner.example', kind: 'domain', requireAuthentication: true },
    ]);
    expect(engine().addressLists[2]?.search('LAX').map(({ value }) => value)).toEqual(['lax@other.example']);
  });

  it('S-3.7: what would match an address, sorted by list and entry', () => {
    const matching = (address: unknown) => engine().matching(address as string).map(({ addressList, entry }) => `${addressList}: ${entry.value}`);
    expect(matching('X@Partner.example')).toEqual(['all: *', 'below partners: partner.example', 'partners: partner.example']);
    expect(matching('x@a.partner.example')).toEqual(['all: *', 'below partners: *.partner.example']);
    expect(matching('LAX@other.example')).toEqual(['all: *', 'partners: lax@other.example']);
    for (const invalid of ['nobody', '', undefined, null, 5]) expect(matching(invalid)).toEqual([]);
  });

  it('S-3.7: entries of one list in the order of their values', () => {
    const one = compilePolicy({ addressLists: { a: ['x@a.example', 'a.example', '*', '*.example'] } });
    expect(one.matching('x@a.example').map(({ entry }) => entry.value)).toEqual(['*', '*.example', 'a.example', 'x@a.example']);
  });

  it('S-2.2: keeps the case of local parts apart where the policy says so', () => {
    const one = compilePolicy({ caseSensitiveLocalParts: true, addressLists: { a: ['X@a.example'] } });
    expect(one.matching('X@a.example')).toHaveLength(1);
    expect(one.matching('x@a.example')).toHaveLength(0);
  });
});
