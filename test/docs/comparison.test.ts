// docs/comparison.md: what it says of this library is so, and what it says of others has a source.
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { compilePolicy, enforce, parsePolicy } from '../../src/index.js';
import type { Decision, Message, PolicyInput, Session, SettingInput } from '../../src/index.js';
import { rowsBelow } from './tables.js';

const page = readFileSync(new URL('../../docs/comparison.md', import.meta.url), 'utf8');

describe('what is said of others', () => {
  const sections = ['Google Workspace', 'Exchange Online', 'Postfix', 'Exim', 'MTA-STS', 'DANE', 'REQUIRETLS', 'TLS-RPT'];

  it.each(sections)('%s: every row has a source', (name) => {
    const rows = rowsBelow(page, `## ${name}`);
    expect(rows.length).toBeGreaterThan(1);
    expect(rows.filter((cells) => !cells.join().includes('](https://'))).toEqual([]);
  });
});

describe('what is said of this library', () => {
  const rows = rowsBelow(page, '## This library, claim by claim');

  it('has a test for each claim, and a claim for each test', () => {
    expect(rows.map(([claim]) => claim)).toEqual(Object.keys(claims));
  });

  it.each(rows)('%s (%s)', (claim) => {
    expect.hasAssertions();
    claims[claim]?.();
  });
});

const claims: Readonly<Record<string, () => void>> = {
  'Mail to a listed partner bounces when the host has no TLS, and the first attempt is the last.': () => {
    const { outcome, recipients } = send(noTls);
    expect([outcome, recipients[0]?.maxAttempts, recipients[0]?.reply?.code]).toEqual(['bounce', 1, 550]);
  },

  'Without a setting that matches, mail goes out in plaintext.': () => {
    expect(outbound(['bob@elsewhere.example'], noTls).outcome).toBe('deliver');
  },

  'Where only TLS is required, a self-signed certificate for another name will do.': () => {
    const certificate = { trusted: false, hostnameMatches: false };
    expect(send(secure(certificate), { require: { caSignedCertificate: false, validateHostname: false } }).outcome).toBe('deliver');
  },

  'Where CA-signed is required, an untrusted certificate bounces.': () => {
    expect(violations(send(secure({ trusted: false })))).toEqual(['certificate-not-trusted']);
  },

  'Where the hostname is required, a certificate for another name bounces.': () => {
    expect(violations(send(secure({ hostnameMatches: false })))).toEqual(['certificate-host-mismatch']);
  },

  'CA-signed and hostname can each be required without the other.': () => {
    expect(send(secure({ hostnameMatches: false }), { require: { validateHostname: false } }).outcome).toBe('deliver');
    expect(send(secure({ trusted: false }), { require: { caSignedCertificate: false } }).outcome).toBe('deliver');
  },

  'A version below the minimum bounces.': () => {
    const require = { minTlsVersion: 'TLSv1.3' } as const;
    expect(violations(send({ ...secure(), version: 'TLSv1.2' }, { require }))).toEqual(['validation-failure']);
    expect(send(secure(), { require }).outcome).toBe('deliver');
  },

  'A verdict that nobody gave counts as not met.': () => {
    expect(violations(send({ tls: true, version: 'TLSv1.3' }))).toEqual(['certificate-not-trusted', 'certificate-host-mismatch']);
  },

  'A connection of which nothing is known leaves the message pending, never delivered.': () => {
    const decision = outbound(['bob@partner.example']);
    expect(decision.outcome).toBe('pending');
    expect([enforce(decision, secure()).outcome, enforce(decision, noTls).outcome]).toEqual(['deliver', 'bounce']);
  },

  'A subdomain and a look-alike of a partner are not the partner.': () => {
    const others = ['bob@mail.partner.example', 'bob@partner.example.evil.example', 'bob@pаrtner.example', '"bob@partner.example"@evil.example'];
    expect(outbound(others, noTls).recipients.map(({ outcome }) => outcome)).toEqual(others.map(() => 'deliver'));
  },

  'One address can be under other requirements than its domain.': () => {
    const policy = { addressLists: { partners: 'ceo@partner.example' }, orgUnits: [{ path: '/', settings: [setting] }] };
    expect(outcomes(policy, ['ceo@partner.example', 'bob@partner.example'])).toEqual(['bounce', 'deliver']);
  },

  'An org unit inherits settings, and can override and disable them.': () => {
    const policy: PolicyInput = {
      ...partners,
      users: { 'ann@example.com': '/Sales', 'eve@example.com': '/Sales/Lab', 'joe@example.com': '/IT' },
      orgUnits: [
        { path: '/', settings: [setting] },
        { path: '/Sales' },
        { path: '/Sales/Lab', settings: [{ ...setting, require: { caSignedCertificate: false, validateHostname: false } }] },
        { path: '/IT', disable: ['partners-tls'] },
      ],
    };
    const by = (mailFrom: string): unknown => evaluate(policy, { envelope: { mailFrom, rcptTo: ['bob@partner.example'] } }, 'outbound').constraints;
    const tls = { tls: 'required', minVersion: null };
    expect(by('ann@example.com')).toEqual({ ...tls, caSigned: true, hostname: true });
    expect(by('eve@example.com')).toEqual({ ...tls, caSigned: false, hostname: false });
    expect(by('joe@example.com')).toMatchObject({ tls: 'opportunistic' });
  },

  'A locked setting can be neither overridden nor disabled below.': () => {
    const below = (unit: object): unknown => {
      const result = parsePolicy({ ...partners, orgUnits: [{ path: '/', settings: [{ ...setting, locked: true }] }, { path: '/Sales', ...unit }] });
      return result.ok ? [] : result.issues.map(({ code }) => code);
    };
    expect([below({}), below({ settings: [setting] }), below({ disable: ['partners-tls'] })]).toEqual([[], ['locked-setting'], ['locked-setting']]);
  },

  'Of several settings that match, the strictest of everything holds.': () => {
    const settings: SettingInput[] = [
      { ...setting, id: 'version', require: { minTlsVersion: 'TLSv1.2', caSignedCertificate: false, validateHostname: false } },
      { ...setting, id: 'certificate', require: { validateHostname: false } },
    ];
    const policy = { ...partners, orgUnits: [{ path: '/', settings }] };
    const { constraints } = evaluate(policy, { envelope: envelope(['bob@partner.example']) }, 'outbound');
    expect(constraints).toEqual({ tls: 'required', minVersion: 'TLSv1.2', caSigned: true, hostname: false });
  },

  'The recipients of one message are decided one by one.': () => {
    expect(outcomes(policyOf(), ['bob@partner.example', 'eve@elsewhere.example'])).toEqual(['bounce', 'deliver']);
  },

  "A partner's mail that comes without TLS is rejected, and the envelope sender does not count.": () => {
    expect(receive({ from: 'bob@partner.example', session: noTls })).toMatchObject({ outcome: 'reject', reply: { code: 550, enhancedCode: '5.7.10' } });
    expect(receive({ from: 'bob@elsewhere.example', session: noTls }, 'bob@partner.example').outcome).toBe('deliver');
  },

  "Mail that is known to be spoofed is not the partner's; mail of which nothing is known is.": () => {
    const from = 'bob@partner.example';
    expect(receive({ from, session: noTls, authentication: { dmarc: { result: 'fail', domain: 'partner.example' } } }).outcome).toBe('deliver');
    expect(receive({ from, session: noTls }).recipients[0]).toMatchObject({ outcome: 'reject', determinedBy: [{ authenticated: 'unknown' }] });
  },

  'A message without an author who can be read matches every partner.': () => {
    for (const headers of ['Subject: no author\r\n\r\n', 'From: bob@\r\n\r\n']) expect(receive({ headers, session: noTls }).outcome).toBe('reject');
  },

  'A client certificate of any trusted CA will do, whatever its name.': () => {
    const require = { clientCertificate: true };
    const from = 'bob@partner.example';
    expect(receive({ from, session: { tls: true, version: 'TLSv1.3', certificate: { trusted: true, hostnameMatches: false } } }, null, { require }).outcome).toBe('deliver');
    expect(receive({ from, session: { tls: true, version: 'TLSv1.3', certificate: null } }, null, { require }).outcome).toBe('reject');
  },

  "The MX hosts are not the engine's to look up: it is told whether the name matched.": () => {
    const decision = outbound(['bob@partner.example']);
    expect(decision.deliveries).toMatchObject([{ route: { kind: 'mx', domain: 'partner.example' } }]);
    expect(enforce(decision, secure({ hostnameMatches: true })).outcome).toBe('deliver');
  },

  'A route to a named host takes the place of the MX look-up.': () => {
    const policy = { ...partners, routes: { bank: { host: 'mx.partner.example' } }, orgUnits: [{ path: '/', settings: [{ ...setting, route: 'bank' }] }] };
    const { deliveries } = evaluate(policy, { envelope: envelope(['bob@partner.example']) }, 'outbound');
    expect(deliveries).toMatchObject([{ route: { kind: 'host', host: 'mx.partner.example', port: 25, mxLookup: false } }]);
  },

  'A setting in testing mode changes no outcome, and the decision says what it would have done.': () => {
    const decision = send(noTls, { mode: 'testing' });
    expect([decision.outcome, decision.recipients[0]?.testing]).toMatchObject(['deliver', [{ setting: 'partners-tls', wouldBe: 'bounce' }]]);
  },

  'A demand by something else, such as REQUIRETLS, makes TLS required without any setting.': () => {
    const { constraints } = evaluate({}, { envelope: envelope(['eve@elsewhere.example']), secureTransport: true }, 'outbound');
    expect(constraints).toEqual({ tls: 'required', minVersion: null, caSigned: false, hostname: false });
  },

  'Every decision names what determined it.': () => {
    const [recipient] = outbound(['bob@partner.example']).recipients;
    expect(recipient?.determinedBy).toMatchObject([{ setting: 'partners-tls', orgUnit: '/', addressList: 'partners', entry: 'partner.example' }]);
  },
};

const partners: PolicyInput = { addressLists: { partners: 'partner.example' } };
const setting: SettingInput = { id: 'partners-tls', appliesTo: ['outbound'], addressLists: ['partners'] };
const noTls: Session = { tls: false };

function secure(certificate: { trusted?: boolean; hostnameMatches?: boolean } = {}): Session & { tls: true } {
  return { tls: true, version: 'TLSv1.3', certificate: { trusted: true, hostnameMatches: true, expired: false, ...certificate } };
}

function policyOf(changed: Partial<SettingInput> = {}): PolicyInput {
  return { ...partners, orgUnits: [{ path: '/', settings: [{ ...setting, ...changed }] }] };
}

function evaluate(policy: PolicyInput, message: Message, direction: 'inbound' | 'outbound'): Decision {
  return compilePolicy(policy).evaluate(message, direction);
}

/** To a partner, over the session. */
function send(session: Session, changed: Partial<SettingInput> = {}): Decision {
  return evaluate(policyOf(changed), { envelope: envelope(['bob@partner.example']), session }, 'outbound');
}

function outbound(rcptTo: readonly string[], session?: Session): Decision {
  return evaluate(policyOf(), { envelope: envelope(rcptTo), ...(session === undefined ? {} : { session }) }, 'outbound');
}

function outcomes(policy: PolicyInput, rcptTo: readonly string[]): string[] {
  return evaluate(policy, { envelope: envelope(rcptTo), session: noTls }, 'outbound').recipients.map(({ outcome }) => outcome);
}

function receive(message: Omit<Message, 'envelope'>, mailFrom: string | null = null, changed: Partial<SettingInput> = {}): Decision {
  return evaluate(policyOf({ appliesTo: ['inbound'], ...changed }), { envelope: { mailFrom, rcptTo: ['ann@example.com'] }, ...message }, 'inbound');
}

function envelope(rcptTo: readonly string[]): Message['envelope'] {
  return { mailFrom: 'ann@example.com', rcptTo };
}

function violations({ recipients }: Decision): string[] | undefined {
  return recipients[0]?.violations.map(({ type }) => type);
}
