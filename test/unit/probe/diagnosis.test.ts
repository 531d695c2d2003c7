// Why a violation is one, and what helps, in order: by a report of every kind of server.
import { beforeAll, describe, expect, it } from 'vitest';
import { judgeProbe } from '../../../src/probe/judgement.js';
import type { Cause, Diagnosis, ProbeReport, Remedy } from '../../../src/probe/report.js';
import { crossSigned, FOR_CLIENTS, HOST, issue, testAuthorities } from '../../servers/authority.js';
import type { TestAuthorities, Wanted } from '../../servers/authority.js';
import { CONSTRAINT_SETS } from '../../servers/constraint-sets.js';
import type { ConstraintSet } from '../../servers/constraint-sets.js';
import { SERVERS } from '../../servers/table-of-servers.js';
import { probeScript } from './probe-script.js';

let authorities: TestAuthorities;
beforeAll(async () => {
  authorities = await testAuthorities();
});

async function diagnosesOf(name: string, set: ConstraintSet): Promise<readonly Diagnosis[]> {
  const row = SERVERS.find((server) => server.name === name)!;
  const report = await probeScript(row.script(authorities.credentials), { ca: authorities.ca });
  return judgeProbe(report, CONSTRAINT_SETS[set]).hosts[0]!.diagnoses;
}

const LAST = ['ask-provider', 'switch-off-option'] as const;

describe('a diagnosis', () => {
  it.each<[string, ConstraintSet, Cause, readonly Remedy['kind'][], string, string]>([
    ['wrong name', 'ca+name', 'wrong-name', ['use-certificate-name', 'install-certificate', ...LAST], 'it is for `mail.elsewhere.example`, `smtp.elsewhere.example`', 'validateHostname'],
    ['wildcard, two labels', 'name', 'wrong-name', ['use-certificate-name', 'install-certificate', ...LAST], 'it is for `*.example`', 'validateHostname'],
    ['self-signed', 'ca', 'self-signed', ['install-certificate', ...LAST], 'signed by itself', 'caSignedCertificate'],
    ['untrusted root', 'ca', 'private-authority', ['install-certificate', 'trust-authority', ...LAST], 'CN=Stranger Root', 'caSignedCertificate'],
    ['missing intermediate', 'ca', 'incomplete-chain', ['install-certificate', 'trust-authority', ...LAST], 'the certificate of CN=Test Intermediate', 'caSignedCertificate'],
    ['expired', 'ca', 'expired', ['install-certificate', ...LAST], 'has expired: CN=mx.partner.example ended on 20', 'caSignedCertificate'],
    ['expired intermediate', 'ca', 'expired', ['install-certificate', ...LAST], 'has expired: CN=Late Intermediate ended on 20', 'caSignedCertificate'],
    ['expired, self-signed', 'ca', 'self-signed', ['install-certificate', ...LAST], 'signed by itself', 'caSignedCertificate'],
    ['not yet valid', 'ca', 'not-yet-valid', ['install-certificate', ...LAST], 'begins on 20', 'caSignedCertificate'],
    ['made for clients', 'ca', 'wrong-purpose', ['install-certificate', ...LAST], 'not made for servers', 'caSignedCertificate'],
    ['TLS 1.0 only', 'version', 'version-too-low', ['upgrade-server', ...LAST], 'negotiates TLSv1, and TLSv1.2 or later is required', 'minTlsVersion'],
    ['no certificate at all', 'ca', 'no-certificate', ['install-certificate', ...LAST], 'without presenting a certificate', 'caSignedCertificate'],
    ['no certificate at all', 'name', 'no-certificate', ['install-certificate', ...LAST], 'without presenting a certificate', 'validateHostname'],
    ['no STARTTLS', 'tls', 'starttls-not-offered', ['upgrade-server', ...LAST], 'does not offer STARTTLS', '`tls`'],
    ['STARTTLS refused with 454', 'tls', 'starttls-refused', ['upgrade-server', ...LAST], '454 4.7.0 TLS not available', '`tls`'],
    ['dropped in the handshake', 'tls', 'handshake-failed', ['upgrade-server', ...LAST], 'the TLS handshake failed', '`tls`'],
    ['client certificate demanded (TLS 1.3)', 'tls', 'client-certificate-demanded', ['present-client-certificate', ...LAST], 'without a client certificate', '`tls`'],
  ])('of "%s" under %s is %s', async (name, set, cause, kinds, words, option) => {
    const [diagnosis] = await diagnosesOf(name, set);
    expect([diagnosis?.cause, diagnosis?.remedies.map(({ kind }) => kind)]).toEqual([cause, kinds]);
    expect(diagnosis?.sentence).toContain(words);
    expect(diagnosis?.remedies.at(-1)).toMatchObject({ kind: 'switch-off-option', text: expect.stringContaining(option) as unknown, warning: expect.stringMatching(/\.$/) as unknown });
  });

  /** A server of a chain that nothing in the table has. */
  const judgedChain = async (leaf: Wanted, above: Wanted = {}): Promise<readonly Diagnosis[]> => {
    const issuer = await issue(authorities.root, { commonName: 'An Intermediate', authority: true, ...above });
    const { pem, key } = await issue(issuer, { commonName: HOST, names: [{ type: 'dns', value: HOST }], ...leaf });
    const report = await probeScript({ tls: { cert: pem + issuer.pem, key } }, { ca: authorities.ca });
    return judgeProbe(report, CONSTRAINT_SETS.ca).hosts[0]!.diagnoses;
  };

  it('of an expired certificate for clients does not blame a CA that is in order', async () => {
    const found = await judgedChain({ usages: FOR_CLIENTS, days: [-100, -10] });
    expect(found.map(({ cause }) => cause)).toEqual(['wrong-purpose', 'expired']);
  });

  it('names the very certificate that is not valid yet, or not any more', async () => {
    expect((await judgedChain({}, { days: [10, 100] }))[0]?.sentence).toMatch(/is not valid yet: CN=An Intermediate begins on 20/);
    expect((await judgedChain({ days: [10, 100] }))[0]?.sentence).toMatch(/is not valid yet: CN=mx\.partner\.example begins on 20/);
    expect((await judgedChain({}, { days: [-100, -10] }))[0]?.sentence).toMatch(/has expired: CN=An Intermediate ended on 20/);
  });

  it('names the certificate of the server itself where that has expired, whatever else is sent along', async () => {
    const old = await issue(null, { commonName: 'Old Root', authority: true, days: [-2000, -700] });
    const intermediate = await issue(authorities.root, { commonName: 'An Intermediate', authority: true });
    const leaf = await issue(intermediate, { commonName: HOST, names: [{ type: 'dns', value: HOST }], days: [-90, -1] });
    // The root of today, signed by one that ended long ago.
    const cross = await crossSigned(authorities.root, old, [-1500, -700]);
    const report = await probeScript({ tls: { cert: `${leaf.pem}${intermediate.pem}${cross}`, key: leaf.key } }, { ca: authorities.ca });
    expect(report.hosts[0]!.tls?.chain.map(({ daysLeft }) => Number(daysLeft) < 0)).toEqual([true, false, true]);
    const [diagnosis] = judgeProbe(report, CONSTRAINT_SETS.ca).hosts[0]!.diagnoses;
    expect(diagnosis?.sentence).toMatch(/has expired: CN=mx\.partner\.example ended on 20/);
  });

  it('of a certificate that is trusted for what it is, and not valid yet, is the date', async () => {
    const own = await issue(null, { commonName: HOST, names: [{ type: 'dns', value: HOST }], days: [10, 100], authority: true });
    const report = await probeScript({ tls: { cert: own.pem, key: own.key } }, { ca: own.pem });
    const [diagnosis] = judgeProbe(report, CONSTRAINT_SETS.ca).hosts[0]!.diagnoses;
    expect([diagnosis?.cause, diagnosis?.sentence]).toEqual(['not-yet-valid', expect.stringMatching(/begins on 20\S+Z\. It is signed by itself, so that nobody trusts it who was not given it\.$/)]);
  });

  it('of an issuer without a name says so', async () => {
    const report = await probeScript({ tls: authorities.credentials.missingIntermediate }, { ca: authorities.ca });
    const [host] = report.hosts;
    const withTop = (more: object, verificationError: string): string | undefined => {
      const chain = [{ ...host!.tls!.chain[0]!, ...more }];
      return judgeProbe({ ...report, hosts: [{ ...host!, tls: { ...host!.tls!, chain, verificationError } }] }, CONSTRAINT_SETS.ca).hosts[0]!.diagnoses[0]?.sentence;
    };
    expect(withTop({ issuer: '' }, 'UNABLE_TO_VERIFY_LEAF_SIGNATURE')).toContain('does not send the certificate of an issuer without a name, which should');
    expect(withTop({ subject: '' }, 'SELF_SIGNED_CERT_IN_CHAIN')).toMatch(/not trusted: one without a name\.$/);
  });

  it('of implicit TLS does not promise plaintext on a port that has none', async () => {
    const report = await probeScript({ implicitTls: true, handshake: 'drop' });
    const last = judgeProbe(report, CONSTRAINT_SETS.tls).hosts[0]!.diagnoses[0]!.remedies.at(-1);
    expect(last).toMatchObject({ kind: 'switch-off-option', text: expect.stringContaining('use a port without implicit TLS, and switch off `tls`') as unknown });
  });

  it('names each fault of a certificate that has two', async () => {
    expect((await diagnosesOf('expired, self-signed', 'ca')).map(({ cause }) => cause)).toEqual(['self-signed', 'expired']);
  });

  it('of another fault of the chain gives its code', async () => {
    const report = await probeScript({ tls: authorities.credentials.selfSigned });
    const [host] = report.hosts;
    const leaf = { ...host!.tls!.chain[0]!, selfIssued: false };
    const revoked: ProbeReport = { ...report, hosts: [{ ...host!, tls: { ...host!.tls!, chain: [leaf], verificationError: 'CERT_REVOKED' } }] };
    const [diagnosis] = judgeProbe(revoked, CONSTRAINT_SETS.ca).hosts[0]!.diagnoses;
    expect([diagnosis?.cause, diagnosis?.sentence]).toEqual(['other-chain-fault', `The chain of certificates of ${HOST} does not hold: CERT_REVOKED.`]);
  });
});

describe('the name on a certificate', () => {
  const adviceFor = async (credentials: 'wrongName' | 'wildcardTwoLabels' | 'addressName', route?: 'mx'): Promise<string | undefined> => {
    const report = await probeScript({ tls: authorities.credentials[credentials] }, { ca: authorities.ca });
    const judged = judgeProbe(route === undefined ? report : { ...report, route: { kind: 'mx', domain: 'partner.example' }, hosts: [{ ...report.hosts[0]!, preference: 10 }] }, CONSTRAINT_SETS.name);
    return judged.hosts[0]!.diagnoses[0]!.remedies.find(({ kind }) => kind === 'use-certificate-name')?.text;
  };

  it('is what to use for a host, and what to put into DNS for a domain', async () => {
    expect(await adviceFor('wrongName')).toBe('Use the host name that is on the certificate: `mail.elsewhere.example` or `smtp.elsewhere.example`.');
    expect(await adviceFor('wrongName', 'mx')).toBe('Have the MX record name the host as the certificate does: `mail.elsewhere.example` or `smtp.elsewhere.example`.');
    expect(await adviceFor('wildcardTwoLabels')).toBe('Use the host name that is on the certificate: a name of the form `*.example`.');
    expect(await adviceFor('addressName')).toBe('Use the host name that is on the certificate: `127.0.0.1`.');
    expect(await adviceFor('addressName', 'mx')).toBe(undefined);
  });

  it('is for an MX record to be made, where a domain has none', async () => {
    const report = await probeScript({ tls: authorities.credentials.wrongName });
    const textAt = (preference: number | null): string | undefined =>
      judgeProbe({ ...report, route: { kind: 'mx', domain: HOST }, hosts: [{ ...report.hosts[0]!, preference }] }, CONSTRAINT_SETS.name).hosts[0]!.diagnoses[0]!.remedies[0]?.text;
    const names = '`mail.elsewhere.example` or `smtp.elsewhere.example`';
    expect(textAt(10)).toBe(`Have the MX record name the host as the certificate does: ${names}.`);
    expect(textAt(null)).toBe(`Have the domain, which has no MX record, given one that names the host as the certificate does: ${names}.`);
  });

  it('is no advice where there is none', async () => {
    const report = await probeScript({ tls: authorities.credentials.wrongName });
    const [host] = report.hosts;
    const nameless = { ...report, hosts: [{ ...host!, tls: { ...host!.tls!, chain: [{ ...host!.tls!.chain[0]!, names: [], commonName: null }] } }] };
    const [diagnosis] = judgeProbe(nameless, CONSTRAINT_SETS.name).hosts[0]!.diagnoses;
    expect(diagnosis?.sentence).toContain('it is for no host at all');
    expect(diagnosis?.remedies.map(({ kind }) => kind)).toEqual(['install-certificate', ...LAST]);
  });

  it.each([
    ['localhost', ['install-certificate', ...LAST], '`localhost`'],
    ['Plesk Panel', ['install-certificate', ...LAST], '`Plesk Panel`'],
    ['', ['install-certificate', ...LAST], 'no host at all'],
    ['mail.elsewhere.example', ['use-certificate-name', 'install-certificate', ...LAST], '`mail.elsewhere.example`'],
  ])('is no advice where it is no name of a mail host: %j', async (commonName, kinds, words) => {
    const { pem, key } = await issue(null, { commonName });
    const [diagnosis] = judgeProbe(await probeScript({ tls: { cert: pem, key } }), CONSTRAINT_SETS.name).hosts[0]!.diagnoses;
    expect([diagnosis?.remedies.map(({ kind }) => kind), diagnosis?.sentence]).toEqual([kinds, `The certificate of ${HOST} does not bear that name; it is for ${words}.`]);
  });

  it('is the common name where there are no others, and the first few of many', async () => {
    const report = await probeScript({ tls: authorities.credentials.wrongName });
    const [host] = report.hosts;
    const withNames = (names: string[], commonName: string): Diagnosis => {
      const chain = [{ ...host!.tls!.chain[0]!, names, commonName }];
      return judgeProbe({ ...report, hosts: [{ ...host!, tls: { ...host!.tls!, chain } }] }, CONSTRAINT_SETS.name).hosts[0]!.diagnoses[0]!;
    };
    expect(withNames([], 'old.example').remedies[0]?.text).toContain('`old.example`');
    expect(withNames(['', 'localhost', 'a b.example', 'mx.example'], '').remedies[0]?.text).toBe('Use the host name that is on the certificate: `mx.example`.');
    expect(withNames(['*.a b.example'], '').remedies[0]?.kind).toBe('install-certificate');
    expect(withNames([''], '').sentence).toContain('it is for no host at all');
    expect(withNames(['a', 'b', 'c', 'd', 'e', 'f', 'g'], '').sentence).toContain('`a`, `b`, `c`, `d`, `e` and 2 more');
  });
});

it('says what the outcome means for mail', async () => {
  const good = await probeScript({ tls: authorities.credentials.good }, { ca: authorities.ca });
  const bad = await probeScript({ ehlo: '250 no\r\n' });
  const gone = await probeScript({ greeting: '521 no\r\n' });
  const silent = await probeScript({ greeting: '421 no\r\n' });
  expect([good, bad, gone, silent].map((report) => judgeProbe(report, CONSTRAINT_SETS['ca+name']).consequence)).toEqual([
    `Mail through \`${HOST}\` is delivered under these requirements.`,
    `A setting with these requirements, saved as things are, makes every mail through \`${HOST}\` bounce at the first attempt.`,
    `\`${HOST}\` takes no mail, with or without TLS.`,
    `Nothing can be said about \`${HOST}\` yet: a mail host was not reached, or failed for now, and mail would wait and be tried again.`,
  ]);
});
