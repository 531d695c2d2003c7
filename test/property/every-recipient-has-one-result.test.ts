// S-21.2: whatever the mail hosts do, every recipient has exactly one result, in the order of the envelope; what is delivered was received once, and over
// TLS where it was required.

import net from 'node:net';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { compilePolicy } from '../../src/index.js';
import { sendWithPolicy } from '../../src/nodemailer/index.js';
import { issue } from '../servers/authority.js';
import { startScriptedServer } from '../unit/nodemailer/scripted-server.js';
import type { ScriptedServer, ServerScript } from '../unit/nodemailer/scripted-server.js';
import { hostsOf, RAW, SENDER } from '../unit/nodemailer/sending.js';
import { HitRate } from './runs.js';

const RECIPIENTS = ['free@partner.example', 'strict@partner.example', 'other@partner.example'] as const;

/** What a mail host can do; `refused`: nobody listens. */
const BEHAVIOURS: Readonly<Record<string, (tls: ServerScript) => ServerScript>> = {
  good: (tls) => tls,
  plain: () => ({}),
  'breaks the handshake': (tls) => ({ ...tls, dropHandshake: true }),
  'refuses STARTTLS': (tls) => ({ ...tls, answers: { STARTTLS: ['454 4.7.0 no'] } }),
  'refuses everything': () => ({ answers: { greeting: ['554 5.3.2 no'] } }),
  'is busy': () => ({ answers: { greeting: ['421 4.3.2 busy'] } }),
  greylists: (tls) => ({ ...tls, answers: { RCPT: ['451 4.7.1 later'] } }),
  'greylists one': (tls) => ({ ...tls, offers: ['PIPELINING'], answers: { [`RCPT TO:<${RECIPIENTS[1]}>`]: ['451 4.7.1 later'] } }),
  'knows nobody': (tls) => ({ ...tls, offers: ['PIPELINING'], answers: { RCPT: ['550 5.1.1 no'] } }),
  'does not know one': (tls) => ({ ...tls, answers: { [`RCPT TO:<${RECIPIENTS[0]}>`]: ['550 5.1.1 no'] } }),
  'vanishes before the end': (tls) => ({ ...tls, answers: { DATA: 'drop' } }),
  'vanishes at the end': (tls) => ({ ...tls, answers: { '.': 'drop' } }),
  'takes nothing': (tls) => ({ ...tls, answers: { '.': ['552 5.2.2 full'] } }),
};

const servers = new Map<string, ScriptedServer>();

beforeAll(async () => {
  const { pem, key } = await issue(null, { commonName: 'mx' });
  for (const [name, scriptOf] of Object.entries(BEHAVIOURS)) servers.set(name, await startScriptedServer(scriptOf({ tls: { cert: pem, key } })));
});
afterAll(() => Promise.all([...servers.values()].map((server) => server.close())));

const engine = compilePolicy({
  addressLists: { strict: RECIPIENTS[1] },
  orgUnits: [{ path: '/', settings: [{ id: 'strict', appliesTo: ['outbound'], addressLists: ['strict'], require: { caSignedCertificate: false, validateHostname: false } }] }],
});

const attempts = fc.record({
  hosts: fc.shuffledSubarray(['refused', ...Object.keys(BEHAVIOURS)], { minLength: 1, maxLength: 4 }),
  rcptTo: fc.array(fc.constantFrom(...RECIPIENTS, 'no address'), { minLength: 1, maxLength: 5 }),
});

it('every recipient has exactly one result, and what is delivered was received', { timeout: 120_000 }, async () => {
  const rates = { delivered: new HitRate(), bounced: new HitRate(), retry: new HitRate() };
  await fc.assert(
    fc.asyncProperty(attempts, async ({ hosts, rcptTo }) => {
      const before = new Map([...servers].map(([name, { messages, commands }]) => [name, { messages: messages.length, commands: commands.length }]));
      const resolver = { ...hostsOf(...hosts.map((_, at) => `mx${at}`)), resolve4: (name: string) => Promise.resolve([`192.0.2.${name.slice(2)}`]) };
      const connect = ({ host = '' }): net.Socket => net.connect(servers.get(hosts[Number(host.split('.')[3])]!)?.port ?? 1, '127.0.0.1');
      const options = { name: 'here.example', resolver, connect, timeouts: { connect: 2000, setUp: 2000, silence: 2000 } };
      const { recipients, decision, report } = await sendWithPolicy(engine, { envelope: { mailFrom: SENDER, rcptTo }, raw: RAW }, options);

      expect(recipients.map(({ recipient }) => recipient)).toEqual(rcptTo);
      expect(decision.recipients).toHaveLength(rcptTo.length);
      expect(report === null).toBe(!recipients.some(({ outcome }) => outcome === 'bounced'));
      for (const { outcome } of recipients) for (const [name, rate] of Object.entries(rates)) rate.count(name === outcome);

      let received = 0;
      for (const [name, server] of servers) {
        const since = before.get(name)!;
        const commands = server.commands.slice(since.commands);
        // Nobody who requires TLS is named in plaintext.
        expect(commands).not.toContain(`RCPT TO:<${RECIPIENTS[1]}>`);
        if (name !== 'vanishes at the end' && name !== 'takes nothing') received += server.messages.length - since.messages;
      }
      const deliveries = new Set(recipients.flatMap((one) => (one.outcome === 'delivered' ? [`${one.host} ${one.recipient === RECIPIENTS[1]}`] : [])));
      expect(received).toBe(deliveries.size);
      for (const one of recipients) if (one.outcome === 'delivered' && one.recipient === RECIPIENTS[1]) expect(one.session.tls).toBe(true);
    }),
    { numRuns: 200 },
  );
  for (const [outcome, { share }] of Object.entries(rates)) expect(share, outcome).toBeGreaterThan(0.1);
});
