// Certificates that no honest server has: the probe describes each, judges it, and lets none of it reach a terminal unescaped.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { judgeProbe } from '../../src/probe/judgement.js';
import { probe } from '../../src/probe/probe.js';
import type { HostReport } from '../../src/probe/report.js';
import { runWith } from '../unit/cli/stand-in-io.js';
import { HOST, issue } from './authority.js';
import type { Credentials, Issued, Wanted } from './authority.js';
import { CONSTRAINT_SETS, SET_NAMES } from './constraint-sets.js';
import { startMailServer } from './mail-server.js';

const named: Wanted = { commonName: HOST, names: [{ type: 'dns', value: HOST }] };
const CONTROL = '\u001b]0;x\u0007\u009b2J\r\n\u202e\u0000';

const sent = ({ pem, key }: Issued, ...above: string[]): Credentials => ({ cert: [pem, ...above].join(''), key });

/** A certificate with some of its bytes changed, for which the key is still the right one. */
function altered({ certificate }: Issued, change: (bytes: Buffer) => void): string {
  const bytes = Buffer.from(certificate.rawData);
  change(bytes);
  return `-----BEGIN CERTIFICATE-----\n${bytes.toString('base64').replace(/.{64}/g, '$&\n')}\n-----END CERTIFICATE-----\n`;
}

/** Writes over both dates, each a UTCTime of 13 bytes (RFC 5280 section 4.1.2.5.1). */
function withDates(issued: Issued, text: string): Credentials {
  const cert = altered(issued, (bytes) => {
    const first = bytes.indexOf(Buffer.from([0x17, 0x0d]));
    for (const at of [first, first + 15]) bytes.write(text, at + 2, 'latin1');
  });
  return { cert, key: issued.key };
}

/** Changes the algorithm of the key (id-ecPublicKey) into one that nobody knows. */
function withStrangeKey(issued: Issued): string {
  return altered(issued, (bytes) => {
    const oid = Buffer.from('2a8648ce3d0201', 'hex');
    bytes[bytes.indexOf(oid) + oid.length - 1] = 0x7f;
  });
}

async function manyAbove(count: number): Promise<Credentials> {
  const chain: Issued[] = [await issue(null, { commonName: 'Root 0', authority: true })];
  for (let index = 1; index < count; index++) chain.unshift(await issue(chain[0]!, { commonName: `Intermediate ${index}`, authority: true }));
  return sent(await issue(chain[0]!, named), ...chain.map(({ pem }) => pem));
}

const names = (count: number): Wanted['names'] & {} => Array.from({ length: count }, (_, index) => ({ type: 'dns', value: `host-${index}.example` }));

it.each<[string, () => Promise<Credentials>, (host: HostReport) => void]>([
  ['two thousand names', async () => sent(await issue(null, { ...named, names: names(2000) })), ({ tls }) => expect(tls?.chain[0]?.names.length).toBe(150)],
  ['names of control characters', async () => sent(await issue(null, { commonName: CONTROL, names: [{ type: 'dns', value: `${CONTROL}.example` }] })), ({ tls }) => expect(tls?.chain[0]?.names.length).toBe(1)],
  ['a name without end', async () => sent(await issue(null, { commonName: HOST, names: [{ type: 'dns', value: 'x.'.repeat(20_000) }] })), ({ tls }) => expect(tls?.chain[0]?.names[0]?.length).toBe(300)],
  ['names of no text', async () => sent(await issue(null, { commonName: '', names: [{ type: 'dns', value: '' }] })), ({ session }) => expect(session).toMatchObject({ certificate: { hostnameMatches: false } })],
  ['names that imitate others', async () => sent(await issue(null, { commonName: `x\nCN=${HOST}`, names: [{ type: 'dns', value: `a, DNS:${HOST}` }, { type: 'url', value: `x:, DNS:${HOST}` }] })), ({ session }) => expect(session).toMatchObject({ certificate: { hostnameMatches: false } })],
  ['dates that cannot be read', async () => withDates(await issue(null, named), 'xxxxxxxxxxxxx'), ({ tls }) => expect(tls?.chain[0]).toMatchObject({ validFrom: '', validTo: '', daysLeft: null })],
  ['dates that no calendar has', async () => withDates(await issue(null, named), '999999999999Z'), ({ tls }) => expect(tls?.chain[0]?.daysLeft).toBe(null)],
  ['a key on a curve of 521 bits', async () => sent(await issue(null, { ...named, curve: 'P-521' })), ({ tls }) => expect(tls?.chain[0]?.key).toBe('EC secp521r1')],
  ['a key of Ed25519', async () => sent(await issue(null, { ...named, curve: 'Ed25519' })), ({ tls }) => expect(tls?.chain[0]?.key).toBe('ED25519')],
  ['a CA whose key nobody knows', async () => {
    const authority = await issue(null, { commonName: 'Strange CA', authority: true });
    return sent(await issue(authority, named), withStrangeKey(authority));
  }, ({ tls }) => expect(tls?.chain.length).toBe(1)],
  ['thirty certificates above it', () => manyAbove(30), ({ tls }) => expect(tls?.chain.length).toBe(31)],
])('a certificate with %s', async (_name, make, check) => {
  const mail = await startMailServer({ tls: { ...(await make()), ciphers: 'DEFAULT:@SECLEVEL=0' } });
  const folder = mkdtempSync(join(tmpdir(), 'smtp-tls-policy-'));
  try {
    const ca = (await issue(null, { commonName: 'Somebody Else', authority: true })).pem;
    writeFileSync(join(folder, 'ca.pem'), ca);
    const dns = { resolveMx: () => Promise.resolve([]), resolve4: () => Promise.resolve(['127.0.0.1']), resolve6: () => Promise.resolve([]) };
    const report = await probe({ kind: 'host', host: HOST, port: mail.port, mxLookup: false }, { ca, dns });
    expect(report.hosts[0]?.session).toMatchObject({ tls: true, certificate: { trusted: false } });
    check(report.hosts[0]!);
    expect(JSON.stringify(report)).toMatch(/^[\x20-\x7e]*$/);
    expect(JSON.parse(JSON.stringify(report))).toEqual(report);
    expect(SET_NAMES.map((set) => judgeProbe(report, CONSTRAINT_SETS[set]).outcome === 'bounce')).toEqual([false, false, false, true, expect.any(Boolean), true]);
    for (const set of SET_NAMES) expect(JSON.stringify(judgeProbe(report, CONSTRAINT_SETS[set]))).toMatch(/^[\x20-\x7e]*$/);
    const { out, code } = await runWith(['probe', '--ca', join(folder, 'ca.pem'), `127.0.0.1:${mail.port}`]);
    expect(code).toBe(1);
    expect(out).toMatch(/^[\n\x20-\x7e…]*$/);
  } finally {
    await mail.close();
    rmSync(folder, { recursive: true });
  }
});
