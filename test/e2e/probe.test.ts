// The built program tests connections to servers on loopback, as a process of its own.
import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { builtFile } from '../package/built-package.js';
import { HOST, testAuthorities } from '../servers/authority.js';
import { startDnsServer } from '../servers/dns-server.js';
import type { DnsServer } from '../servers/dns-server.js';
import { startMailServer } from '../servers/mail-server.js';
import type { MailServer } from '../servers/mail-server.js';

const folder = mkdtempSync(join(tmpdir(), 'smtp-tls-policy-'));
let dns: DnsServer;
let good: MailServer;
let plain: MailServer;

beforeAll(async () => {
  const { ca, credentials } = await testAuthorities();
  writeFileSync(join(folder, 'ca.pem'), ca);
  dns = await startDnsServer({ 'partner.example': { mx: [[10, HOST]] }, [HOST]: { a: ['127.0.0.1'] } });
  good = await startMailServer({ tls: credentials.good });
  plain = await startMailServer({ ehlo: '250 no TLS here\r\n' });
});
afterAll(async () => {
  await Promise.all([dns.close(), good.close(), plain.close()]);
  rmSync(folder, { recursive: true });
});

function start(...words: readonly string[]): Promise<{ code: unknown; out: string; err: string }> {
  const all = [builtFile('cli.js'), 'probe', '--dns', dns.address, '--ca', join(folder, 'ca.pem'), ...words];
  return new Promise((resolve) => {
    const child = execFile(process.execPath, all, (_error, out, err) => resolve({ code: child.exitCode, out, err }));
  });
}

describe('the program', () => {
  it('ends with 0 where mail would be delivered', async () => {
    const { code, out, err } = await start('--port', String(good.port), 'partner.example');
    expect([code, out.split('\n')[0], err]).toEqual([0, 'deliver  the MX hosts of `partner.example`', '']);
  });

  it('ends with 1 where it would bounce, and says so to machines', async () => {
    const { code, out } = await start('--json', '--port', String(plain.port), 'partner.example');
    const { judgement } = JSON.parse(out) as { judgement: { outcome: string; hosts: { violations: { type: string }[] }[] } };
    expect([code, judgement.outcome, judgement.hosts[0]?.violations[0]?.type]).toEqual([1, 'bounce', 'starttls-not-supported']);
  });

  it('ends with 2 where nothing can be told', async () => {
    const { code, out } = await start('nowhere.example');
    expect([code, out.split(' ')[0]]).toEqual([2, 'undeliverable']);
  });

  it('probes the partners of the example policy, none of which is in this DNS', async () => {
    const { code, out } = await start('--all', join(import.meta.dirname, '../../examples/policy.yaml'));
    expect(code).toBe(2);
    expect(out).toMatch(/^Outcome +Partner +Mail goes to/);
    expect(out).toMatch(/^No partner that could be tested would bounce if the policy went live now; [1-9]\d* could not be tested\.$/m);
  });

  it.each(['SIGINT', 'SIGTERM'] as const)('ends by %s, and leaves nothing half written', async (signal) => {
    const silent = await startMailServer({ greeting: null });
    const child = spawn(process.execPath, [builtFile('cli.js'), 'probe', '--json', `127.0.0.1:${silent.port}`]);
    let out = '';
    child.stdout.on('data', (chunk: Buffer) => (out += chunk.toString()));
    const ended = once(child, 'close');
    await vi.waitFor(() => expect(silent.connections).toBe(1), { timeout: 10_000 });
    child.kill(signal);
    expect([await ended, out]).toEqual([[null, signal], '']);
    await silent.close();
  });
});
