// Mail sent with nodemailer as a policy decides: `npm run example:nodemailer`. Real servers on loopback play the partners; the process ends by itself, with
// code 0 if every message fared as it should.

import 'reflect-metadata';
import net from 'node:net';
import { webcrypto } from 'node:crypto';
import { BasicConstraintsExtension, cryptoProvider, PemConverter, SubjectAlternativeNameExtension, X509CertificateGenerator } from '@peculiar/x509';
import { SMTPServer } from 'smtp-server';
import { compilePolicy } from '../dist/index.js';
import { sendWithPolicy } from '../dist/nodemailer.js';

const engine = compilePolicy({
  addressLists: { partners: ['bank.example', 'shop.example', 'old.example'] },
  orgUnits: [{ path: '/', settings: [{ id: 'partners-need-tls', appliesTo: ['outbound'], addressLists: ['partners'] }] }],
});

const root = await issue(null, 'Example Root');
const bank = await issue(root, 'mx.bank.example');
const arrived = [];
const servers = {
  'mx.bank.example': await startServer(bank),
  'mx.old.example': await startServer(bank),
  'mx.shop.example': await startServer(null),
  'mx.friend.example': await startServer(null),
};

// The DNS of the example: the MX host of a domain is `mx.` before it, at an address that leads to the port of its server.
const hosts = Object.keys(servers);
const options = {
  name: 'mx.organisation.example',
  ca: root.pem,
  resolver: {
    resolveMx: async (domain) => [{ exchange: `mx.${domain}`, priority: 10 }],
    resolve4: async (host) => [`192.0.2.${hosts.indexOf(host)}`],
    resolve6: async () => [],
  },
  connect: ({ host }) => net.connect(servers[hosts[host.split('.').at(-1)]].server.address().port, '127.0.0.1'),
};

const expected = {
  'ann@bank.example': ['delivered', 'TLS, and the certificate is as it should be'],
  'bob@shop.example': ['bounced', 'no STARTTLS where TLS is required'],
  'eve@old.example': ['bounced', 'a certificate for another name'],
  'joe@friend.example': ['delivered', 'nothing is required: plaintext will do'],
};
const mail = { from: 'Me <me@organisation.example>', to: Object.keys(expected), subject: 'Our offer', text: 'Dear all,\n\nhere is our offer.\n' };
const { recipients, report } = await sendWithPolicy(engine, { mail }, options);

let wrong = 0;
for (const result of recipients) {
  const [outcome, why] = expected[result.recipient];
  if (result.outcome !== outcome) wrong += 1;
  console.log(`${result.outcome}: ${result.recipient} (${why})`);
  console.log(`    ${result.outcome === 'delivered' ? `${result.session.tls ? result.session.version : 'plaintext'}: ${result.reply.code} ${result.reply.text}` : (result.fields?.diagnosticCode ?? result.reason)}`);
}

const both = arrived.sort().join(' and ');
if (both !== 'ann@bank.example and joe@friend.example') wrong += 1;
console.log(`\nArrived: ${both}. No other server heard a word of the envelope.`);
console.log(`\nThe report to the sender:\n\n${Buffer.from(report.message).toString().trimEnd().replaceAll('\r\n', '\n').replace(/^/gm, '  | ')}`);

for (const server of Object.values(servers)) server.close();
console.log(wrong === 0 ? '\nEvery message fared as it should.' : `\n${wrong} did not fare as they should.`);
process.exitCode = wrong === 0 ? 0 : 1;

/** A partner's mail server; null: without TLS. */
async function startServer(certificate) {
  const tls = certificate === null ? {} : { cert: certificate.pem, key: certificate.key };
  const server = new SMTPServer({
    ...tls,
    authOptional: true,
    disabledCommands: certificate === null ? ['AUTH', 'STARTTLS'] : ['AUTH'],
    logger: false,
    onData(stream, session, done) {
      stream.resume().on('end', () => {
        arrived.push(...session.envelope.rcptTo.map(({ address }) => address));
        done();
      });
    },
  });
  // A client that hangs up is no matter.
  server.on('error', () => undefined);
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  return server;
}

/** @param issuer - null: an authority */
async function issue(issuer, name) {
  cryptoProvider.set(webcrypto);
  const algorithm = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' };
  const keys = await webcrypto.subtle.generateKey(algorithm, true, ['sign', 'verify']);
  const day = 86_400_000;
  const certificate = await X509CertificateGenerator.create({
    serialNumber: issuer === null ? '01' : '02',
    subject: `CN=${name}`,
    issuer: issuer?.certificate.subject ?? `CN=${name}`,
    notBefore: new Date(Date.now() - day),
    notAfter: new Date(Date.now() + day),
    publicKey: keys.publicKey,
    signingKey: issuer?.keys.privateKey ?? keys.privateKey,
    signingAlgorithm: algorithm,
    extensions: issuer === null ? [new BasicConstraintsExtension(true)] : [new SubjectAlternativeNameExtension([{ type: 'dns', value: name }])],
  });
  const key = PemConverter.encode(await webcrypto.subtle.exportKey('pkcs8', keys.privateKey), 'PRIVATE KEY');
  return { certificate, keys, pem: certificate.toString('pem'), key };
}
