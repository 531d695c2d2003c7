// Postfix with the daemon, in and out: `npm run example:postfix`. It starts Debian's Postfix from a configuration that `postfix config` prints, the
// daemon, and the partners' mail servers, all on the loopback; sends and receives; and ends with 0 if everything went as it says.
//
// What runs Postfix without installing it is that of the tests (test/servers, test/mta).

import { build } from 'esbuild';

const harness = await testHarness();
const reason = await harness.reasonAgainst();
if (reason !== null) {
  console.log(`Postfix cannot be run here: ${reason}.
The example downloads Debian's package of Postfix (apt-get download), unpacks it and runs it in a mount namespace. So it takes Debian 12 on x64, and root;
a container of the image node:20-bookworm that may mount (--privileged) is both. Nothing is installed. What it shows is in docs/postfix.md.`);
  process.exit(1);
}

// The board requires TLS of partners, with a certificate that is checked; the office requires nothing. Partners must write to us over TLS.
const policy = {
  domains: ['organisation.example'],
  users: { 'boss@organisation.example': '/Board', 'clerk@organisation.example': '/Office' },
  addressLists: { partners: { requireAuthentication: false, entries: ['good.example', 'no-starttls.example', 'wrong-name.example', 'greylisting.example'] } },
  orgUnits: [
    { path: '/', settings: [{ id: 'partners-in', appliesTo: ['inbound'], addressLists: ['partners'] }] },
    { path: '/Board', settings: [{ id: 'board', appliesTo: ['outbound'], addressLists: ['partners'], require: { minTlsVersion: 'TLSv1.2' } }] },
    { path: '/Office' },
  ],
};

const [BOSS, CLERK] = ['boss@organisation.example', 'clerk@organisation.example'];
let failures = 0;

heading('smtp-tls-policy postfix --policy policy.json');
const organisation = await harness.startOrganisation({ policy, credentials: await harness.serverCredentials() });
try {
  await show();
} finally {
  await organisation.stop();
}
console.log(failures === 0 ? '\nEverything went as it says.' : `\n${failures} went otherwise.`);
process.exitCode = failures === 0 ? 0 : 1;

async function show() {
  const { daemon, configuration, partners, mailboxes } = organisation;
  for (const { event, protocol, address } of daemon.events) if (event === 'listening') console.log(`${protocol} at ${address}`);

  heading('smtp-tls-policy postfix config --policy policy.json');
  console.log(`${settingsIn(configuration.mainCf).join('\n')}\n\nmaster.cf: ${servicesIn(configuration.masterCf).join(', ')}`);

  heading('Outbound');
  await sends(BOSS, 'someone@good.example', 'sent');
  await sends(BOSS, 'someone@no-starttls.example', 'bounced 5.7.4');
  await sends(BOSS, 'someone@wrong-name.example', 'bounced 5.7.5');
  await sends(BOSS, 'someone@greylisting.example', 'deferred');
  await sends(CLERK, 'someone@no-starttls.example', 'sent');
  const plaintext = partners.servers['no-starttls'].commands.filter(({ line }) => line.startsWith('MAIL')).map(({ line }) => line);
  check('what the server without TLS saw', plaintext.map((line) => /<(.*?)>/.exec(line)[1]).join(', '), CLERK);
  const report = await organisation.postfix.until('the report', () => mailboxes.messages.find(({ rcptTo }) => rcptTo[0] === BOSS));
  check('the report to the boss says', /^Status: .*$/m.exec(report.bytes.toString())?.[0].trim() ?? 'nothing', 'Status: 5.7.4');

  heading('Inbound');
  await receives('a partner in plaintext', 'ann@good.example', null, '550 5.7.10');
  await receives('a partner with TLS', 'ann@good.example', {}, '250 2.0.0');
  await receives('somebody else in plaintext', 'ann@elsewhere.example', null, '250 2.0.0');

  heading('The daemon is killed');
  await daemon.kill();
  await receives('a partner in plaintext', 'ann@good.example', null, '451 4.');
  await daemon.startAgain();
  await receives('a partner with TLS, when it is there again', 'ann@good.example', {}, '250 2.0.0');
}

async function sends(from, to, expected) {
  const { postfix } = organisation;
  const bytes = `From: <${from}>\r\nTo: <${to}>\r\nSubject: an example\r\n\r\nHello.\r\n`;
  const { reply } = await harness.send({ port: postfix.port('submission'), tls: null }, { mailFrom: from, rcptTo: [to], bytes });
  const queueId = /queued as (\w+)/.exec(reply)?.[1];
  const { status, dsn, text } = await postfix.until('a delivery', () => postfix.deliveries().find((line) => line.queueId === queueId));
  check(`${from} to ${to}`, `${status} ${dsn} (${text})`, expected);
}

async function receives(who, from, tls, expected) {
  const bytes = `From: <${from}>\r\nTo: <${CLERK}>\r\nSubject: an example\r\n\r\nHello.\r\n`;
  const { reply } = await harness.send({ port: organisation.postfix.port('mx'), tls }, { mailFrom: from, rcptTo: [CLERK], bytes });
  check(who, reply, expected);
}

function check(what, found, expected) {
  const good = found.startsWith(expected);
  if (!good) failures++;
  console.log(`${good ? 'ok ' : 'NOT'} ${what}: ${found}${good ? '' : `; expected ${expected}`}`);
}

function settingsIn(text) {
  return text.split('\n').filter((line) => line !== '' && !line.startsWith('#'));
}

function servicesIn(text) {
  return settingsIn(text).filter((line) => !line.startsWith(' ')).map((line) => line.split(' ')[0]);
}

function heading(text) {
  console.log(`\n== ${text}\n`);
}

/** The tests' own TypeScript, as one module that Node can load. */
async function testHarness() {
  const outfile = '.cache/examples/postfix-harness.mjs';
  await build({ entryPoints: ['test/mta/postfix-example.ts'], outfile, bundle: true, platform: 'node', format: 'esm', target: 'node20', packages: 'external', logLevel: 'silent' });
  return import(`../${outfile}`);
}
