// Debian's Postfix with the daemon sends to partners of every kind, at every level of a policy (S-9.4, S-23): real processes, real bytes.
import { connect } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { PolicyInput, SettingInput } from '../../src/index.js';
import { netstring } from '../../src/postfix/netstring.js';
import { reasonAgainst, tellLeftOut } from '../servers/debian-package.js';
import type { DeliveryLine } from '../servers/postfix.js';
import { send } from './client.js';
import { LEVELS, OUTBOUND_CASES, outboundPolicy, sampleMessage } from './outbound-cases.js';
import type { Fate, Level } from './outbound-cases.js';
import { domainOf, hostOf, PARTNER_KINDS } from './partners.js';
import type { PartnerKind } from './partners.js';
import { ORGANISATION, startOrganisation } from './postfix-organisation.js';
import type { Organisation } from './postfix-organisation.js';
import type { ReceivedMessage } from './receiving-server.js';

// The first run on a machine downloads.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 180_000 });

const reason = await reasonAgainst();

/** A level is an org unit, and a user of each sends. */
const wordOf = (level: Level): string => level.replace(/[^a-z0-9]+/g, '-');
const senderAt = (level: Level): string => `${wordOf(level)}@${ORGANISATION}`;

/** Domains with several MX hosts, in the order of preference. */
const DOMAINS = {
  'second-is-good.example': ['no-starttls', 'good'],
  'none-is-good.example': ['no-starttls', 'wrong-name', 'self-signed'],
  'last-is-away.example': ['no-starttls', 'refused'],
  'first-is-away.example': ['refused', 'no-starttls'],
} satisfies Record<string, readonly PartnerKind[]>;

/** Postfix checks both or none, and what asks for one check gets both (S-23.3). */
const JOINED: Readonly<Partial<Record<Level, Level>>> = { 'tls+ca': 'tls+ca+hostname', 'tls+hostname': 'tls+ca+hostname' };

const CODES: Readonly<Partial<Record<Fate, string>>> = { delivered: '2.0.0', 'starttls-not-supported': '5.7.4' };

function policy(port: number): PolicyInput {
  const levels = LEVELS.map((level) => outboundPolicy(level, Object.keys(DOMAINS)));
  const settingsOf = (document: PolicyInput): SettingInput[] => document.orgUnits?.[0]?.settings ?? [];
  const tls = { caSignedCertificate: false, validateHostname: false };
  return {
    domains: [ORGANISATION],
    addressLists: {
      ...levels.at(-1)!.addressLists,
      people: 'ann@stranger.example',
      routed: 'routed.example',
      misrouted: 'misrouted.example',
      nobodys: 'nobodys.example',
      subdomains: '*.below.example',
    },
    routes: { gateway: { host: hostOf('good'), port }, imposter: { host: hostOf('wrong-name'), port } },
    users: { ...Object.fromEntries(LEVELS.map((level) => [senderAt(level), `/${wordOf(level)}`])), [`boss@${ORGANISATION}`]: '/Board', [`clerk@${ORGANISATION}`]: '/Office' },
    orgUnits: [
      { path: '/', settings: [{ id: 'fallback', appliesTo: ['outbound'], addressLists: ['nobodys'], require: tls }] },
      ...LEVELS.map((level, index) => ({ path: `/${wordOf(level)}`, settings: settingsOf(levels[index]!) })),
      {
        path: '/Board',
        settings: [
          { id: 'board', appliesTo: ['outbound'], addressLists: ['partners', 'subdomains'], require: tls },
          { id: 'people', appliesTo: ['outbound'], addressLists: ['people'], require: tls },
          { id: 'routed', appliesTo: ['outbound'], addressLists: ['routed'], route: 'gateway' },
          { id: 'misrouted', appliesTo: ['outbound'], addressLists: ['misrouted'], route: 'imposter' },
        ],
      },
      { path: '/Office' },
    ],
  };
}

if (reason !== null) {
  tellLeftOut('Postfix sends by a policy', reason);
  it(`is left out for Postfix: ${reason}`, () => expect(reason).not.toBe(''));
} else {
  let organisation: Organisation;

  beforeAll(async () => {
    organisation = await startOrganisation({
      policy: ({ port }) => policy(port),
      // The older table would let all mail go without TLS, wherever the printed transports asked it.
      main: { recipient_delimiter: '+', smtp_tls_per_site: 'static:NONE' },
      partners: { domains: DOMAINS, zone: { 'nobodys.example': { mx: [[10, hostOf('no-starttls')]] }, 'stranger.example': { mx: [[10, hostOf('no-starttls')]] }, 'deep.below.example': { mx: [[10, hostOf('no-starttls')]] } } },
    });
  });
  afterAll(() => organisation.stop());

  const submit = async (from: string, to: string, bytes = sampleMessage(`${from} to ${to}`, from)): Promise<string> => {
    const sent = await send({ port: organisation.postfix.port('submission'), tls: null }, { mailFrom: from, rcptTo: [to], bytes });
    if (!sent.accepted) throw new Error(`Postfix did not take it: ${sent.reply}`);
    return /queued as (\w+)/.exec(sent.reply)![1]!;
  };
  /** What became of a message at the first attempt: the one line of the log about it. */
  const outcomeOf = async (queueId: string): Promise<DeliveryLine> => {
    const { postfix } = organisation;
    await postfix.until(`a delivery of ${queueId}`, () => postfix.deliveries().some((line) => line.queueId === queueId));
    const lines = postfix.deliveries().filter((line) => line.queueId === queueId);
    expect(lines).toHaveLength(1);
    return lines[0]!;
  };
  const received = (recipient: string): ReceivedMessage[] => Object.values(organisation.partners.servers).flatMap(({ messages }) => messages.filter(({ rcptTo }) => rcptTo.includes(recipient)));
  const commandsAbout = (word: string): PartnerKind[] => PARTNER_KINDS.filter((kind) => kind !== 'refused' && organisation.partners.servers[kind].commands.some(({ line }) => line.includes(word)));

  describe.each(LEVELS)('at the level `%s`', (level) => {
    const cases = OUTBOUND_CASES.filter((one) => one.level === (JOINED[level] ?? level));
    const sent = new Map<PartnerKind, { queueId: string; bytes: Buffer; to: string }>();

    beforeAll(async () => {
      await Promise.all(
        cases.map(async ({ kind }) => {
          const to = `${wordOf(level)}@${domainOf(kind)}`;
          const bytes = sampleMessage(`${level} to ${kind}`, senderAt(level), to);
          sent.set(kind, { queueId: await submit(senderAt(level), to, bytes), bytes, to });
        }),
      );
    });

    it.each(cases.map(({ kind, fate }): [PartnerKind, Fate] => [kind, fate]))('mail to %s is %s', async (kind, fate) => {
      const { queueId, bytes, to } = sent.get(kind)!;
      const { status, dsn, text } = await outcomeOf(queueId);
      if (fate === 'deferred') {
        expect([status, dsn[0], received(to)]).toEqual(['deferred', '4', []]);
        return;
      }
      if (fate !== 'delivered') {
        expect([status, dsn, text]).toEqual(['bounced', CODES[fate] ?? '5.7.5', expect.stringMatching(/TLS is required|Server certificate not verified|Cannot start TLS/)]);
        expect(received(to)).toEqual([]);
        return;
      }
      expect([status, dsn]).toEqual(['sent', '2.0.0']);
      const [message, ...more] = received(to);
      expect([message?.mailFrom, message?.tls !== null, more]).toEqual([senderAt(level), kind !== 'no-starttls', []]);
      expect(withoutTrace(message!.bytes).equals(bytes)).toBe(true);
    });
  });

  it('a bounce is reported to the sender, by the codes of RFC 3464', async () => {
    const report = await organisation.postfix.until('a report', () => organisation.mailboxes.messages.find(({ rcptTo }) => rcptTo[0] === senderAt('tls')));
    expect([report.mailFrom, report.bytes.toString()]).toEqual(['', expect.stringMatching(/^Final-Recipient: rfc822; tls@no-starttls\.example\r\n[^]*^Action: failed\r\nStatus: 5\.7\.4\r\n/m)]);
  });

  describe('of several MX hosts', () => {
    const from = senderAt('tls+ca+hostname');

    it('the first that meets the policy takes the mail', async () => {
      const { status } = await outcomeOf(await submit(from, 'several@second-is-good.example'));
      const [message] = received('several@second-is-good.example');
      expect([status, message?.tls]).toEqual(['sent', 'TLSv1.3']);
    });

    it('every one is tried before it bounces', async () => {
      organisation.partners.forget();
      const { status, dsn } = await outcomeOf(await submit(from, 'several@none-is-good.example'));
      expect([status, dsn, received('several@none-is-good.example')]).toEqual(['bounced', '5.7.5', []]);
      expect(commandsAbout('EHLO')).toEqual(['no-starttls', 'self-signed', 'wrong-name']);
      expect(commandsAbout('MAIL')).toEqual([]);
    });

    it('one that is not reached leaves it in the queue, if it is the last (S-23.8)', async () => {
      const { status, dsn } = await outcomeOf(await submit(from, 'several@last-is-away.example'));
      expect([status, dsn]).toEqual(['deferred', '4.4.1']);
      expect(await outcomeOf(await submit(from, 'several@first-is-away.example'))).toMatchObject({ status: 'bounced', dsn: '5.7.4' });
    });
  });

  describe('by org unit', () => {
    const boss = `boss@${ORGANISATION}`;
    const clerk = `clerk@${ORGANISATION}`;

    it("the boss's mail bounces where the clerk's is delivered", async () => {
      const to = `unit@${domainOf('no-starttls')}`;
      expect((await outcomeOf(await submit(boss, to))).status).toBe('bounced');
      expect(received(to)).toEqual([]);
      expect((await outcomeOf(await submit(clerk, to))).status).toBe('sent');
      expect(received(to).map(({ mailFrom }) => mailFrom)).toEqual([clerk]);
    });

    it('an address entry holds for all of them', async () => {
      const to = 'ann@stranger.example';
      expect((await outcomeOf(await submit(boss, to))).status).toBe('bounced');
      expect((await outcomeOf(await submit(clerk, to))).status).toBe('bounced');
      expect(received(to)).toEqual([]);
      expect((await outcomeOf(await submit(clerk, 'bob@stranger.example'))).status).toBe('sent');
      // Another address (S-2.2), though Postfix could take it for the same.
      expect((await outcomeOf(await submit(clerk, 'ann+news@stranger.example'))).status).toBe('sent');
    });

    it.each([
      ['in capitals', 'WRITTEN@NO-STARTTLS.EXAMPLE'],
      ['with a dot at the end', `written@${domainOf('no-starttls')}.`],
      ['in quotes', `"written"@${domainOf('no-starttls')}`],
      ['with a route of RFC 821', `@${ORGANISATION}:written@${domainOf('no-starttls')}`],
      ['with a percent sign', `written%${domainOf('no-starttls')}@[127.0.0.1]`],
      ['with an exclamation mark', `${domainOf('no-starttls')}!written`],
    ])('a recipient is held to the policy who is written %s', async (_how, to) => {
      organisation.partners.forget();
      expect(await outcomeOf(await submit(boss, to))).toMatchObject({ status: 'bounced', dsn: '5.7.4' });
      expect(commandsAbout('MAIL')).toEqual([]);
    });

    it.each([
      ['an address entry, with a percent sign', clerk, 'ann%stranger.example@[127.0.0.1]'],
      ['an address entry, in quotes', clerk, '"ann"@STRANGER.example'],
      ['a sender in capitals', 'BOSS@ORGANISATION.EXAMPLE', `written@${domainOf('no-starttls')}`],
      ['a sender in quotes', `"boss"@${ORGANISATION}`, `written@${domainOf('no-starttls')}`],
    ])('so is %s', async (_what, from, to) => {
      organisation.partners.forget();
      expect(await outcomeOf(await submit(from, to))).toMatchObject({ status: 'bounced', dsn: '5.7.4' });
      expect(commandsAbout('MAIL')).toEqual([]);
    });

    it('a sender who is not UTF-8, of whom Postfix asks no table, is held to the policy of the root', async () => {
      organisation.partners.forget();
      const sender = Buffer.from(`b\xf6ss@${ORGANISATION}`, 'latin1');
      const answer = await handIn(organisation.postfix.port('programs'), sender, 'x@nobodys.example');
      expect(await outcomeOf(/queued as (\w+)/.exec(answer)![1]!)).toMatchObject({ transport: 'tls-root', status: 'bounced', dsn: '5.7.4' });
      expect(commandsAbout('MAIL')).toEqual([]);
    });

    it('recipients of one message are held to it one by one', async () => {
      const { postfix } = organisation;
      const rcptTo = ['ann@stranger.example', 'two@stranger.example', `two@${domainOf('good')}`];
      const sent = await send({ port: postfix.port('submission'), tls: null }, { mailFrom: clerk, rcptTo, bytes: sampleMessage('to three') });
      const queueId = /queued as (\w+)/.exec(sent.reply)![1]!;
      const lines = await postfix.until('three deliveries', () => {
        const found = postfix.deliveries().filter((line) => line.queueId === queueId);
        return found.length === rcptTo.length && found;
      });
      expect(rcptTo.map((to) => lines.find((line) => line.to === to)?.status)).toEqual(['bounced', 'sent', 'sent']);
    });

    it('a route is taken, and its host has to meet the policy', async () => {
      expect((await outcomeOf(await submit(boss, 'x@routed.example'))).status).toBe('sent');
      expect((await outcomeOf(await submit(clerk, 'x@routed.example'))).status).toBe('sent');
      expect(received('x@routed.example').map(({ mailFrom, tls }) => [mailFrom, tls])).toEqual([
        [boss, 'TLSv1.3'],
        [clerk, 'TLSv1.3'],
      ]);
      expect(await outcomeOf(await submit(boss, 'x@misrouted.example'))).toMatchObject({ status: 'bounced', dsn: '5.7.5' });
      expect(received('x@misrouted.example')).toEqual([]);
    });

    it('a wildcard holds below its domain, and for nobody else', async () => {
      expect((await outcomeOf(await submit(boss, 'x@deep.below.example'))).status).toBe('bounced');
      expect((await outcomeOf(await submit(clerk, 'x@deep.below.example'))).status).toBe('sent');
      expect((await outcomeOf(await submit(boss, 'x@stranger.example'))).status).toBe('sent');
    });
  });

  describe('when the policy changes', () => {
    const boss = `boss@${ORGANISATION}`;
    const clerk = `clerk@${ORGANISATION}`;
    const replacePolicy = async (change: (document: PolicyInput) => void): Promise<void> => {
      const { daemon, partners, postfix } = organisation;
      const document = policy(partners.port);
      change(document);
      const loads = (): number => daemon.events.filter(({ event }) => event === 'policy-loaded').length;
      const before = loads();
      daemon.write(JSON.stringify(document));
      await postfix.until('the new policy', () => loads() > before);
    };
    const settingsAt = (document: PolicyInput, path: string): SettingInput[] => (document.orgUnits!.find((unit) => unit.path === path)!.settings ??= []);
    const strangers: SettingInput = { id: 'strangers', appliesTo: ['outbound'], addressLists: ['strangers'], require: { caSignedCertificate: false, validateHostname: false } };

    it('the next message is under the new one, whatever Postfix was told before', async () => {
      expect((await outcomeOf(await submit(boss, 'before@stranger.example'))).status).toBe('sent');
      await replacePolicy((document) => {
        document.addressLists!['strangers'] = 'stranger.example';
        settingsAt(document, '/Board').push(strangers);
      });
      expect((await outcomeOf(await submit(boss, 'after@stranger.example'))).status).toBe('bounced');
      expect(received('after@stranger.example')).toEqual([]);
    });

    it('mail of an org unit that master.cf does not know waits', async () => {
      await replacePolicy((document) => {
        document.addressLists!['strangers'] = 'stranger.example';
        settingsAt(document, '/Office').push(strangers);
      });
      expect(await outcomeOf(await submit(clerk, 'after@stranger.example'))).toMatchObject({ status: 'deferred', dsn: '4.3.0' });
      await replacePolicy(() => undefined);
    });
  });

  describe('without the daemon', () => {
    const from = senderAt('tls');
    const to = `later@${domainOf('greylisting')}`;

    it('new mail is refused for now, and what is in the queue waits until it is there again', async () => {
      const { postfix, partners } = organisation;
      const attempts = (queueId: string): DeliveryLine[] => postfix.deliveries().filter((line) => line.queueId === queueId);
      const queueId = await submit(from, to);
      expect((await outcomeOf(queueId)).status).toBe('deferred');

      await organisation.daemon.kill();
      partners.forget();
      const refused = await send({ port: postfix.port('submission'), tls: null }, { mailFrom: from, rcptTo: [`new@${domainOf('good')}`], bytes: 'Subject: new\r\n\r\n' });
      expect(refused).toMatchObject({ accepted: false, code: 451 });
      await postfix.flush();
      await postfix.until('the second attempt', () => attempts(queueId).length === 2);
      expect(attempts(queueId)[1]).toMatchObject({ status: 'deferred', dsn: expect.stringMatching(/^4\./) });
      expect([commandsAbout('MAIL'), commandsAbout('EHLO')]).toEqual([[], []]);

      await organisation.daemon.startAgain();
      // The server sees the recipient for the first time again.
      for (const next of [3, 4]) {
        await postfix.flush();
        await postfix.until('the next attempt', () => attempts(queueId).length === next);
      }
      expect([attempts(queueId)[3]?.status, received(to).map(({ tls }) => tls)]).toEqual(['sent', ['TLSv1.3']]);
    });
  });
}

/** Hands a message in by QMQP, and resolves with the answer. */
async function handIn(port: number, sender: Buffer, recipient: string): Promise<string> {
  const socket = connect(port, '127.0.0.1');
  socket.write(netstring(Buffer.concat([Buffer.from('Subject: by a program\n\n'), sender, Buffer.from(recipient)].map(netstring))));
  return (await buffer(socket)).toString();
}

/** Postfix puts its Received field before a message, and leaves the rest as it was sent. */
function withoutTrace(bytes: Buffer): Buffer {
  const text = bytes.toString('latin1');
  return Buffer.from(text.replace(/^Received: [^\r]*\r\n(?:[ \t][^\r]*\r\n)*/, ''), 'latin1');
}
