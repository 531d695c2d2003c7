// The adapter for nodemailer against real servers: every level of a policy and every kind of partner, several mail hosts, alternate routes, many recipients.
import { Resolver } from 'node:dns/promises';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { compilePolicy } from '../../src/index.js';
import type { PolicyInput } from '../../src/index.js';
import { sendWithPolicy } from '../../src/nodemailer/index.js';
import type { SendOptions, SendResult } from '../../src/nodemailer/index.js';
import { OUTBOUND_CASES, outboundPolicy, sampleMessage, SENDER } from '../mta/outbound-cases.js';
import { domainOf, hostOf, startPartners } from '../mta/partners.js';
import type { PartnerKind, Partners } from '../mta/partners.js';

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
    switch (fate) {
      case 'delivered':
        expect(result).toMatchObject({ outcome: 'delivered', recipient: to, host: hostOf(kind), address: partners.addresses[kind], reply: { code: 250 } });
        expect(received).toHaveLength(1);
        expect(received[0]).toMatchObject({ mailFrom: SENDER, rcptTo: [to] });
        expect(received[0]!.bytes.equals(raw)).toBe(true);
        expect(decision.outcome).toBe('deliver');
        expect(report).toBeNull();
        expect((received[0]!.tls === null) === (kind === 'no-starttls')).toBe(true);
        return;
      case 'deferred':
        expect(result).toMatchObject({ outcome: 'retry', host: hostOf(kind), mayBeDelivered: false });
        expect(report).toBeNull();
        return;
      default:
        expect(result).toMatchObject({ outcome: 'bounced', cause: 'violation', host: hostOf(kind), fields: { action: 'failed', status: fate === 'starttls-not-supported' ? '5.7.10' : '5.7.5' } });
        expect(result).toHaveProperty('violations.0.type', fate);
        expect(decision.outcome).toBe('bounce');
        // Not a word of the envelope was said.
        expect(commands('MAIL')).toEqual([]);
        expect(Buffer.from(report!.message).toString()).toContain(`Final-Recipient: rfc822; ${to}\r\n`);
    }
  });
});
