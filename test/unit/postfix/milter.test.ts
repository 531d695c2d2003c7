import { describe, expect, it } from 'vitest';
import { MilterDialogue } from '../../../src/postfix/milter.js';
import type { MilterLimits, MilterMessage, MilterVerdict } from '../../../src/postfix/milter.js';
import { macrosPacket, messagePackets, milterBytes, NEGOTIATION_V6, optionsPacket, packet, packetsIn } from './protocol-bytes.js';

const LIMITS: MilterLimits = { packet: 100_000, headerBlock: 500, envelope: 300 };
const PLAIN = { mailFrom: 'ann@partner.example', rcptTo: ['bob@here.example'], fields: [['From', ' ann@partner.example']] as const, tls: {} };

interface Heard {
  readonly dialogue: MilterDialogue;
  readonly messages: MilterMessage[];
  readonly send: (...packets: readonly Buffer[]) => { replies: string[]; end: unknown };
}

function hearing(verdict: MilterVerdict = { kind: 'accept' }, limits = LIMITS): Heard {
  const messages: MilterMessage[] = [];
  const dialogue = new MilterDialogue(limits, (message) => {
    messages.push(message);
    return verdict;
  });
  const send: Heard['send'] = (...packets) => {
    const { output, end } = dialogue.receive(Buffer.concat(packets));
    return { replies: packetsIn(output).map(({ command, data }) => (command === 'O' ? 'O' : `${command}${data.toString()}`)), end };
  };
  return { dialogue, messages, send };
}

describe('a message', () => {
  it('is judged at the end of its header block, with its envelope, session and header', () => {
    const { send, messages } = hearing();
    const fields = [['From', ' Ann\n <ann@partner.example>'], ['Subject', 'no blank']] as const;
    expect(send(milterBytes({ ...PLAIN, fields, rcptTo: ['bob@here.example', 'eve@here.example'], negotiation: NEGOTIATION_V6, tls: { '{tls_version}': 'TLSv1.3' } }))).toEqual({ replies: ['O', 'a'], end: null });
    expect(messages).toEqual([
      {
        mailFrom: 'ann@partner.example',
        rcptTo: ['bob@here.example', 'eve@here.example'],
        headers: 'From: Ann\n <ann@partner.example>\r\nSubject:no blank\r\n',
        session: { tls: true, version: 'TLSv1.3', certificate: { trusted: false } },
        queueId: '4F1A2B3C',
      },
    ]);
  });

  it('has a blank after the colon where Postfix leaves it out, and each event is answered where Postfix waits', () => {
    const { send, messages } = hearing();
    const replies = send(optionsPacket([2, 0x3f, 0x7f]), packet('C', 'client', Buffer.from('4'), Buffer.from([0, 25]), '127.0.0.1'), packet('H', 'client'), ...messagePackets({ ...PLAIN, fields: [['From', 'ann@partner.example']] }));
    expect(replies.replies).toEqual(['O', 'c', 'c', 'c', 'c', 'c', 'a']);
    expect(messages[0]?.headers).toBe('From: ann@partner.example\r\n');
  });

  it('may have the null reverse-path, no recipient, and paths without brackets', () => {
    const { send, messages } = hearing();
    send(optionsPacket(NEGOTIATION_V6), packet('M', '<>'), packet('N'), packet('M', 'ann@x.example'), packet('R', 'bob@y.example'), packet('N'), packet('M'), packet('R'), packet('N'));
    expect(messages.map(({ mailFrom, rcptTo }) => [mailFrom, rcptTo])).toEqual([[null, []], ['ann@x.example', ['bob@y.example']], [null, ['']]]);
  });

  it('has the recipients that Postfix reads, where it says them, each once', () => {
    const { send, messages } = hearing();
    const routed = [macrosPacket('R', { '{rcpt_addr}': 'bob@here.example' }), packet('R', '<@there.example:bob@here.example>')];
    send(optionsPacket(NEGOTIATION_V6), packet('M', '<>'), ...routed, packet('R', '<eve@here.example>'), packet('N'));
    expect(messages[0]?.rcptTo).toEqual(['bob@here.example', 'eve@here.example']);
  });

  it('comes after another on the same connection, with a session of its own', () => {
    const { send, messages } = hearing();
    send(milterBytes({ ...PLAIN, negotiation: NEGOTIATION_V6 }), packet('A'), ...messagePackets({ ...PLAIN, mailFrom: 'eve@partner.example', tls: { '{tls_version}': 'TLSv1.2' } }));
    expect(messages.map(({ mailFrom, session }) => [mailFrom, session.tls])).toEqual([['ann@partner.example', false], ['eve@partner.example', true]]);
  });

  it('is forgotten when it is aborted, or the client is another one', () => {
    for (const forgetting of [packet('A'), packet('K'), packet('C', 'other')]) {
      const { send, messages, dialogue } = hearing();
      send(optionsPacket(NEGOTIATION_V6), macrosPacket('H', { '{tls_version}': 'TLSv1.3' }), packet('M', '<ann@partner.example>'));
      expect(dialogue.isIdle).toBe(false);
      expect(send(forgetting, packet('R', '<bob@here.example>'), packet('L', 'From', 'x'), packet('N'))).toEqual({ replies: ['c'], end: null });
      expect([messages, dialogue.isIdle]).toEqual([[], true]);
    }
  });

  it('is deferred at DATA where it has no queue id, for Postfix will show no header of it', () => {
    const { send, messages } = hearing();
    const before = send(optionsPacket(NEGOTIATION_V6), packet('M', '<>'), packet('R', '<bob@here.example>'), macrosPacket('T', { i: 'A1' }), packet('T'), packet('N'));
    expect(before).toEqual({ replies: ['O', 'c', 'a'], end: null });
    const { replies, end } = send(packet('M', '<>'), packet('R', '<bob@here.example>'), packet('T'), packet('N'));
    expect([replies, end, messages.length]).toEqual([['t'], { kind: 'violation', reason: expect.stringContaining('smtpd_proxy_filter') }, 1]);
  });

  it('is judged once, and at its end at the latest', () => {
    const { send, messages } = hearing({ kind: 'tempfail' });
    expect(send(milterBytes({ ...PLAIN, negotiation: NEGOTIATION_V6 }), packet('B', 'body'), packet('E')).replies).toEqual(['O', 't', 'c']);
    expect(send(packet('M', '<ann@partner.example>'), packet('E')).replies).toEqual(['t']);
    expect(messages).toHaveLength(2);
  });
});

describe('a verdict', () => {
  it('that rejects is a reply, whose percent signs are doubled for the MTA', () => {
    const { send } = hearing({ kind: 'reply', reply: { code: 550, enhancedCode: '5.7.10', text: '100% TLS required' } });
    expect(send(milterBytes({ ...PLAIN, negotiation: NEGOTIATION_V6 })).replies).toEqual(['O', 'y550 5.7.10 100%% TLS required\0']);
  });
});

describe('the limits', () => {
  it('make the header block unreadable where it is longer, and keep none of it', () => {
    const { send, messages } = hearing();
    const field = (length: number): Buffer => packet('L', 'X', ' '.repeat(length - 'X:\r\n'.length));
    send(optionsPacket(NEGOTIATION_V6), packet('M', '<>'), field(250), field(250), packet('N'), packet('M', '<>'), field(250), field(251), packet('L', 'From', 'a@x.example'), packet('N'));
    expect(messages.map(({ headers }) => headers?.length ?? null)).toEqual([500, null]);
  });

  it('defer a message whose envelope is longer', () => {
    const { send, messages } = hearing();
    const recipients = Array.from({ length: 20 }, (_, number) => packet('R', `<${'r'.repeat(14 + (number % 1))}@x>`));
    expect(send(optionsPacket(NEGOTIATION_V6), packet('M', '<>'), ...recipients, packet('N')).replies).toEqual(['O', 't']);
    expect(messages).toEqual([]);
  });

  it('end a connection with a packet that is longer', () => {
    const { send } = hearing(undefined, { ...LIMITS, packet: 20 });
    expect(send(optionsPacket(NEGOTIATION_V6), packet('H', 'a'.repeat(20)))).toEqual({ replies: ['O'], end: { kind: 'violation', reason: 'a packet has more than 20 bytes' } });
  });
});

describe('a connection', () => {
  it('ends without an answer when Postfix quits, and nothing is read after that', () => {
    const { send, messages } = hearing();
    expect(send(optionsPacket(NEGOTIATION_V6), packet('Q'), ...messagePackets(PLAIN))).toEqual({ replies: ['O'], end: { kind: 'farewell' } });
    expect(send(packet('N'))).toEqual({ replies: [], end: { kind: 'farewell' } });
    expect(messages).toEqual([]);
  });

  it.each([
    ['a packet before the options', [packet('H', 'client')], 'the first packet offers no protocol options'],
    ['options that are none', [packet('O', 'x')], 'the protocol options that are offered do not suffice'],
    ['an unknown command', [optionsPacket(NEGOTIATION_V6), packet('?')], 'a packet has a command that the protocol does not know'],
    ['macros without end', [optionsPacket(NEGOTIATION_V6), macrosPacket('M', { i: 'x'.repeat(70_000) })], 'macros are longer than any of Postfix'],
  ])('ends with %s', (_name, packets, reason) => {
    expect(hearing().send(...packets).end).toEqual({ kind: 'violation', reason });
  });

  it('answers events that say nothing where Postfix waits for it', () => {
    expect(hearing().send(optionsPacket([6, 0, 0]), packet('T'), packet('U', 'NOOP'), packet('B', 'x')).replies).toEqual(['O', 'c', 'c', 'c']);
  });
});
