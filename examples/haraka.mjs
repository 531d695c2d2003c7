// Haraka with the plugin, on loopback: a partner whose mail comes in with and without TLS, and mail that goes out to a partner with TLS and to one without.
// `npm run example:haraka`. It needs nothing but the packages of this project, and ends by itself: with 0 if everything went as it says.

import 'reflect-metadata';
import { spawn } from 'node:child_process';
import { webcrypto } from 'node:crypto';
import { copyFile, mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { BasicConstraintsExtension, cryptoProvider, PemConverter, SubjectAlternativeNameExtension, X509CertificateGenerator } from '@peculiar/x509';
import nodemailer from 'nodemailer';
import { SMTPServer } from 'smtp-server';

const root = fileURLToPath(new URL('..', import.meta.url));
const folder = await mkdtemp(join(tmpdir(), 'haraka-example-'));
let failures = 0;

cryptoProvider.set(webcrypto);
const authority = await certificate('Example Root', null);
const server = await certificate('127.0.0.1', authority);

// Two partners, and the mailboxes of the organisation itself.
const secure = await receive({ cert: server.pem, key: server.key });
const plain = await receive({ disabledCommands: ['STARTTLS'] });
const mailboxes = await receive({ disabledCommands: ['STARTTLS'] });

const policy = `domains: [organisation.example]
addressLists:
  secure: [secure.example]
  plain: [plain.example]
routes:
  to-secure: { host: '[127.0.0.1]', port: ${secure.port} } # instead of MX records, which need a DNS
  to-plain: { host: '[127.0.0.1]', port: ${plain.port} }
orgUnits:
  - path: /
    settings:
      - { id: tls with secure, appliesTo: [inbound, outbound], addressLists: [secure], route: to-secure }
      - { id: tls with plain, appliesTo: [outbound], addressLists: [plain], route: to-plain }
`;
console.log(`config/smtp-tls-policy.yaml:\n\n${policy.replace(/^/gm, '  ').trimEnd()}\n`);

const { port, stop } = await startHaraka();
try {
  const user = 'user@organisation.example';
  await show('Mail from secure.example without TLS', 'rejected: 550 5.7.10', () => send('ann@secure.example', user, false));
  await show('Mail from secure.example with TLS', 'delivered without TLS to the mailboxes', async () => (await send('ann@secure.example', user, true)) ?? arrival(mailboxes, 'the mailboxes'));
  await show('Mail to secure.example', 'delivered with TLSv1.3 to the partner', async () => (await send(user, 'ann@secure.example', true)) ?? arrival(secure, 'the partner'));
  await show('Mail to plain.example, which has no TLS', 'bounced: Status: 5.7.10', async () => (await send(user, 'ann@plain.example', true)) ?? report());
  await show('What plain.example has got', 'nothing', async () => (plain.messages.length === 0 ? 'nothing' : 'a message'));
} finally {
  await stop();
  for (const one of [secure, plain, mailboxes]) one.close();
  await rm(folder, { recursive: true });
}
console.log(failures === 0 ? '\nEverything went as it says.' : `\n${failures} went otherwise.`);
process.exitCode = failures === 0 ? 0 : 1;

async function show(what, expected, act) {
  const found = await act();
  const isExpected = found.startsWith(expected);
  if (!isExpected) failures++;
  console.log(`${isExpected ? 'ok  ' : 'FAIL'} ${what}: ${found}`);
}

/** @returns how it was rejected; undefined if it was taken */
async function send(from, to, withTls) {
  const client = nodemailer.createTransport({ host: '127.0.0.1', port, ignoreTLS: !withTls, requireTLS: withTls, tls: { rejectUnauthorized: false } });
  try {
    await client.sendMail({ from, to, subject: 'hello', text: 'hello' });
    return undefined;
  } catch (error) {
    return `rejected: ${error.response ?? error.message}`;
  } finally {
    client.close();
  }
}

async function arrival(where, name) {
  const { version } = await next(where);
  return `delivered ${version === null ? 'without TLS' : `with ${version}`} to ${name}`;
}

async function report() {
  const { text } = await next(mailboxes);
  return `bounced: ${['Status', 'Diagnostic-Code'].map((name) => new RegExp(`^${name}: .*`, 'm').exec(text)?.[0].trim()).join('; ')}`;
}

async function next(where) {
  const end = Date.now() + 30_000;
  while (where.messages.length === 0) {
    if (Date.now() > end) throw new Error('no message came within 30 seconds');
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  return where.messages.shift();
}

async function receive(options) {
  const messages = [];
  const receiving = new SMTPServer({
    authOptional: true,
    logger: false,
    ...options,
    onData(stream, session, done) {
      const pieces = [];
      stream.on('data', (piece) => pieces.push(piece));
      stream.on('end', () => {
        messages.push({ version: session.secure ? session.tlsOptions.version : null, text: Buffer.concat(pieces).toString() });
        done();
      });
    },
  });
  receiving.on('error', () => undefined);
  await new Promise((resolve) => receiving.listen(0, '127.0.0.1', resolve));
  return { messages, port: receiving.server.address().port, close: () => receiving.close() };
}

async function startHaraka() {
  await mkdir(join(folder, 'config'));
  await mkdir(join(folder, 'plugins'));
  // As `npm install smtp-tls-policy` does.
  await mkdir(join(folder, 'node_modules'));
  await symlink(root, join(folder, 'node_modules', 'smtp-tls-policy'));
  const config = {
    plugins: 'smtp-tls-policy/haraka\ntls\nrelay\nmailboxes\n',
    'smtp-tls-policy.yaml': policy,
    'smtp-tls-policy.ini': 'ca_file = partners.pem\n',
    'partners.pem': authority.pem,
    'smtp.ini': 'listen=127.0.0.1:0\nnodes=0\n',
    // Else Haraka makes some, which takes a while.
    'dhparams.pem': '',
    'log.ini': '[main]\nlevel=notice\n',
    'relay.ini': '[relay]\nacl=true\n',
    relay_acl_allow: '127.0.0.1/32\n',
    'tls_cert.pem': server.pem,
    'tls_key.pem': server.key,
    me: 'mx.organisation.example\n',
  };
  for (const [file, text] of Object.entries(config)) await writeFile(join(folder, 'config', file), text);
  for (const file of ['connection.ini', 'outbound.bounce_message']) await copyFile(join(root, 'node_modules/haraka/config', file), join(folder, 'config', file));
  await writeFile(join(folder, 'plugins', 'mailboxes.js'), `exports.hook_get_mx = (next) => next(OK, { exchange: '127.0.0.1', port: ${mailboxes.port} });\n`);

  const haraka = spawn(process.execPath, [join(root, 'node_modules/haraka/bin/haraka'), '-c', folder], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, NODE_ENV: 'production' }, // in tests Haraka looks for mail hosts elsewhere
  });
  const ended = new Promise((resolve) => haraka.once('exit', resolve));
  let log = '';
  const listening = new Promise((resolve) => {
    haraka.stdout.setEncoding('utf8').on('data', (text) => {
      log += text;
      const found = /Listening on 127\.0\.0\.1:(\d+)/.exec(log);
      if (found !== null && /the policy of \S+ decides/.test(log)) resolve(Number(found[1]));
    });
  });
  const found = await Promise.race([listening, ended.then((code) => Promise.reject(new Error(`Haraka ended with ${code}:\n${log}`)))]);
  return {
    port: found,
    stop: async () => {
      haraka.kill('SIGKILL');
      await ended;
    },
  };
}

/** @param issuer - null: an authority, signed by itself */
async function certificate(commonName, issuer) {
  const algorithm = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' };
  const keys = await webcrypto.subtle.generateKey(algorithm, true, ['sign', 'verify']);
  const made = await X509CertificateGenerator.create({
    serialNumber: issuer === null ? '01' : '02',
    subject: `CN=${commonName}`,
    issuer: `CN=${issuer === null ? commonName : issuer.commonName}`,
    notBefore: new Date(Date.now() - 3_600_000),
    notAfter: new Date(Date.now() + 3_600_000),
    publicKey: keys.publicKey,
    signingKey: (issuer?.keys ?? keys).privateKey,
    signingAlgorithm: algorithm,
    extensions: issuer === null ? [new BasicConstraintsExtension(true)] : [new SubjectAlternativeNameExtension([{ type: 'ip', value: commonName }])],
  });
  return { commonName, keys, pem: made.toString('pem'), key: PemConverter.encode(await webcrypto.subtle.exportKey('pkcs8', keys.privateKey), 'PRIVATE KEY') };
}
