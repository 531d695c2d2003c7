// The guide "turning on TLS without losing mail": its files are written, its commands run in their order, and print what it says.
import { execFile } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { builtFile } from '../package/built-package.js';
import { root } from '../package/source-file.js';
import { HOST, testAuthorities } from '../servers/authority.js';
import { startDnsServer } from '../servers/dns-server.js';
import type { DnsServer } from '../servers/dns-server.js';
import { startMailServer } from '../servers/mail-server.js';
import type { MailServer } from '../servers/mail-server.js';

type Step =
  | { readonly kind: 'file'; readonly name: string; readonly text: string }
  | { readonly kind: 'command'; readonly name: string; readonly words: string; readonly code: number; readonly out: string | null };

const steps = stepsOf(readFileSync(join(root, 'docs/turning-on-tls.md'), 'utf8'));
const folder = mkdtempSync(join(tmpdir(), 'smtp-tls-policy-guide-'));
let dns: DnsServer;
let server: MailServer;

/** The program by its name; `probe` is led to the servers of the test, whose one certificate is that of the bank's host. */
beforeAll(async () => {
  const { ca, credentials } = await testAuthorities();
  server = await startMailServer({ tls: credentials.good });
  dns = await startDnsServer({
    'bank.example': { mx: [[10, HOST]] },
    'clinic.example': { mx: [[10, 'mx.clinic.example']] },
    [HOST]: { a: ['127.0.0.1'] },
    'mx.clinic.example': { a: ['127.0.0.1'] },
  });
  mkdirSync(join(folder, 'bin'));
  writeFileSync(join(folder, 'bin', 'ca.pem'), ca);
  const led = `set -- "$@" --dns ${dns.address} --port ${server.port} --ca ${join(folder, 'bin', 'ca.pem')}`;
  const program = join(folder, 'bin', 'smtp-tls-policy');
  writeFileSync(program, `#!/bin/sh\n[ "$1" = probe ] && ${led}\nexec "${process.execPath}" "${builtFile('cli.js')}" "$@"\n`);
  chmodSync(program, 0o755);
});
afterAll(async () => {
  await Promise.all([dns.close(), server.close()]);
  rmSync(folder, { recursive: true });
});

describe('the guide', () => {
  it('has files and commands', () => {
    expect(steps.filter(({ kind }) => kind === 'file').length).toBeGreaterThan(2);
    expect(steps.filter(({ kind }) => kind === 'command').length).toBeGreaterThan(6);
  });

  it.each(steps.map((step) => [`${step.kind} ${step.name}`, step] as const))('%s', async (_name, step) => {
    if (step.kind === 'file') {
      writeFileSync(join(folder, step.name), step.text);
      expect(readFileSync(join(folder, step.name), 'utf8')).not.toBe('');
      return;
    }
    const { code, out, err } = await run(step.words);
    expect([code, err]).toEqual([step.code, '']);
    if (step.out !== null) expect(withoutChance(out)).toBe(withoutChance(step.out));
  });
});

/** `<!-- file: NAME -->` before a block writes it; a `sh` block is one command; a `text` block right after it is what it prints. */
function stepsOf(text: string): Step[] {
  const blocks = [...text.matchAll(/(?:<!-- file: (\S+) -->\n)?^```(\w+)\n(.*?)^```$(?=\n(\n```text\n(.*?)^```$)?)/gms)];
  return blocks.flatMap(([, name, language, content = '', , printed]): Step[] => {
    if (name !== undefined) return [{ kind: 'file', name, text: content }];
    if (language !== 'sh') return [];
    const [words = '', remark] = content.trimEnd().split(' # exits with ');
    return [{ kind: 'command', name: words.split('\n')[0] ?? '', words, code: Number(remark ?? 0), out: printed ?? null }];
  });
}

/** What differs from run to run: times, hashes, and the blanks that keep columns apart. */
function withoutChance(text: string): string {
  return text.replace(/sha256:[0-9a-f]+|\d{4}-\d\d-\d\dT[\d:.]+Z|\d+ ms/g, '(differs)');
}

function run(words: string): Promise<{ code: unknown; out: string; err: string }> {
  const environment = { ...process.env, PATH: `${join(folder, 'bin')}${delimiter}${process.env['PATH'] ?? ''}`, NO_COLOR: '1' };
  return new Promise((resolve) => {
    const child = execFile('sh', ['-e', '-c', words], { cwd: folder, env: environment }, (_error, out, err) => resolve({ code: child.exitCode, out, err }));
  });
}
