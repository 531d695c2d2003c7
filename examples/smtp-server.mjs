// A receiving server with the policy at its door, on loopback: `npm run example:smtp-server`. It sends itself mail of every kind, says what became of it, and ends.

import { execFileSync } from 'node:child_process';
import { generateKeyPairSync } from 'node:crypto';
import { existsSync } from 'node:fs';
import { authenticate, dkimSign } from 'mailauth';
import SMTPConnection from 'nodemailer/lib/smtp-connection/index.js';
import { SMTPServer } from 'smtp-server';

if (!existsSync(new URL('../dist/smtp-server.js', import.meta.url))) {
  console.log('The package is not built yet: npm run build\n');
  execFileSync('npm', ['run', '--silent', 'build'], { cwd: new URL('..', import.meta.url), stdio: ['ignore', 'ignore', 'inherit'] });
}
const { authenticationFrom, compilePolicy } = await import('../dist/index.js');
const { handleConnectionErrors, secureTransport } = await import('../dist/smtp-server.js');

const policy = {
  addressLists: {
    partners: { requireAuthentication: false, entries: ['partner.example'] },
    bank: ['bank.example'], // only if it is the bank: entries require authentication
    everyone: { requireAuthentication: false, entries: ['*'] },
  },
  orgUnits: [
    { path: '/', settings: [{ id: 'partners over TLS', appliesTo: ['inbound'], addressLists: ['partners', 'bank'] }] },
    { path: '/Board', settings: [{ id: 'all mail over TLS 1.3', appliesTo: ['inbound'], addressLists: ['everyone'], require: { tls: true, minTlsVersion: 'TLSv1.3' } }] },
  ],
  users: { 'chair@example.org': '/Board' },
};

const MTA = 'mx.example.org';
const bankKeys = generateKeyPairSync('rsa', { modulusLength: 2048, publicKeyEncoding: { type: 'spki', format: 'der' }, privateKeyEncoding: { type: 'pkcs8', format: 'pem' } });
/** The DNS of this example. */
const records = { 'TXT s._domainkey.bank.example': `v=DKIM1; p=${bankKeys.publicKey.toString('base64')}` };

const authentication = {
  async authenticate(message, session) {
    const sender = session.envelope.mailFrom ? session.envelope.mailFrom.address : '';
    const { headers } = await authenticate(message, { ip: session.remoteAddress, helo: session.hostNameAppearsAs, sender, mta: MTA, resolver: askRecords });
    return authenticationFrom(headers, { authservId: MTA });
  },
};

const mailbox = [];
const options = {
  name: MTA,
  authOptional: true,
  disableReverseLookup: true,
  logger: false, // the certificate is the one that smtp-server has for tests
  async onData(stream, session, callback) {
    let bytes = 0;
    for await (const piece of stream) bytes += piece.length;
    mailbox.push(session.envelope.rcptTo.map(({ address }) => address).join());
    callback(null, `stored ${bytes} bytes`);
  },
};
const server = handleConnectionErrors(new SMTPServer(secureTransport(compilePolicy(policy), options, { authentication })), (error) => console.log(`a connection failed: ${error.message}`));
await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
const { port } = server.server.address();
console.log(`${MTA} listens on 127.0.0.1:${port}\n`);

const fromBank = 'From: Bank <notice@bank.example>\r\nTo: ann@example.org\r\nSubject: Your account\r\n\r\nHello Ann\r\n';
const { signatures } = await dkimSign(fromBank, { signatureData: [{ signingDomain: 'bank.example', selector: 's', privateKey: bankKeys.privateKey }] });

const partner = 'From: Bob <bob@partner.example>\r\nTo: ann@example.org\r\nSubject: Hello\r\n\r\nHello Ann\r\n';
const stranger = 'From: Eve <eve@elsewhere.example>\r\nTo: ann@example.org\r\nSubject: Hello\r\n\r\nHello Ann\r\n';
const cases = [
  ['a partner with TLS', partner, { tls: true }, 250],
  ['a partner in plaintext', partner, { tls: false }, 550],
  ['somebody else in plaintext', stranger, { tls: false }, 250],
  ['a partner in the display name only, in plaintext', stranger.replace('Eve', '"bob@partner.example"'), { tls: false }, 250],
  ['an author who cannot be read, in plaintext', stranger.replace('Eve <', '<<'), { tls: false }, 550],
  ['the bank, signed, in plaintext', signatures + fromBank, { tls: false }, 550],
  ['the bank, signed, with TLS', signatures + fromBank, { tls: true }, 250],
  ['somebody who says to be the bank, in plaintext', fromBank, { tls: false }, 250],
  ['somebody else to the board, with TLS 1.2', stranger, { tls: true, version: 'TLSv1.2', to: 'chair@example.org' }, 550],
  ['somebody else to the board, with TLS 1.3', stranger, { tls: true, to: 'chair@example.org' }, 250],
];

let wrong = 0;
for (const [what, message, how, expected] of cases) {
  const { code, reply, command } = await send(message, how);
  if (code !== expected) wrong++;
  console.log(`${code === expected ? (code === 250 ? 'accepted' : 'refused ') : 'WRONG   '} ${what}\n         ${command}: ${reply}`);
}
const accepted = cases.filter(([, , , expected]) => expected === 250).length;
if (mailbox.length !== accepted) wrong++;
console.log(`\n${mailbox.length} messages reached a mailbox, ${cases.length - accepted} did not.`);
server.close();
process.exitCode = wrong === 0 ? 0 : 1;

/** One message over a connection of its own, and what was answered. */
function send(message, { tls, version = 'TLSv1.3', to = 'ann@example.org' }) {
  const connection = new SMTPConnection({ host: '127.0.0.1', port, name: 'client.example', ignoreTLS: !tls, requireTLS: tls, tls: { rejectUnauthorized: false, maxVersion: version } });
  return new Promise((resolve) => {
    const refused = ({ responseCode, response, command }) => {
      connection.close();
      resolve({ code: responseCode, reply: response, command: command === 'RCPT TO' ? 'RCPT' : command });
    };
    connection.on('error', refused);
    connection.connect(() =>
      connection.send({ from: 'sender@client.example', to: [to] }, message, (error, info) => {
        if (error) return refused(error);
        connection.quit();
        resolve({ code: Number(info.response.slice(0, 3)), reply: info.response, command: 'DATA' });
      }),
    );
  });
}

async function askRecords(name, type) {
  const record = records[`${type} ${name}`];
  if (record === undefined) throw Object.assign(new Error(`no ${type} record of ${name}`), { code: 'ENOTFOUND' });
  return [[record]];
}
