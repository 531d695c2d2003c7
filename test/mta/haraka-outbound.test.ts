// Outbound mail through a real Haraka with the installed plugin (clauses S-9.4 and S-22): constraint level × partner, several mail hosts, routes, and
// recipients of one domain who are treated differently.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { PolicyInput } from '../../src/index.js';
import { startMailServer } from '../servers/mail-server.js';
import type { MailServer, Script } from '../servers/mail-server.js';
import { send } from './client.js';
import { fateOf, OBSERVER } from './haraka-observer.js';
import { installPackage, startHaraka, until } from './haraka-process.js';
import type { HarakaProcess, InstalledPackage } from './haraka-process.js';
import { LEVELS, OUTBOUND_CASES, outboundPolicy, sampleMessage } from './outbound-cases.js';
import type { Level, OutboundCase } from './outbound-cases.js';
import { domainOf, hostOf, startPartners } from './partners.js';
import type { Partners } from './partners.js';
import type { ReceivedMessage } from './receiving-server.js';

/** Mail hosts that refuse STARTTLS, or lose the connection, each in another way. */
const MISBEHAVING: readonly { readonly what: string; readonly script: Script; readonly fate: string }[] = [
  { what: 'refuses-starttls-for-now', script: { starttls: '454 4.7.0 no TLS now\r\n' }, fate: 'bounced: 5.7.10 starttls-not-supported' },
  { what: 'refuses-starttls-for-good', script: { starttls: '502 5.5.1 no TLS\r\n' }, fate: 'bounced: 5.7.10 starttls-not-supported' },
  { what: 'knows-helo-alone', script: { ehlo: '502 5.5.1 what?\r\n' }, fate: 'bounced: 5.7.10 starttls-not-supported' },
  { what: 'goes-away-at-starttls', script: { starttls: '421 4.3.2 bye\r\n' }, fate: 'deferred' },
  { what: 'is-busy', script: { greeting: '421 4.3.2 busy\r\n' }, fate: 'deferred' },
  { what: 'is-busy-at-ehlo', script: { ehlo: '451 4.3.2 busy\r\n' }, fate: 'deferred' },
  { what: 'drops-the-handshake', script: { handshake: 'drop' }, fate: 'bounced: 5.7.5 validation-failure' },
  { what: 'resets-the-handshake', script: { handshake: 'reset' }, fate: 'bounced: 5.7.5 validation-failure' },
  { what: 'injects-an-answer', script: { starttls: '220 go\r\n550 5.1.1 nobody here\r\n', handshake: 'drop' }, fate: 'bounced: 5.7.5 validation-failure' },
];
const misbehaving = new Map<string, MailServer>();

let partners: Partners;
let installed: InstalledPackage;
let haraka: HarakaProcess;

beforeAll(async () => {
  partners = await startPartners({
    domains: {
      'organisation.example': ['good'],
      'fall-through.example': ['no-starttls', 'wrong-name', 'good'],
      'all-bad.example': ['no-starttls', 'self-signed'],
      'out-of-reach.example': ['no-starttls', 'refused'],
      'for-now.example': ['no-starttls', 'greylisting'],
      'routed.example': ['no-starttls'],
    },
  });
  for (const { what, script } of MISBEHAVING) misbehaving.set(what, await startMailServer(script));
  installed = await installPackage();
  haraka = await startHaraka({
    installed,
    dns: partners.dns.address,
    mailPort: partners.port,
    plugins: { observer: OBSERVER },
    config: {
      plugins: 'smtp-tls-policy/haraka\nrelay\nobserver\n',
      'relay.ini': '[relay]\nacl=true\n',
      relay_acl_allow: '127.0.0.1/32\n',
      'smtp-tls-policy.json': JSON.stringify(policyOfAllLevels()),
      'smtp-tls-policy.ini': 'ca_file = partners.pem\ninbound = false\n',
      'partners.pem': partners.ca,
    },
  });
});

afterAll(async () => {
  await haraka.remove();
  await installed.remove();
  await partners.close();
  for (const server of misbehaving.values()) await server.close();
});

describe('each level of a policy at each kind of partner', () => {
  beforeAll(async () => {
    for (const one of OUTBOUND_CASES) await submit(senderOf(one.level), [recipientOf(one)], sampleMessage(subjectOf(one)));
  });

  it.each(OUTBOUND_CASES.map((one) => [one.level, one.kind, one.fate, one] as const))('%s to %s: %s', async (level, kind, fate, one) => {
    const observed = await fateOf(haraka, recipientOf(one));
    const arrived = messagesTo(recipientOf(one));
    expect(observed.failures).toBe(0);
    if (fate === 'delivered') {
      const bytes = sampleMessage(subjectOf(one)).toString();
      expect([observed.event, arrived.map(ownPart), arrived.every(({ tls }) => (tls === null) === (kind === 'no-starttls'))]).toEqual(['delivered', [bytes], true]);
    } else if (fate === 'deferred') {
      expect([observed.event, arrived]).toEqual(['deferred', []]);
    } else {
      const status = fate === 'starttls-not-supported' ? '5.7.10' : '5.7.5';
      const report = await reportTo(senderOf(level), recipientOf(one));
      expect([observed.event, arrived, commandsAbout(recipientOf(one))]).toEqual(['bounced', [], []]);
      expect(report).toMatchObject({ action: 'failed', status, remoteMta: `dns; ${hostOf(kind)}` });
      expect(report.diagnosticCode).toMatch(new RegExp(`^smtp;550 ${status} Secure transport required: ${fate}: required .*, found .* \\(setting require ${level.replaceAll('+', '\\+')}\\)`));
    }
  });

  it('sends no command in plaintext to a partner with TLS but those that come before it', () => {
    const { 'no-starttls': _plaintext, ...others } = partners.servers;
    const inPlaintext = Object.values(others).flatMap(({ commands }) => commands.filter(({ tls }) => tls === null).map(({ line }) => line.split(' ')[0]));
    expect([...new Set(inPlaintext)].sort()).toEqual(['EHLO', 'STARTTLS']);
  });
});

describe('several mail hosts', () => {
  it('are all tried before the mail bounces', async () => {
    await submit(senderOf('tls+ca+hostname'), ['ann@fall-through.example'], sampleMessage('fall through'));
    expect(await fateOf(haraka, 'ann@fall-through.example')).toMatchObject({ event: 'delivered', failures: 0 });
    expect(messagesTo('ann@fall-through.example').map(({ tls }) => tls)).toEqual(['TLSv1.3']);
    expect(partners.servers.good.messages.some(({ rcptTo }) => rcptTo.includes('ann@fall-through.example'))).toBe(true);
  });

  it('violate the policy one and all: the mail bounces, with what the first failed by', async () => {
    await submit(senderOf('tls+ca+hostname'), ['ann@all-bad.example'], sampleMessage('all bad'));
    expect(await fateOf(haraka, 'ann@all-bad.example')).toMatchObject({ event: 'bounced', failures: 0 });
    expect(await reportTo(senderOf('tls+ca+hostname'), 'ann@all-bad.example')).toMatchObject({ status: '5.7.10', remoteMta: `dns; ${hostOf('no-starttls')}` });
    expect(messagesTo('ann@all-bad.example')).toEqual([]);
  });

  it.each(['out-of-reach.example', 'for-now.example'])('leave the retry rules in force where one was not to be had: %s', async (domain) => {
    await submit(senderOf('tls+ca+hostname'), [`ann@${domain}`], sampleMessage(domain));
    expect(await fateOf(haraka, `ann@${domain}`)).toMatchObject({ event: 'deferred', failures: 0 });
    // Haraka says so first, and then puts it back into the queue.
    const waiting = await until(async () => (await haraka.queue()).find(({ attempts, rcptTo }) => attempts === 1 && rcptTo.includes(`ann@${domain}`)));
    expect(waiting.rcptTo).toEqual([`ann@${domain}`]);
    expect(messagesTo(`ann@${domain}`)).toEqual([]);
  });
});

describe('a mail host that misbehaves', () => {
  beforeAll(async () => {
    for (const { what } of MISBEHAVING) await submit(`${what}@organisation.example`, [`${what}@routed.example`], sampleMessage(what));
  });

  it.each(MISBEHAVING.map(({ what, fate }) => [what, fate] as const))('%s: %s', async (what, fate) => {
    const { event, reason, failures } = await fateOf(haraka, `${what}@routed.example`);
    const words = /^550 (\S+) Secure transport required: ([\w-]+):/.exec(reason);
    expect([words === null ? event : `${event}: ${words[1]!} ${words[2]!}`, failures]).toEqual([fate, 0]);
    expect(misbehaving.get(what)!.commands.filter((command) => !/^(EHLO|STARTTLS)/.test(command))).toEqual([]);
  });
});

describe('an alternate secure route', () => {
  it.each(['host-route', 'mx-route'])('is taken: %s', async (user) => {
    await submit(`${user}@organisation.example`, [`${user}@routed.example`], sampleMessage(user));
    expect(await fateOf(haraka, `${user}@routed.example`)).toMatchObject({ event: 'delivered', failures: 0 });
    expect(partners.servers.good.messages.filter(({ rcptTo }) => rcptTo.includes(`${user}@routed.example`)).map(({ tls }) => tls)).toEqual(['TLSv1.3']);
  });
});

describe('recipients of one domain who are treated differently', () => {
  it('get connections of their own, and each what holds for it alone', async () => {
    await submit('split@organisation.example', ['vip@no-starttls.example', 'joe@no-starttls.example', 'sue@no-starttls.example'], sampleMessage('split'));
    expect(await fateOf(haraka, 'vip@no-starttls.example')).toMatchObject({ event: 'bounced', rcptTo: ['vip@no-starttls.example'], failures: 0 });
    expect(await fateOf(haraka, 'joe@no-starttls.example')).toMatchObject({ event: 'delivered', rcptTo: ['joe@no-starttls.example', 'sue@no-starttls.example'] });
    expect(messagesTo('joe@no-starttls.example').map(ownPart)).toEqual([sampleMessage('split').toString()]);
    expect(messagesTo('vip@no-starttls.example')).toEqual([]);
    await until(async () => ((await haraka.queue()).some(({ rcptTo }) => rcptTo.includes('joe@no-starttls.example')) ? undefined : true));
  });
});

function senderOf(level: Level): string {
  return `${level.replace(/[^a-z0-9]/g, '-')}@organisation.example`;
}

function recipientOf({ level, kind }: OutboundCase): string {
  return `${level.replace(/[^a-z0-9]/g, '-')}@${domainOf(kind)}`;
}

function subjectOf({ level, kind }: OutboundCase): string {
  return `${level} to ${kind}`;
}

/** An org unit for each level, and one for each of the other cases. */
function policyOfAllLevels(): PolicyInput {
  const domains = ['fall-through.example', 'all-bad.example', 'out-of-reach.example', 'for-now.example'];
  const port = partners.port;
  return {
    domains: ['organisation.example'],
    addressLists: { ...outboundPolicy('tls', domains).addressLists, routed: ['routed.example'], vip: ['vip@no-starttls.example'] },
    routes: { host: { host: hostOf('good'), port }, mx: { host: domainOf('good'), port, mxLookup: true }, ...Object.fromEntries([...misbehaving].map(([what, server]) => [what, { host: '[127.0.0.1]', port: server.port }])) },
    orgUnits: [
      { path: '/' },
      ...LEVELS.map((level) => ({ path: `/${level}`, settings: outboundPolicy(level, domains).orgUnits![0]!.settings! })),
      { path: '/host-route', settings: [{ id: 'routed', appliesTo: ['outbound'], addressLists: ['routed'], route: 'host' }] },
      { path: '/mx-route', settings: [{ id: 'routed', appliesTo: ['outbound'], addressLists: ['routed'], route: 'mx' }] },
      ...MISBEHAVING.map(({ what }) => ({ path: `/${what}`, settings: [{ id: what, appliesTo: ['outbound' as const], addressLists: ['routed'], route: what }] })),
      { path: '/split', settings: [{ id: 'vip', appliesTo: ['outbound'], addressLists: ['vip'] }] },
    ],
    users: Object.fromEntries([...LEVELS.map((level) => [senderOf(level), `/${level}`]), ...['host-route', 'mx-route', 'split', ...misbehaving.keys()].map((user) => [`${user}@organisation.example`, `/${user}`])]) as Record<string, string>,
  };
}

async function submit(mailFrom: string, rcptTo: readonly string[], bytes: Buffer): Promise<void> {
  const sent = await send({ port: haraka.port, tls: null }, { mailFrom, rcptTo, bytes });
  expect(sent).toMatchObject({ accepted: true, refused: [] });
}

function messagesTo(recipient: string): ReceivedMessage[] {
  return Object.values(partners.servers).flatMap(({ messages }) => messages.filter(({ rcptTo }) => rcptTo.includes(recipient)));
}

/** Without the trace fields at the top (RFC 5321 section 4.4), of which Haraka adds one when it takes a mail, and one when it sends it. */
function ownPart({ bytes }: ReceivedMessage): string {
  return bytes.toString().replace(/^(Received: .*\r\n([ \t].*\r\n)*){2}/, '');
}

function commandsAbout(recipient: string): string[] {
  return Object.values(partners.servers).flatMap(({ commands }) => commands.map(({ line }) => line).filter((line) => line.startsWith('RCPT') && line.includes(`<${recipient}>`)));
}

interface Report {
  readonly action: string | undefined;
  readonly status: string | undefined;
  readonly diagnosticCode: string | undefined;
  readonly remoteMta: string | undefined;
}

/** The non-delivery report about a recipient, by its fields of RFC 3464. */
async function reportTo(sender: string, about: string): Promise<Report> {
  const text = await until(() => messagesTo(sender).map(({ bytes }) => bytes.toString()).find((bytes) => bytes.includes(`Final-Recipient: rfc822;${about}`)));
  const field = (name: string): string | undefined => new RegExp(`^${name}: (.*?) *\r$`, 'm').exec(text)?.[1];
  return { action: field('Action'), status: field('Status'), diagnosticCode: field('Diagnostic-Code'), remoteMta: field('Remote-MTA') };
}
