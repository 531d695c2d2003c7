// Reports against constraints: several hosts and addresses (S-9.4), and reports that say less than a probe does.
import { describe, expect, it, vi } from 'vitest';
import { judgeProbe } from '../../../src/probe/judgement.js';
import { probe } from '../../../src/probe/probe.js';
import type { HostFailure, HostReport, ProbeReport } from '../../../src/probe/report.js';
import type { Session } from '../../../src/model/message.js';
import { CONSTRAINT_SETS } from '../../servers/constraint-sets.js';

const good: Session = { tls: true, version: 'TLSv1.3', certificate: { trusted: true, hostnameMatches: true, expired: false } };
const failure = (kind: HostFailure['kind'], resultType: HostFailure['resultType'] = null): Partial<HostReport> => ({
  session: null,
  failure: { step: 'greeting', kind, message: 'it failed', code: null, resultType },
});

function host(name: string, more: Partial<HostReport>): HostReport {
  return { host: name, preference: 10, address: '192.0.2.1', port: 25, implicitTls: false, steps: [], starttls: 'accepted', session: good, tls: null, failure: null, warnings: [], versions: null, ...more };
}

function report(hosts: HostReport[], more: Partial<ProbeReport> = {}): ProbeReport {
  return { route: { kind: 'mx', domain: 'partner.example' }, lookup: { found: true, source: 'mx', hosts: [] }, hosts, notTried: 0, durationMs: 1, judgement: null, ...more };
}

const meets = host('good', {});
const violates = host('plain', { session: { tls: false }, starttls: 'not-offered' });
const waits = host('busy', failure('refused-for-now'));
const refuses = host('closed', failure('refused-for-good'));
const breaks = host('broken', failure('tls', 'validation-failure'));

describe('the outcome', () => {
  it.each<[string, HostReport[], string]>([
    ['one host that meets them is enough', [violates, waits, meets], 'deliver'],
    ['every host was reached, and none meets them', [violates, breaks], 'bounce'],
    ['a host was not reached', [violates, waits], 'defer'],
    ['a host refuses for good beside one that violates', [violates, refuses], 'bounce'],
    ['every host refuses for good', [refuses, host('also closed', refuses)], 'undeliverable'],
    ['one address of a host is enough to have reached it', [violates, host('plain', failure('unreachable'))], 'bounce'],
    ['an address of the host failed for now', [violates, host('plain', failure('refused-for-now'))], 'defer'],
    ['an address of the host said nothing in time', [violates, host('plain', failure('timeout'))], 'defer'],
    ['an address of the host refuses for good', [violates, host('plain', failure('refused-for-good'))], 'bounce'],
    ['whichever comes first', [host('plain', failure('unreachable')), violates], 'bounce'],
    ['one address of a host is enough to meet them', [violates, host('plain', {})], 'deliver'],
    ['there is no host', [], 'defer'],
  ])('%s', (_name, hosts, outcome) => {
    expect(judgeProbe(report(hosts), CONSTRAINT_SETS['ca+name']).outcome).toBe(outcome);
  });

  it('is not certain of a bounce while addresses were left out', () => {
    expect(judgeProbe(report([violates], { notTried: 1 }), CONSTRAINT_SETS.tls).outcome).toBe('defer');
  });

  it('is not certain of a bounce while an address was not tested, beside one of its host that violates', () => {
    const untested = host('plain', failure('ended'));
    expect(judgeProbe(report([violates, untested]), CONSTRAINT_SETS.tls).outcome).toBe('defer');
    expect(judgeProbe(report([meets, untested]), CONSTRAINT_SETS.tls).outcome).toBe('deliver');
    expect(judgeProbe(report([violates, host('plain', { ...untested, session: { tls: false } })]), CONSTRAINT_SETS.tls).outcome).toBe('bounce');
  });

  it.each<[HostFailure['kind'], string]>([
    ['refused-for-now', 'defer'],
    ['closed', 'defer'],
    ['not-smtp', 'defer'],
    ['timeout', 'defer'],
    ['ended', 'defer'],
    ['refused-for-good', 'bounce'],
  ])('where an address of the host violates, and another fails once its TLS stands (%s), is %s', (kind, outcome) => {
    const later = host('plain', { failure: { step: 'ehlo-over-tls', kind, message: 'it failed', code: null, resultType: null } });
    for (const hosts of [[violates, later], [later, violates]]) expect(judgeProbe(report(hosts), CONSTRAINT_SETS['ca+name']).outcome).toBe(outcome);
    expect(judgeProbe(report([violates, { ...later, session: { ...good, certificate: null } }]), CONSTRAINT_SETS['ca+name']).outcome).toBe('bounce');
  });

  it('does not wait for an address that cannot be connected to', () => {
    const silent = host('plain', { session: null, failure: { step: 'connect', kind: 'timeout', message: 'it failed', code: null, resultType: null } });
    expect(judgeProbe(report([violates, silent]), CONSTRAINT_SETS.tls).outcome).toBe('bounce');
    expect(judgeProbe(report([violates, host('plain', failure('no-address'))]), CONSTRAINT_SETS.tls).outcome).toBe('bounce');
  });

  it('of addresses that were left out says so', () => {
    expect(judgeProbe(report([violates], { notTried: 3 }), CONSTRAINT_SETS.tls).consequence).toBe('Nothing can be said about `partner.example` yet: 3 more addresses were not tried.');
  });

  it('of opportunistic TLS that fails is plaintext, where the port has any', () => {
    expect(judgeProbe(report([breaks]), CONSTRAINT_SETS.nothing).outcome).toBe('deliver');
    expect(judgeProbe(report([{ ...breaks, implicitTls: true }]), CONSTRAINT_SETS.nothing).outcome).toBe('defer');
  });

  it('of a domain that could not be looked up waits; of one that takes no mail does not', () => {
    const judged = (reason: 'dns-failure' | 'null-mx'): string => judgeProbe(report([], { lookup: { found: false, reason, message: 'no' } }), CONSTRAINT_SETS.tls).outcome;
    expect([judged('dns-failure'), judged('null-mx')]).toEqual(['defer', 'undeliverable']);
    expect(judgeProbe(report([], { lookup: { found: false, reason: 'null-mx', message: 'no' } }), CONSTRAINT_SETS.tls).consequence).toBe('No mail can be delivered: no.');
  });

  it('joins constraints that are at odds with themselves', () => {
    expect(judgeProbe(report([violates]), { ...CONSTRAINT_SETS.nothing, hostname: true })).toMatchObject({ outcome: 'bounce', constraints: { tls: 'required' } });
  });
});

describe('constraints from plain JavaScript', () => {
  it.each<[string, unknown]>([
    ['a version in other words', { ...CONSTRAINT_SETS.tls, minVersion: 'TLS1.2' }],
    ['a version that is none', { ...CONSTRAINT_SETS.tls, minVersion: 'TLSv1.4' }],
    ['no word on the version', { tls: 'required', caSigned: false, hostname: false }],
    ['another word for required', { ...CONSTRAINT_SETS.tls, tls: 'REQUIRED' }],
    ['null', null],
    ['nothing', undefined],
    ['a word', 'required'],
  ])('that would demand less than they say are refused, before anything is asked: %s', async (_name, constraints) => {
    const old = host('old', { session: { tls: true, version: 'TLSv1', certificate: null } });
    expect(() => judgeProbe(report([old]), constraints as never)).toThrow(/^the constraints must be those of a delivery: `tls` .*`TLSv1.3`, `caSigned`/);
    if (constraints === undefined) return;
    const connect = vi.fn();
    await expect(probe({ kind: 'host', host: '127.0.0.1', port: 1, mxLookup: false }, { constraints: constraints as never, connect })).rejects.toThrow(TypeError);
    expect(connect).not.toHaveBeenCalled();
  });
});

it('counts what a session violates before what fails later', () => {
  const later = { step: 'ehlo-over-tls', kind: 'tls', message: 'the answer to EHLO under TLS failed', code: 'ERR_SSL_TLSV13_ALERT_CERTIFICATE_REQUIRED', resultType: 'validation-failure' } as const;
  const closes = { ...later, kind: 'closed', code: null, resultType: null } as const;
  const old: Session = { tls: true, version: 'TLSv1', certificate: { trusted: false, hostnameMatches: true, expired: false } };
  const judged = (session: Session, failure: HostFailure, set: 'tls' | 'ca' | 'version'): unknown => {
    const { outcome, hosts } = judgeProbe(report([host('mx', { session, failure })]), CONSTRAINT_SETS[set]);
    return [outcome, hosts[0]!.violations.map(({ type }) => type), hosts[0]!.diagnoses.map(({ cause }) => cause)];
  };
  expect(judged(old, later, 'ca')).toEqual(['bounce', ['certificate-not-trusted'], ['handshake-failed']]);
  expect(judged(old, later, 'version')).toEqual(['bounce', ['validation-failure'], ['version-too-low']]);
  expect(judged(old, later, 'tls')).toEqual(['bounce', ['validation-failure'], ['client-certificate-demanded']]);
  expect(judged(old, closes, 'ca')).toEqual(['bounce', ['certificate-not-trusted'], ['handshake-failed']]);
  expect(judged(old, closes, 'tls')).toEqual(['defer', [], []]);
});

it('diagnoses reports that say less', () => {
  const silent = (session: Session, more: Partial<HostReport> = {}): string[] =>
    judgeProbe(report([host('mx', { session, ...more })]), { tls: 'required', minVersion: 'TLSv1.2', caSigned: true, hostname: true }).hosts[0]!.diagnoses.map(({ cause, sentence }) => `${cause}: ${sentence}`);
  expect(silent({ tls: true, version: 'TLSv1', certificate: { trusted: false, expired: true } })).toEqual([
    'version-too-low: mx negotiates an unknown version, and TLSv1.2 or later is required.',
    'handshake-failed: With mx the TLS handshake failed.',
    'expired: A certificate of mx has expired.',
    'wrong-name: The certificate of mx does not bear that name; it is for no host at all.',
  ]);
  expect(silent({ tls: false }, { starttls: 'refused' })).toEqual(['starttls-refused: mx offers STARTTLS and then refuses it: without a word.']);
  expect(silent({ tls: true, version: 'SSLv3' })[0]).toContain('TLSv1.2 or later');
  expect(judgeProbe(report([host('mx', { session: { tls: true, version: 'SSLv3' } })]), CONSTRAINT_SETS.tls).hosts[0]!.diagnoses[0]!.sentence).toContain('and TLS is required');
  const described = { subject: 'CN=a', commonName: 'a', names: [], issuer: 'CN=b', validFrom: '', validTo: '', daysLeft: 1, fingerprint: '', key: '', selfIssued: false, forServers: true };
  const tls = { protocol: 'TLSv1.3', cipher: '', chain: [described], verificationError: null };
  expect(silent({ tls: true, version: 'TLSv1.3', certificate: { hostnameMatches: true } }, { tls })).toEqual(['other-chain-fault: The chain of certificates of mx does not hold: the reason is not known.']);
  const unread = { ...tls, chain: [], verificationError: 'bad object header' };
  expect(silent({ tls: true, version: 'TLSv1.3', certificate: {} }, { tls: unread })).toEqual(Array.from({ length: 2 }, () => 'unreadable-certificate: The certificate of mx cannot be read: bad object header.'));
  const rooted = { ...tls, chain: [described, { ...described, subject: 'CN=root', selfIssued: true }], verificationError: 'CERT_HAS_EXPIRED' };
  expect(silent({ tls: true, version: 'TLSv1.3', certificate: { hostnameMatches: true } }, { tls: rooted })[0]).toBe('other-chain-fault: The chain of certificates of mx does not hold: CERT_HAS_EXPIRED.');
  expect(silent({ tls: true, version: 'TLSv1.3', certificate: { trusted: false, hostnameMatches: true } }, { tls: rooted })).toEqual(['private-authority: The certificate of mx comes from a CA that is not trusted: CN=root.']);
  const cut = { ...rooted, chain: [described] };
  expect(silent({ tls: true, version: 'TLSv1.3', certificate: { trusted: false, hostnameMatches: true } }, { tls: cut })[0]).toMatch(/^incomplete-chain: mx does not send the certificate of CN=b/);
});
