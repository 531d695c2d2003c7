// Inbound decisions, whole (S-4.1, S-6.2, S-9.5).
import { describe, expect, it } from 'vitest';
import { compileContent } from '../../../src/compile/compiled-policy.js';
import { evaluate } from '../../../src/evaluate/evaluate.js';
import type { EvaluateOptions } from '../../../src/evaluate/evaluate.js';
import { publicSuffixOrganizationalDomain } from '../../../src/evaluate/organizational-domain.js';
import type { HostRoute } from '../../../src/model/route.js';
import { content, entry, list, orgUnit, setting } from '../compile/sample-content.js';
import type { SampleContent } from '../compile/sample-content.js';

const relay: HostRoute = { kind: 'host', host: 'relay.example', port: 25, mxLookup: false };
const options: EvaluateOptions = { orgUnitOf: undefined, organizationalDomain: publicSuffixOrganizationalDomain, replyProfile: 'default' };
const requirements = { tls: true, minTlsVersion: null, caSignedCertificate: true, validateHostname: true, clientCertificate: true } as const;
const sample: SampleContent = {
  domains: ['corp.example', 'partner.example'],
  routes: new Map([['relay', relay]]),
  alternateSecureRoute: 'relay',
  lists: [list('partners', 'partner.example'), list('lax', entry('lax.example', false))],
  users: new Map([
    ['ann@corp.example', '/Sales'],
    ['bob@corp.example', '/IT'],
  ]),
  orgUnits: [
    orgUnit('/', [setting('partners', { appliesTo: ['inbound', 'outbound', 'outbound-secure-transport'], addressLists: ['partners', 'lax'], route: 'relay' })]),
    orgUnit('/IT', [], ['partners']),
    orgUnit('/Sales', [setting('sales', { appliesTo: ['inbound'], addressLists: ['partners'], requirements })]),
  ],
};

const to = (...rcptTo: unknown[]) => ({ mailFrom: 'bounces@elsewhere.example', rcptTo });
const inbound = (message: unknown, changed: SampleContent = {}, changedOptions: Partial<EvaluateOptions> = {}) =>
  evaluate(compileContent(content({ ...sample, ...changed })), message, 'inbound', { ...options, ...changedOptions });

describe('evaluate inbound', () => {
  it('S-6.2: the org unit is that of each envelope recipient', () => {
    const decision = inbound({ envelope: to('ann@corp.example', 'bob@corp.example', 'eve@corp.example'), from: 'x@partner.example', session: { tls: false } });
    const determinedBy = decision.recipients.map((recipient) => recipient.determinedBy.map((match) => `${match.setting} of ${match.orgUnit}`));
    expect(determinedBy).toEqual([['partners of /', 'sales of /Sales'], [], ['partners of /']]);
    expect(decision.recipients.map(({ recipient, orgUnit: unit, orgUnitSource }) => [recipient, unit, orgUnitSource])).toEqual([
      ['ann@corp.example', '/Sales', 'users'],
      ['bob@corp.example', '/IT', 'users'],
      ['eve@corp.example', '/', 'default'],
    ]);
    expect(decision.recipients.map(({ outcome }) => outcome)).toEqual(['reject', 'deliver', 'reject']);
  });

  it('S-9.5: one answer after DATA, and the outcomes of each recipient', () => {
    const decision = inbound({ envelope: to('bob@corp.example', 'ann@corp.example'), from: 'x@partner.example', session: { tls: false } });
    expect(decision).toMatchObject({ direction: 'inbound', replyProfile: 'default', outcome: 'reject', deliveries: [] });
    expect(decision.reply).toEqual({ code: 550, enhancedCode: '5.7.10', text: 'Secure transport required: starttls-not-supported: required TLS, found no TLS (setting partners)' });
    expect(decision.recipients.map(({ reply }) => reply)).toEqual([null, decision.reply]);
  });

  it('has everything of a recipient', () => {
    expect(inbound({ envelope: to('eve@corp.example'), from: 'x@partner.example' })).toEqual({
      direction: 'inbound',
      replyProfile: 'default',
      outcome: 'pending',
      constraints: { tls: 'required', minVersion: null, caSigned: false, hostname: false },
      author: { known: true, mailboxes: ['x@partner.example'] },
      deliveries: [],
      reply: null,
      recipients: [
        {
          recipient: 'eve@corp.example',
          orgUnit: '/',
          orgUnitSource: 'default',
          outcome: 'pending',
          constraints: { tls: 'required', minVersion: null, caSigned: false, hostname: false },
          secureTransport: false,
          route: null,
          routeConflicts: [],
          onViolation: 'reject',
          maxAttempts: null,
          determinedBy: [
            {
              setting: 'partners',
              orgUnit: '/',
              addressList: 'partners',
              entry: 'partner.example',
              address: 'x@partner.example',
              authenticated: 'unknown',
              constraints: { tls: 'required', minVersion: null, caSigned: false, hostname: false },
            },
          ],
          testing: [],
          violations: [],
          reply: null,
        },
      ],
    });
  });

  it('S-8.3: the constraint of the message is the join of its recipients’', () => {
    const decision = inbound({ envelope: to('bob@corp.example', 'eve@corp.example', 'ann@corp.example'), from: 'x@partner.example' });
    expect(decision.recipients.map(({ constraints }) => [constraints.tls, constraints.caSigned])).toEqual([['opportunistic', false], ['required', false], ['required', true]]);
    expect(decision.constraints).toEqual({ tls: 'required', minVersion: null, caSigned: true, hostname: false });
  });

  it('S-4.1: the author counts, and never the envelope sender', () => {
    expect(inbound({ envelope: { mailFrom: 'x@partner.example', rcptTo: ['eve@corp.example'] }, from: 'x@other.example' }).outcome).toBe('deliver');
    expect(inbound({ envelope: to('eve@corp.example'), headers: 'From: x@other.example, y@partner.example\n\n' }).outcome).toBe('pending');
  });

  it('S-5.3: an author who is not authenticated does not match an entry that requires it', () => {
    const authentication = { spf: { result: 'fail' }, dkim: [], dmarc: { result: 'fail' } };
    expect(inbound({ envelope: to('eve@corp.example'), from: 'x@partner.example', authentication }).outcome).toBe('deliver');
    expect(inbound({ envelope: to('eve@corp.example'), from: 'x@lax.example', authentication }).outcome).toBe('pending');
  });

  it('S-5.2, S-2.2: alignment, organizationalDomain and case are the policy’s and the caller’s', () => {
    const message = { envelope: to('eve@corp.example'), from: 'X@a.partner.example', authentication: { spf: { result: 'pass', domain: 'b.partner.example' } } };
    const lists = [list('partners', 'a.partner.example', 'X@a.partner.example'), list('lax')];
    const authenticated = (changed: SampleContent, changedOptions: Partial<EvaluateOptions> = {}) =>
      inbound(message, { lists, ...changed }, changedOptions).recipients[0]?.determinedBy.map(({ entry: by }) => by);
    expect(authenticated({})).toEqual(['a.partner.example']);
    expect(authenticated({ alignment: 'strict' })).toEqual([]);
    expect(authenticated({}, { organizationalDomain: (domain) => domain })).toEqual([]);
    expect(authenticated({ caseSensitiveLocalParts: true })).toEqual(['X@a.partner.example', 'a.partner.example']);
  });

  it('S-4.3: an unknown author matches every entry, unless the policy says otherwise', () => {
    const message = { envelope: to('eve@corp.example'), from: 'x y z', session: { tls: false } };
    const decision = inbound(message);
    expect(decision.author).toEqual({ known: false, reason: 'malformed' });
    expect(decision.recipients[0]?.determinedBy.map(({ addressList, entry: by, authenticated }) => [addressList, by, authenticated])).toEqual([
      ['lax', null, 'not-required'],
      ['partners', null, 'unknown'],
    ]);
    expect(decision.outcome).toBe('reject');
    const noMatch = inbound(message, { unknownAuthor: 'no-match' });
    expect(noMatch).toMatchObject({ author: { known: false, reason: 'malformed' }, outcome: 'deliver' });
    expect(noMatch.recipients[0]?.determinedBy).toEqual([]);
  });

  it('S-4.5, S-7.1: inbound, `domains` and `secureTransport` mean nothing', () => {
    const decision = inbound({ envelope: to('eve@corp.example'), from: 'x@other.example', secureTransport: true });
    expect(decision.recipients[0]).toMatchObject({ secureTransport: false, constraints: { tls: 'opportunistic' }, outcome: 'deliver', route: null });
  });

  it('S-6.2: asks the function for recipients that `users` does not know', () => {
    const orgUnitOf = (address: string): string | undefined => (address === 'eve@corp.example' ? '/Sales' : undefined);
    const decision = inbound({ envelope: to('Eve@corp.example', 'bob@corp.example', 'nobody') }, {}, { orgUnitOf });
    expect(decision.recipients.map(({ orgUnit: unit, orgUnitSource }) => [unit, orgUnitSource])).toEqual([['/Sales', 'function'], ['/IT', 'users'], ['/', 'default']]);
  });

  it('S-2.2: users are told apart by case where the policy says so', () => {
    const unitOf = (caseSensitiveLocalParts: boolean) => inbound({ envelope: to('ANN@corp.example') }, { caseSensitiveLocalParts }).recipients[0]?.orgUnit;
    expect(unitOf(false)).toBe('/Sales');
    expect(unitOf(true)).toBe('/');
  });

  it('S-8.6: recipients of one org unit share their matches', () => {
    const [first, second] = inbound({ envelope: to('x@corp.example', 'y@corp.example'), from: 'x@partner.example' }).recipients;
    expect(first?.determinedBy).toBe(second?.determinedBy);
  });

  it.each([undefined, null, {}, 'text', { envelope: null }, { envelope: { rcptTo: [] } }])('S-12.3: one unknown recipient at the root, and an author that is missing: %j', (message) => {
    const decision = inbound(message);
    expect(decision.recipients.map(({ recipient, orgUnit: unit, orgUnitSource }) => [recipient, unit, orgUnitSource])).toEqual([['', '/', 'default']]);
    expect(decision.author).toEqual({ known: false, reason: 'missing' });
    expect(decision.outcome).toBe('pending');
  });

  it('S-12.3: a recipient that is no string belongs to the root, as `\'\'`', () => {
    const decision = inbound({ envelope: to('ann@corp.example', null, 5), from: 'x@partner.example' }, {}, { orgUnitOf: () => '/Sales' });
    expect(decision.recipients.map(({ recipient, orgUnit: unit, orgUnitSource }) => [recipient, unit, orgUnitSource])).toEqual([
      ['ann@corp.example', '/Sales', 'users'],
      ['', '/', 'default'],
      ['', '/', 'default'],
    ]);
  });

  it('S-12.3: a session whose getter throws is no TLS', () => {
    const message = Object.defineProperty({ envelope: to('eve@corp.example'), from: 'x@partner.example' }, 'session', {
      get() {
        throw new Error('no');
      },
    });
    expect(inbound(message).outcome).toBe('reject');
  });

  it('S-10.1: the reply profile of the options', () => {
    const decision = inbound({ envelope: to('eve@corp.example'), from: 'x@partner.example', session: { tls: false } }, {}, { replyProfile: 'gmail' });
    expect(decision).toMatchObject({ replyProfile: 'gmail', outcome: 'reject', reply: { code: 421, enhancedCode: '4.7.0' } });
  });
});
