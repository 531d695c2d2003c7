// `postfix config`: what it prints and writes, and what it refuses.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { folderWith, runWith } from '../stand-in-io.js';

const folder = folderWith({
  'policy.json': JSON.stringify({
    addressLists: { partners: 'partner.example' },
    orgUnits: [{ path: '/', settings: [{ id: 'partners', appliesTo: ['inbound', 'outbound'], addressLists: ['partners'], require: { validateHostname: false } }] }],
  }),
  'broken.json': '{',
});
const policy = join(folder, 'policy.json');
const config = (...words: readonly string[]): ReturnType<typeof runWith> => runWith(['postfix', 'config', '--policy', policy, ...words]);

it('prints three parts, for the listeners of the daemon', async () => {
  const { code, out, err } = await config();
  expect([code, err]).toEqual([0, '']);
  expect(out.match(/^#####.*$/gm)).toEqual(['##### main.cf', '##### master.cf', '##### smtp-tls-policy-bounces.regexp, beside main.cf']);
  expect(out).toContain('\ntransport_maps = socketmap:inet:127.0.0.1:8460:transport\n');
  expect(out).toContain('\nsmtpd_milters = inet:127.0.0.1:8462\n');
  expect(out).toContain('Postfix has no level for a CA-signed certificate without the name');
});

it('configures the listeners that are named, and no more', async () => {
  const { code, out } = await config('--socketmap', 'unix:/run/maps.sock', '--http', '127.0.0.1:0', '--ca-file', '/etc/ca.pem');
  expect(code).toBe(1);
  expect(out).toContain('\nsmtp_tls_CAfile = /etc/ca.pem\n');
  expect(out).toContain('socketmap:unix:/run/maps.sock:sender-transport');
  expect(out).not.toContain('smtpd_milters =');
  expect(out).toContain('The policy has settings for inbound mail, and no milter was named.');
});

it('writes files to be appended', async () => {
  const target = folderWith({});
  const { code, out } = await config('--write', target);
  expect(code).toBe(0);
  expect(readdirSync(target).sort()).toEqual(['smtp-tls-policy-bounces.regexp', 'smtp-tls-policy-main.cf', 'smtp-tls-policy-master.cf']);
  expect(readFileSync(join(target, 'smtp-tls-policy-master.cf'), 'utf8')).toContain('\ntls-root unix - - n - - smtp\n');
  expect(out).toContain('  cat smtp-tls-policy-main.cf >> /etc/postfix/main.cf\n');
  expect(out).toContain('(partners at /)\n');
});

it('prints what the version of Postfix knows', async () => {
  expect((await config()).out).toContain('\ntls_required_enable = no\n');
  expect((await config('--postfix-version', '3.7.11')).out).not.toContain('tls_required_enable');
});

it('prints JSON', async () => {
  const { out } = await config('--json');
  expect(JSON.parse(out)).toMatchObject({ mainCf: expect.any(String), masterCf: expect.any(String), bounceFilter: expect.any(String), limits: [{ code: 'certificate-checks-are-joined', settings: ['partners at /'] }] });
});

it.each<[string, readonly string[], string]>([
  ['without a policy', ['postfix', 'config'], 'name the policy: --policy FILE'],
  ['with an operand', ['postfix', 'config', policy], 'is no option'],
  ['with a port that nobody knows', ['postfix', 'config', '--policy', policy, '--milter', '127.0.0.1:0'], '--milter: name the port'],
  ['with a version that is too old', ['postfix', 'config', '--policy', policy, '--postfix-version', '3.5.25'], 'write 3.6 or a newer one'],
  ['with a version that is none', ['postfix', 'config', '--policy', policy, '--postfix-version', 'new'], 'write 3.6 or a newer one'],
  ['with a path that Postfix cannot read', ['postfix', 'config', '--policy', policy, '--milter', 'unix:/run/my milter'], '--milter: name a path that Postfix can read'],
  ['with a policy that does not parse', ['postfix', 'config', '--policy', join(folder, 'broken.json')], 'the policy is not valid'],
  ['into a folder that is not there', ['postfix', 'config', '--policy', policy, '--write', join(folder, 'none')], 'cannot be written'],
])('%s it says what is wrong', async (_name, words, message) => {
  const { code, out, err } = await runWith(words);
  expect([code, out, err]).toEqual([2, '', expect.stringContaining(message)]);
});
