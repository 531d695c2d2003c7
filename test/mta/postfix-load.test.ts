// Postfix with the daemon under load, and the daemon killed (SIGKILL) again and again: no message is lost, doubled, or delivered in breach of the policy.
//
// `npm run load:postfix` runs it whole.
import { randomInt } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import type { PolicyInput } from '../../src/index.js';
import { issue } from '../servers/authority.js';
import { reasonAgainst, tellLeftOut } from '../servers/debian-package.js';
import { send } from './client.js';
import { domainOf } from './partners.js';
import type { PartnerKind } from './partners.js';
import { ORGANISATION, startOrganisation } from './postfix-organisation.js';
import type { Organisation } from './postfix-organisation.js';
import type { ReceivedMessage } from './receiving-server.js';

const whole = process.env['SMTP_TLS_POLICY_LOAD'] === 'whole';
const MESSAGES = whole ? 2000 : 140;
const KILLS = whole ? 20 : 3;
const CONNECTIONS = 50;

// The first run on a machine downloads.
vi.setConfig({ testTimeout: whole ? 900_000 : 120_000, hookTimeout: 180_000 });

const reason = await reasonAgainst();

/** What becomes of a message by the policy, and nothing else may. */
type Fate = 'delivered' | 'reported' | 'refused';

interface Kind {
  readonly name: string;
  readonly listener: 'submission' | 'mx';
  readonly tls: boolean;
  readonly from: string;
  readonly to: string;
  readonly fate: Fate;
}

const outbound = (kind: PartnerKind, fate: Fate): Kind => ({ name: `to ${kind}`, listener: 'submission', tls: false, from: `user@${ORGANISATION}`, to: `someone@${domainOf(kind)}`, fate });
const inbound = (name: string, from: string, tls: boolean, fate: Fate): Kind => ({ name, listener: 'mx', tls, from, to: `ada@${ORGANISATION}`, fate });

const KINDS: readonly Kind[] = [
  outbound('good', 'delivered'),
  outbound('no-starttls', 'reported'),
  outbound('self-signed', 'reported'),
  outbound('tls-1.2-only', 'delivered'),
  inbound('from a partner with TLS', 'ann@partner.example', true, 'delivered'),
  inbound('from a partner in plaintext', 'ann@partner.example', false, 'refused'),
  inbound('from somebody in plaintext', 'ann@elsewhere.example', false, 'delivered'),
];

const POLICY: PolicyInput = {
  domains: [ORGANISATION],
  addressLists: { partners: { requireAuthentication: false, entries: ['partner.example', ...(['good', 'no-starttls', 'self-signed', 'tls-1.2-only'] as const).map(domainOf)] } },
  orgUnits: [{ path: '/', settings: [{ id: 'partners', appliesTo: ['inbound', 'outbound'], addressLists: ['partners'] }] }],
};

interface Message {
  readonly id: string;
  readonly kind: Kind;
  /** The last answer: taken, or refused for good. */
  answer: 'accepted' | 'refused' | null;
  refusedForNow: number;
}

if (reason !== null) {
  tellLeftOut('Postfix under load', reason);
  it(`is left out for Postfix: ${reason}`, () => expect(reason).not.toBe(''));
} else {
  let organisation: Organisation;

  beforeAll(async () => {
    const server = await issue(null, { commonName: `mx.${ORGANISATION}` });
    organisation = await startOrganisation({
      policy: POLICY,
      credentials: { cert: server.pem, key: server.key },
    });
  });
  afterAll(() => organisation.stop());

  it(`${MESSAGES} messages over ${CONNECTIONS} connections, with the daemon killed ${KILLS} times: each accepted once or answered with an error, and none in breach`, async () => {
    const messages: Message[] = Array.from({ length: MESSAGES }, (_, index) => ({ id: `load-${index}-`, kind: KINDS[index % KINDS.length]!, answer: null, refusedForNow: 0 }));
    const start = Date.now();
    const killing = killAtRandom(messages);
    const waiting = [...messages];
    await Promise.all(Array.from({ length: CONNECTIONS }, async () => {
      for (let message = waiting.pop(); message !== undefined; message = waiting.pop()) await sendUntilAnswered(message);
    }));
    await killing;
    await emptyQueue();

    const seconds = Math.round((Date.now() - start) / 1000);
    const { partners, mailboxes } = organisation;
    const ends = tally(messages, [...Object.values(partners.servers).flatMap((server) => server.messages), ...mailboxes.messages]);
    const servers = Object.values(partners.servers);
    const plaintext = servers.flatMap(({ commands }) => commands.filter(({ line, tls }) => /^MAIL /i.test(line) && tls === null)).length;
    const refusedForNow = messages.reduce((sum, message) => sum + message.refusedForNow, 0);
    console.log(`${MESSAGES} messages, ${CONNECTIONS} connections, ${KILLS} kills, ${seconds} s: ${JSON.stringify({ ...ends, refusedForNow, plaintextMailFromToPartners: plaintext })}`);

    expect(ends).toEqual({ delivered: count('delivered', messages), reported: count('reported', messages), refused: count('refused', messages), lost: 0, doubled: 0, wrong: 0 });
    expect(plaintext).toBe(0);
    expect(servers.flatMap((server) => server.commands).filter(({ line }) => /^MAIL /i.test(line)).length).toBeGreaterThan(0);
  });

  /** As a mail server does: a refusal for now is answered with another attempt. */
  const sendUntilAnswered = async (message: Message): Promise<void> => {
    const { id, kind: { listener, tls, from, to, name } } = message;
    const bytes = `From: <${from}>\r\nTo: <${to}>\r\nSubject: ${name}\r\nX-Load: ${id}\r\nMessage-ID: <${id}@load.example>\r\nDate: Mon, 30 Nov 2026 12:00:00 +0000\r\n\r\n${'load '.repeat(200)}\r\n`;
    while (message.answer === null) {
      const sent = await send({ port: organisation.postfix.port(listener), tls: tls ? {} : null }, { mailFrom: from, rcptTo: [to], bytes });
      if (sent.accepted) message.answer = 'accepted';
      else if (sent.code !== null && sent.code >= 500) message.answer = 'refused';
      else {
        message.refusedForNow++;
        await sleep(randomInt(50, 250));
      }
    }
  };

  /** At moments that are random in how many messages have been answered, and while others are under way. */
  const killAtRandom = async (messages: readonly Message[]): Promise<void> => {
    const moments = Array.from({ length: KILLS }, () => randomInt(0, messages.length)).sort((a, b) => a - b);
    for (const moment of moments) {
      while (messages.filter(({ answer }) => answer !== null).length < moment) await sleep(5);
      await sleep(randomInt(0, 20));
      await organisation.daemon.kill();
      await sleep(randomInt(0, 300));
      await organisation.daemon.startAgain();
    }
  };

  const emptyQueue = async (): Promise<void> => {
    const { postfix } = organisation;
    for (let round = 0; round < 120 && postfix.queued().length > 0; round++) {
      await postfix.flush();
      await sleep(500);
    }
    // A report is in no queue for a moment, between its message and itself.
    await sleep(1000);
    await postfix.until('an empty queue', () => postfix.queued().length === 0);
  };
}

type Tally = Record<Fate | 'lost' | 'doubled' | 'wrong', number>;

function tally(messages: readonly Message[], received: readonly ReceivedMessage[]): Tally {
  const result: Tally = { delivered: 0, reported: 0, refused: 0, lost: 0, doubled: 0, wrong: 0 };
  const arrivals = new Map<string, Fate[]>();
  for (const { mailFrom, bytes } of received) {
    const id = /X-Load: (load-\d+-)/.exec(bytes.toString())?.[1] ?? '';
    arrivals.set(id, [...(arrivals.get(id) ?? []), mailFrom === '' ? 'reported' : 'delivered']);
  }
  for (const { id, kind, answer } of messages) {
    const ends: Fate[] = [...(arrivals.get(id) ?? []), ...(answer === 'refused' ? ['refused' as const] : [])];
    const [end, ...more] = ends;
    if (end === undefined) result.lost++;
    else if (more.length > 0) result.doubled++;
    else if (end !== kind.fate) result.wrong++;
    else result[end]++;
  }
  return result;
}

function count(fate: Fate, messages: readonly Message[]): number {
  return messages.filter(({ kind }) => kind.fate === fate).length;
}
