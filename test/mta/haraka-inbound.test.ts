// Mail that a real Haraka with the installed plugin takes or rejects (clauses S-4 to S-9 and S-22): the table of all MTAs, the reply profiles, where
// authentication comes from, clients that relay, and messages that are broken on purpose.
import { generateKeyPairSync } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ConnectionOptions } from 'node:tls';
import { dkimSign } from 'mailauth';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ReplyProfile } from '../../src/index.js';
import { root } from '../package/source-file.js';
import { issue } from '../servers/authority.js';
import { startDnsServer } from '../servers/dns-server.js';
import type { DnsServer } from '../servers/dns-server.js';
import { send } from './client.js';
import type { Sent } from './client.js';
import { installPackage, startHaraka, until } from './haraka-process.js';
import type { HarakaProcess, InstalledPackage } from './haraka-process.js';
import { AUTHSERV_ID, authenticationFields, INBOUND_CASES, INBOUND_POLICY, messageOf } from './inbound-cases.js';
import type { ClientKind } from './inbound-cases.js';

/** Takes mail, and tells of it. */
const KEEPER = `exports.register = function () {
  this.register_hook('queue', 'keep');
  this.register_hook('queue_outbound', 'keep');
};
exports.keep = function (next, { transaction }) {
  transaction.message_stream.get_data((data) => {
    this.lognotice('KEPT ' + JSON.stringify({ rcptTo: transaction.rcpt_to.map(({ address }) => address), data: data.toString('base64') }) + ' .');
    next(OK);
  });
};
`;

/** Stands for the plugins that authenticate; what they found is for the sender of the envelope to say. And ends the hooks of a message early. */
const STAND_IN = `exports.hook_data_post = function (next, connection) {
  const { transaction } = connection;
  const { user } = transaction.mail_from;
  if (user === 'dkim-pass') transaction.notes.dkim_results = [{ result: 'pass', domain: 'bank.example' }];
  if (user === 'dkim-fail') transaction.notes.dkim_results = [{ result: 'fail', domain: 'bank.example' }];
  if (user === 'spf-pass') transaction.results.add({ name: 'spf' }, { scope: 'mfrom', result: 'Pass', domain: 'bank.example' });
  if (user === 'spf-none') transaction.results.add({ name: 'spf' }, { scope: 'mfrom', result: 'None', domain: 'bank.example' });
  if (user === 'field-pass') connection.auth_results('dmarc=pass header.from=bank.example');
  if (user === 'field-fail') connection.auth_results('dmarc=fail header.from=bank.example');
  next(user === 'hasty' ? OK : undefined);
};
`;

/** The key of the bank, small enough for one string of a TXT record. */
const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 1024 });

let dns: DnsServer;
let installed: InstalledPackage;
let clients: Record<ClientKind, ConnectionOptions | null>;
let common: Record<string, string>;
let haraka: HarakaProcess;
const others = new Map<string, HarakaProcess>();

beforeAll(async () => {
  dns = await startDnsServer({ 's._domainkey.bank.example': { txt: [`v=DKIM1; k=rsa; p=${publicKey.export({ type: 'spki', format: 'der' }).toString('base64')}`] } });
  const [authority, server] = await Promise.all([issue(null, { commonName: 'Clients Root', authority: true }), issue(null, { commonName: AUTHSERV_ID })]);
  const [trusted, untrusted] = await Promise.all([issue(authority, { commonName: 'client.example' }), issue(null, { commonName: 'client.example' })]);
  const tls13 = { minVersion: 'TLSv1.3' } as const;
  clients = {
    plaintext: null,
    'tls-1.2': { maxVersion: 'TLSv1.2' },
    'tls-1.3': tls13,
    'client-certificate': { ...tls13, cert: trusted.pem, key: trusted.key },
    'untrusted-client-certificate': { ...tls13, cert: untrusted.pem, key: untrusted.key },
  };
  common = {
    plugins: 'smtp-tls-policy/haraka\ntls\nrcpt_to.in_host_list\nstand_in\nkeeper\n',
    host_list: 'organisation.example\n',
    'tls.ini': '[main]\nca=clients.pem\n',
    'clients.pem': authority.pem,
    'tls_cert.pem': server.pem,
    'tls_key.pem': server.key,
    'smtp-tls-policy.json': JSON.stringify(INBOUND_POLICY),
  };
  installed = await installPackage();
  // Fields of the server before this one are to stay as they are, so that bytes can be compared.
  haraka = await start('', `[authentication]\nsource = upstream\nauthserv_id = ${AUTHSERV_ID}\n`, { 'connection.ini': `${readFileSync(join(root, 'node_modules/haraka/config/connection.ini'), 'utf8')}\n[headers]\nclean_auth_results=false\n` });
});

afterAll(async () => {
  for (const one of others.values()) await one.remove();
  await installed.remove();
  await dns.close();
});

async function start(name: string, options: string, more: Record<string, string> = {}): Promise<HarakaProcess> {
  const config = { ...common, 'smtp-tls-policy.ini': options, ...more };
  const started = await startHaraka({ installed, dns: dns.address, mailPort: 1, plugins: { keeper: KEEPER, stand_in: STAND_IN }, config });
  others.set(name, started);
  return started;
}

describe('the table of all MTAs', () => {
  it.each(INBOUND_CASES.map((one) => [one.name, one] as const))('%s', async (_name, one) => {
    const bytes = messageOf(one, authenticationFields(one));
    const sent = await send({ port: haraka.port, tls: clients[one.client] }, { mailFrom: 'bounces@client.example', rcptTo: one.rcptTo, bytes });
    if (one.rejected === null) {
      expect(sent).toMatchObject({ accepted: true, refused: [] });
      expect(await soonKeptBy(haraka, one.name)).toEqual([{ rcptTo: [...one.rcptTo], bytes }]);
    } else {
      const { code, enhancedCode, setting, foregone = false } = one.rejected;
      expect(sent).toMatchObject({ accepted: false, code, command: foregone ? 'RCPT TO' : 'DATA' });
      expect(wordsOf(sent)).toMatch(new RegExp(`^${code} ${enhancedCode.replaceAll('.', '\\.')} Secure transport required: .* \\(setting ${setting}\\)$`));
    }
  });

  it('delivers nothing of what it rejects', async () => {
    await soonKeptBy(haraka, INBOUND_CASES.filter(({ rejected }) => rejected === null).at(-1)!.name);
    const kept = INBOUND_CASES.filter(({ name }) => keptBy(haraka, name).length > 0);
    expect(kept.map(({ name }) => name)).toEqual(INBOUND_CASES.filter(({ rejected }) => rejected === null).map(({ name }) => name));
  });
});

describe('the reply profiles', () => {
  const profiles: readonly (readonly [ReplyProfile, string, string])[] = [
    ['rfc3207', '530 5.7.0', '530 5.7.0'],
    ['postfix', '550 5.7.4', '550 5.7.5'],
    ['exchange', '550 5.7.321', '550 5.7.5'],
    ['gmail', '421 4.7.0', '421 4.7.0'],
  ];

  beforeAll(async () => {
    // Some of them try something else as well.
    await Promise.all([
      start('rfc3207', 'reply_profile = rfc3207\n', { plugins: `${common['plugins']!}dkim\n` }),
      start('postfix', 'reply_profile = postfix\n[authentication]\nsource = field\n'),
      start('exchange', 'reply_profile = exchange\n', { plugins: `${common['plugins']!}relay\n`, 'relay.ini': '[relay]\nacl=true\n', relay_acl_allow: '127.0.0.1/32\n' }),
      start('gmail', 'reply_profile = gmail\n'),
    ]);
  });

  it.each(profiles)('%s answers %s without TLS, %s with a version that is too low', async (profile, withoutTls, tooLow) => {
    const plain = await sendTo(others.get(profile)!, 'plaintext', { mailFrom: 'a@b.example', rcptTo: ['ada@organisation.example'], from: 'ann@partner.example' });
    const old = await sendTo(others.get(profile)!, 'tls-1.2', { mailFrom: 'a@b.example', rcptTo: ['sue@organisation.example'], from: 'ann@partner.example' });
    expect([codesOf(plain), codesOf(old)]).toEqual([withoutTls, tooLow]);
  });

  it('gmail leaves an answer that ends the connection for the end of the message', async () => {
    const sent = await sendTo(others.get('gmail')!, 'plaintext', { mailFrom: 'a@b.example', rcptTo: ['bo@organisation.example'], from: 'ann@elsewhere.example' });
    expect([sent.accepted ? '' : sent.command, codesOf(sent)]).toEqual(['DATA', '421 4.7.0']);
  });

  it.each([
    ['rfc3207', 'dkim-pass', false],
    ['rfc3207', 'dkim-fail', true],
    ['rfc3207', 'spf-pass', false],
    ['rfc3207', 'spf-none', true],
    // The plugin `dkim` has looked, and found no signature.
    ['rfc3207', 'unsigned', true],
    ['postfix', 'field-pass', false],
    ['postfix', 'field-fail', true],
    // Its results count for nothing where the field does.
    ['postfix', 'dkim-fail', false],
  ])('authentication comes from where the options say: %s, %s', async (profile, user, accepted) => {
    const sent = await sendTo(others.get(profile)!, 'plaintext', { mailFrom: `${user}@bank.example`, rcptTo: ['ada@organisation.example'], from: 'ann@bank.example' });
    expect(sent.accepted).toBe(accepted);
  });

  it.each([
    ['a good signature', (message: string) => message, '530 5.7.0'],
    ['a signature over another message', (message: string) => message.replace('hello', 'hallo'), null],
  ])('the plugin `dkim` of Haraka is believed: %s', async (_what, change, rejected) => {
    const message = 'From: ann@bank.example\r\nSubject: hello\r\nDate: Mon, 30 Nov 2026 12:00:00 +0000\r\n\r\nhello\r\n';
    const { signatures } = await dkimSign(message, { signTime: new Date(Date.now() - 60_000), signatureData: [{ signingDomain: 'bank.example', selector: 's', privateKey: privateKey.export({ type: 'pkcs8', format: 'pem' }) }] } as Parameters<typeof dkimSign>[1]);
    const sent = await send({ port: others.get('rfc3207')!.port, tls: null }, { mailFrom: 'bounces@client.example', rcptTo: ['ada@organisation.example'], bytes: `${signatures}${change(message)}` });
    expect(sent.accepted ? null : codesOf(sent)).toBe(rejected);
  });

  it.each([
    ['the organisation itself', ['ada@organisation.example'], '550 5.7.321'],
    ['others', ['someone@elsewhere.example'], null],
    ['both', ['someone@elsewhere.example', 'ada@organisation.example'], '550 5.7.321'],
  ])('a client that may relay is looked at for mail to %s', async (_whom, rcptTo, rejected) => {
    const sent = await sendTo(others.get('exchange')!, 'plaintext', { mailFrom: 'a@partner.example', rcptTo, from: 'ann@partner.example' });
    expect(sent.accepted ? null : codesOf(sent)).toBe(rejected);
  });
});

describe('messages that are broken on purpose', () => {
  const many = 'X-Padding: x\r\n'.repeat(1100);

  it.each([
    ['a header that begins with an empty line', '\r\nFrom: ann@elsewhere.example\r\n\r\nx\r\n', false],
    ['a thousand fields before that of a partner', `${many}From: ann@partner.example\r\n\r\nx\r\n`, false],
    ['a thousand fields before that of somebody else', `${many}From: ann@elsewhere.example\r\n\r\nx\r\n`, true],
    ['a dot that was stuffed before the field of a partner', '.From: ann@elsewhere.example\r\nFrom: ann@partner.example\r\n\r\nx\r\n', false],
    ['no body', 'From: ann@partner.example\r\n', false],
  ])('%s', async (_what, bytes, accepted) => {
    const sent = await send({ port: haraka.port, tls: null }, { mailFrom: 'a@b.example', rcptTo: ['ada@organisation.example'], bytes });
    expect(sent.accepted).toBe(accepted);
  });

  it('a plugin that ends the hooks of a message early does not take it past the policy', async () => {
    const sent = await sendTo(haraka, 'plaintext', { mailFrom: 'hasty@b.example', rcptTo: ['ada@organisation.example'], from: 'ann@partner.example' });
    expect([sent.accepted, codesOf(sent)]).toEqual([false, '550 5.7.10']);
  });

  it('a recipient who is rejected takes nobody along', async () => {
    const rcptTo = ['bo@organisation.example', 'ada@organisation.example'];
    const sent = await sendTo(haraka, 'plaintext', { mailFrom: 'a@b.example', rcptTo, from: 'ann@elsewhere.example', subject: 'one of two' });
    expect(sent).toMatchObject({ accepted: true, refused: [{ code: 550, recipient: 'bo@organisation.example' }] });
    expect((await soonKeptBy(haraka, 'one of two')).map((kept) => kept.rcptTo)).toEqual([['ada@organisation.example']]);
  });
});

interface Written {
  readonly mailFrom: string;
  readonly rcptTo: readonly string[];
  readonly from: string;
  readonly subject?: string;
}

function sendTo({ port }: HarakaProcess, client: ClientKind, { mailFrom, rcptTo, from, subject = 'hello' }: Written): Promise<Sent> {
  return send({ port, tls: clients[client] }, { mailFrom, rcptTo, bytes: `From: ${from}\r\nSubject: ${subject}\r\nDate: Mon, 30 Nov 2026 12:00:00 +0000\r\n\r\nhello\r\n` });
}

function wordsOf(sent: Sent): string {
  return sent.reply.trim();
}

function codesOf(sent: Sent): string {
  return /^\d+ \d\.\d+\.\d+/.exec(wordsOf(sent))?.[0] ?? wordsOf(sent);
}

interface Kept {
  readonly rcptTo: readonly string[];
  readonly bytes: string;
}

/** The log comes after the answer. */
function soonKeptBy(from: HarakaProcess, subject: string): Promise<Kept[]> {
  return until(() => {
    const kept = keptBy(from, subject);
    return kept.length === 0 ? undefined : kept;
  });
}

/** Without the trace field that Haraka writes at the top. */
function keptBy(from: HarakaProcess, subject: string): Kept[] {
  return [...from.log().matchAll(/KEPT (\{.*\}) \./g)]
    .map(([, json]) => JSON.parse(json!) as { rcptTo: string[]; data: string })
    .map(({ rcptTo, data }) => ({ rcptTo, bytes: Buffer.from(data, 'base64').toString().replace(/^Received: .*\r?\n([ \t].*\r?\n)*/, '') }))
    .filter(({ bytes }) => bytes.includes(`Subject: ${subject}\r\n`));
}
