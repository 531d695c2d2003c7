// The probe against real mail servers of Debian, with TLS and without.
import { execFile } from 'node:child_process';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { judgeProbe } from '../../src/probe/judgement.js';
import { probe } from '../../src/probe/probe.js';
import type { ProbeReport } from '../../src/probe/report.js';
import { HOST, issue, testAuthorities } from './authority.js';
import type { Credentials, TestAuthorities } from './authority.js';
import { CONSTRAINT_SETS, SET_NAMES } from './constraint-sets.js';
import { startMta } from './debian-mta.js';
import type { MtaName, RunningMta } from './debian-mta.js';
import { reasonAgainst, tellLeftOut } from './debian-package.js';

const WITH_TLS: readonly MtaName[] = ['postfix', 'exim'];
const WORDS: Readonly<Record<MtaName, RegExp>> = { postfix: /Postfix/, exim: /Exim/, opensmtpd: /OpenSMTPD/ };

// The first run on a machine downloads.
vi.setConfig({ testTimeout: 180_000 });

const reason = await reasonAgainst();
type Kind = 'good' | 'selfSigned';
let authorities: TestAuthorities;
/** OpenSMTPD takes no elliptic keys. */
let rsa: Readonly<Record<Kind, Credentials>>;
const running: RunningMta[] = [];

beforeAll(async () => {
  authorities = await testAuthorities();
  const wanted = { commonName: HOST, names: [{ type: 'dns', value: HOST }], rsa: 2048 } as const;
  const [good, selfSigned] = await Promise.all([issue(authorities.root, wanted), issue(null, wanted)]);
  rsa = { good: { cert: good.pem, key: good.key }, selfSigned: { cert: selfSigned.pem, key: selfSigned.key } };
});
afterAll(async () => {
  await Promise.all(running.map((mta) => mta.stop()));
});

if (reason !== null) {
  tellLeftOut(`the probe against ${[...WITH_TLS, 'opensmtpd'].join(', ')}`, reason);
  it(`is left out for ${[...WITH_TLS, 'opensmtpd'].join(', ')}: ${reason}`, () => expect(reason).not.toBe(''));
} else {
  describe.each(WITH_TLS)('%s', (name) => {
    it.concurrent('with a good certificate takes mail under every constraint', async ({ expect }) => {
      const { report } = await probed(name, 'good');
      expect(outcomes(report)).toEqual(['deliver', 'deliver', 'deliver', 'deliver', 'deliver', 'deliver']);
      const [host] = report.hosts;
      const steps = ['connect', 'greeting', 'ehlo', 'starttls', 'handshake', 'ehlo-over-tls'];
      expect(host?.steps.map(({ name: step, ok }) => `${step} ${ok}`)).toEqual(steps.map((step) => `${step} true`));
      expect(host?.steps[1]?.reply?.lines[0]).toMatch(WORDS[name]);
      expect(host?.session).toEqual({ tls: true, version: 'TLSv1.3', certificate: { trusted: true, hostnameMatches: true, expired: false } });
      expect(host?.versions).toMatchObject({ 'TLSv1.2': 'accepted', 'TLSv1.3': 'accepted' });
      expect([host?.failure, host?.warnings]).toEqual([null, []]);
    });

    it.concurrent('with a self-signed certificate fails what asks for a CA', async ({ expect }) => {
      const { report } = await probed(name, 'selfSigned');
      expect(outcomes(report)).toEqual(['deliver', 'deliver', 'deliver', 'bounce', 'deliver', 'bounce']);
    });

    withoutTls(name);
  });

  describe('opensmtpd', () => {
    // Debian 12 links it with an OpenSSL in which it no longer finds its own private key, so that no client gets through its handshake.
    it.concurrent('with TLS gets the verdict that the client of OpenSSL gives it', async ({ expect }) => {
      const { report, port } = await probed('opensmtpd', 'selfSigned');
      const refused = ['deliver', 'bounce', 'bounce', 'bounce', 'bounce', 'bounce'];
      expect(report.hosts[0]?.steps[1]?.reply?.lines[0]).toMatch(WORDS.opensmtpd);
      expect(outcomes(report)).toEqual((await opensslGetsThrough(port)) ? ['deliver', 'deliver', 'deliver', 'bounce', 'deliver', 'bounce'] : refused);
    });

    withoutTls('opensmtpd');
  });
}

function withoutTls(name: MtaName): void {
  it.concurrent('without TLS takes mail that requires nothing, alone', async ({ expect }) => {
    const { report } = await probed(name, null);
    expect(outcomes(report)).toEqual(['deliver', 'bounce', 'bounce', 'bounce', 'bounce', 'bounce']);
    expect([report.hosts[0]?.starttls, report.hosts[0]?.session]).toEqual(['not-offered', { tls: false }]);
  });
}

function opensslGetsThrough(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const client = execFile('openssl', ['s_client', '-connect', `127.0.0.1:${port}`, '-starttls', 'smtp', '-brief'], (_error, stdout, stderr) => {
      resolve((stdout + stderr).includes('CONNECTION ESTABLISHED'));
    });
    client.stdin?.end('QUIT\r\n');
  });
}

async function probed(name: MtaName, kind: Kind | null): Promise<{ report: ProbeReport; port: number }> {
  const credentials = name === 'opensmtpd' ? rsa : authorities.credentials;
  const mta = await startMta(name, kind === null ? null : credentials[kind]);
  running.push(mta);
  const dns = { resolveMx: () => Promise.resolve([]), resolve4: () => Promise.resolve(['127.0.0.1']), resolve6: () => Promise.resolve([]) };
  const report = await probe({ kind: 'host', host: HOST, port: mta.port, mxLookup: false }, { ca: authorities.ca, dns, versions: kind === 'good' });
  return { report, port: mta.port };
}

function outcomes(report: ProbeReport): string[] {
  return SET_NAMES.map((set) => judgeProbe(report, CONSTRAINT_SETS[set]).outcome);
}
