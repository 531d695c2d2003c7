// The adapter for nodemailer against real servers: every level of a policy and every kind of partner, several mail hosts, alternate routes, many recipients.
import { execFile } from 'node:child_process';
import { Resolver } from 'node:dns/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { compilePolicy } from '../../src/index.js';
import type { PolicyInput } from '../../src/index.js';
import { sendWithPolicy } from '../../src/nodemailer/index.js';
import type { SendOptions, SendResult } from '../../src/nodemailer/index.js';
import { OUTBOUND_CASES, outboundPolicy, sampleMessage, SENDER } from '../mta/outbound-cases.js';
import { domainOf, hostOf, PARTNER_KINDS, startPartners } from '../mta/partners.js';
import type { PartnerKind, Partners } from '../mta/partners.js';
import { builtFile } from '../package/built-package.js';
import { root } from '../package/source-file.js';

let partners: Partners;
let resolver: Resolver;

beforeAll(async () => {
  partners = await startPartners({
    domains: {
      'bad-bad-good.example': ['self-signed', 'no-starttls', 'good'],
      'all-bad.example': ['self-signed', 'no-starttls', 'expired'],
      'bad-unreachable.example': ['self-signed', 'refused'],
      'unreachable-bad.example': ['refused', 'self-signed'],
      'bad-greylisting.example': ['wrong-name', 'greylisting'],
      'greylisting-good.example': ['greylisting', 'good'],
    },
    zone: { 'broken.example': 'servfail', 'null-mx.example': { mx: [[0, '.']] } },
  });
  resolver = new Resolver({ timeout: 2000, tries: 1 });
  resolver.setServers([partners.dns.address]);
});
afterAll(() => partners.close());
beforeEach(() => partners.forget());

function send(policy: PolicyInput, rcptTo: readonly string[], raw: Buffer = sampleMessage('a message'), more: Partial<SendOptions> = {}): Promise<SendResult> {
  const options = { name: 'mx.organisation.example', ca: partners.ca, resolver, port: partners.port, timeouts: { connect: 5000, setUp: 10_000, silence: 10_000 }, ...more };
  return sendWithPolicy(compilePolicy(policy), { envelope: { mailFrom: SENDER, rcptTo }, raw }, options);
}

/** Every command that any partner heard, in plaintext or under TLS. */
function commands(verb: string): { line: string; tls: string | null }[] {
  return Object.values(partners.servers).flatMap((server) => server.commands.filter(({ line }) => line.startsWith(verb)));
}

describe('every level and every kind of partner', () => {
  it.each(OUTBOUND_CASES)('$level to $kind: $fate', async ({ level, kind, fate }) => {
    const raw = sampleMessage(`${level} to ${kind}`);
    const to = `bob@${domainOf(kind)}`;
    const { recipients, report, decision } = await send(outboundPolicy(level), [to], raw);
    const [result] = recipients;
    const received = kind === 'refused' ? [] : partners.servers[kind].messages;
    if (fate === 'delivered') {
      expect(result).toMatchObject({ outcome: 'delivered', recipient: to, host: hostOf(kind), address: partners.addresses[kind], reply: { code: 250 } });
      expect(received).toHaveLength(1);
      expect(received[0]).toMatchObject({ mailFrom: SENDER, rcptTo: [to] });
      expect(received[0]!.bytes.equals(raw)).toBe(true);
      expect([decision.outcome, report]).toEqual(['deliver', null]);
      expect((received[0]!.tls === null) === (kind === 'no-starttls')).toBe(true);
    } else if (fate === 'deferred') {
      expect(result).toMatchObject({ outcome: 'retry', host: hostOf(kind), mayBeDelivered: false });
      expect([received, report]).toEqual([[], null]);
    } else {
      expect(result).toMatchObject({ outcome: 'bounced', cause: 'violation', host: hostOf(kind), fields: { action: 'failed', status: fate === 'starttls-not-supported' ? '5.7.10' : '5.7.5' } });
      expect(result).toHaveProperty('violations.0.type', fate);
      expect(decision.outcome).toBe('bounce');
      // Not a word of the envelope was said.
      expect(commands('MAIL')).toEqual([]);
      expect(Buffer.from(report!.message).toString()).toContain(`Final-Recipient: rfc822; ${to}\r\n`);
    }
  });
});

describe('several mail hosts', () => {
  const strict = (domain: string): PolicyInput => outboundPolicy('tls+ca+hostname', [domain]);

  it.each<[string, string, object]>([
    ['bad-bad-good.example', 'one that is good takes the message', { outcome: 'delivered', host: hostOf('good') }],
    ['all-bad.example', 'none is good: a bounce at the first attempt, for what is wrong with the first', { outcome: 'bounced', host: hostOf('self-signed'), violations: [{ type: 'certificate-not-trusted' }] }],
    ['bad-unreachable.example', 'one cannot be reached: the mail waits for it', { outcome: 'retry', host: hostOf('refused') }],
    ['unreachable-bad.example', 'in whatever order', { outcome: 'retry', host: hostOf('refused') }],
    ['bad-greylisting.example', 'one greylists: the mail waits for it', { outcome: 'retry', host: hostOf('greylisting'), reply: { code: 451 } }],
    ['greylisting-good.example', 'one greylists, and the next takes the message', { outcome: 'delivered', host: hostOf('good') }],
    ['broken.example', 'DNS fails: the mail waits', { outcome: 'retry', host: null }],
    ['null-mx.example', 'there are none, by the word of the domain', { outcome: 'bounced', cause: 'no-route', fields: { status: '5.1.10' } }],
  ])('of %s: %s', async (domain, _what, expected) => {
    const raw = sampleMessage(`to ${domain}`);
    const { recipients } = await send(strict(domain), [`bob@${domain}`], raw);
    expect(recipients).toMatchObject([expected]);
    const { servers } = partners;
    const isDelivered = 'outcome' in expected && expected.outcome === 'delivered';
    expect(Object.values(servers).flatMap(({ messages }) => messages.map(({ bytes }) => bytes.equals(raw)))).toEqual(isDelivered ? [true] : []);
    expect(commands('MAIL').filter(({ tls }) => tls === null)).toEqual([]);
  });

  it('greylisting ends with the next attempt', async () => {
    const to = [`bob@${domainOf('greylisting')}`];
    expect((await send(outboundPolicy('tls+ca+hostname'), to)).recipients[0]!.outcome).toBe('retry');
    expect((await send(outboundPolicy('tls+ca+hostname'), to)).recipients[0]!.outcome).toBe('delivered');
  });
});

describe('an alternate secure route', () => {
  it('takes the mail of partners whose own hosts would not do, and is held to the constraints', async () => {
    const policy = (kind: PartnerKind, mxLookup: boolean): PolicyInput => ({
      ...outboundPolicy('tls+ca+hostname'),
      alternateSecureRoute: 'gateway',
      routes: { gateway: { host: mxLookup ? domainOf(kind) : hostOf(kind), port: partners.port, mxLookup } },
    });
    const to = [`bob@${domainOf('no-starttls')}`];
    for (const mxLookup of [false, true]) expect((await send(policy('good', mxLookup), to)).recipients[0]).toMatchObject({ outcome: 'delivered', host: hostOf('good'), session: { tls: true } });
    expect((await send(policy('expired', true), to)).recipients[0]).toMatchObject({ outcome: 'bounced', host: hostOf('expired'), violations: [{ type: 'certificate-expired' }] });
    expect(partners.servers['no-starttls'].connections).toBe(0);
  });
});

describe('many recipients', () => {
  /** Half of them are listed, and TLS is required for those. */
  const policy: PolicyInput = {
    addressLists: { listed: PARTNER_KINDS.flatMap((kind) => [0, 2, 4].map((number) => `user${number}@${domainOf(kind)}`)) },
    orgUnits: [{ path: '/', settings: [{ id: 'listed', appliesTo: ['outbound'], addressLists: ['listed'], require: { caSignedCertificate: false, validateHostname: false } }] }],
  };

  it('with different constraints: each has its result, and nobody who requires TLS is written to without it', async () => {
    const rcptTo = [0, 1, 2, 3, 4, 5].flatMap((number) => PARTNER_KINDS.map((kind) => `user${number}@${domainOf(kind)}`));
    const { recipients, report } = await send(policy, rcptTo);
    expect(recipients.map(({ recipient }) => recipient)).toEqual(rcptTo);
    const outcomes = new Map(recipients.map((one) => [one.recipient, one.outcome]));
    for (const kind of PARTNER_KINDS) {
      const listed = kind === 'no-starttls' ? 'bounced' : kind === 'refused' || kind === 'greylisting' ? 'retry' : 'delivered';
      const unlisted = kind === 'refused' || kind === 'greylisting' ? 'retry' : 'delivered';
      expect([0, 1, 2, 3, 4, 5].map((number) => outcomes.get(`user${number}@${domainOf(kind)}`))).toEqual([listed, unlisted, listed, unlisted, listed, unlisted]);
    }
    // One connection for each of the two constraints: none is used for both.
    expect(partners.servers.good).toMatchObject({ connections: 2, messages: [{ rcptTo: { length: 3 } }, { rcptTo: { length: 3 } }] });
    const inPlaintext = Object.values(partners.servers).flatMap(({ messages }) => messages.filter(({ tls }) => tls === null).flatMap(({ rcptTo: written }) => written));
    expect(inPlaintext).toEqual([1, 3, 5].map((number) => `user${number}@${domainOf('no-starttls')}`));
    expect(Buffer.from(report!.message).toString().match(/^Final-Recipient: .*$/gm)).toEqual([0, 2, 4].map((number) => `Final-Recipient: rfc822; user${number}@${domainOf('no-starttls')}`));
  });
});

it('the example fares as it says, by itself', async () => {
  builtFile('nodemailer.js');
  const { stdout } = await promisify(execFile)(process.execPath, [join(root, 'examples/nodemailer.mjs')]);
  expect(stdout).toContain('delivered: ann@bank.example');
  expect(stdout).toContain('smtp; 550 5.7.10 Secure transport required: starttls-not-supported');
  expect(stdout.trimEnd()).toMatch(/Every message fared as it should\.$/);
});
