// The protocols of Postfix: however the bytes are cut, the answers are the same; and whatever the bytes are, nothing is thrown, and what is kept is bounded.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Dialogue, Turn } from '../../src/postfix/dialogue.js';
import { MilterDialogue } from '../../src/postfix/milter.js';
import type { MilterMessage } from '../../src/postfix/milter.js';
import { PolicyDelegationDialogue } from '../../src/postfix/policy-delegation.js';
import { SocketmapDialogue } from '../../src/postfix/socketmap.js';
import { macrosPacket, messagePackets, netstringOf, optionsPacket, packet } from '../unit/postfix/protocol-bytes.js';
import { HitRate, RUNS } from './runs.js';

const LONGEST = 200;

interface Heard {
  readonly dialogue: Dialogue;
  readonly asked: unknown[];
}

interface Protocol {
  readonly start: () => Heard;
  /** What Postfix could send. */
  readonly sent: fc.Arbitrary<Buffer>;
  /** The share of spoilt bytes that are no longer of the protocol. Lines end sooner or later, and lengths lead astray at once. */
  readonly least: number;
}

const text = fc.oneof(fc.constantFrom('tls-policy/tls-root', 'transport', 'partner.example', 'ann@bücher.example', 'a b', ''), fc.string({ maxLength: 30 }), fc.string({ unit: 'grapheme', maxLength: 10 }));
const line = fc.string({ unit: fc.constantFrom('a', 'b', '=', ' ', 'ü', '@', '.'), maxLength: 20 });

const PROTOCOLS: Readonly<Record<string, Protocol>> = {
  socketmap: {
    start: () => hearing((asked) => new SocketmapDialogue(LONGEST, (request) => (asked.push(request), { status: 'found', value: request.key }))),
    sent: listOf(fc.tuple(text, text).map(([map, key]) => netstringOf(`${map} ${key}`))),
    least: 0.5,
  },
  'policy delegation': {
    start: () => hearing((asked) => new PolicyDelegationDialogue(LONGEST, (attributes) => (asked.push([...attributes]), `DUNNO ${attributes.size}`))),
    sent: listOf(fc.array(fc.tuple(fc.constantFrom('sender', 'recipient', 'x'), line), { maxLength: 6 }).map((pairs) => Buffer.from(`${pairs.map((pair) => `${pair.join('=')}\n`).join('')}\n`))),
    least: 0.1,
  },
  milter: {
    start: () =>
      hearing((asked) => new MilterDialogue({ packet: LONGEST, headerBlock: 100, envelope: 60 }, (message: MilterMessage) => (asked.push(message), { kind: 'reply', reply: { code: 550, enhancedCode: '5.7.10', text: 'no' } }))),
    sent: fc.tuple(fc.constantFrom([6, 0x1ff, 0x1fffff] as const, [2, 0, 0x7f] as const), listOf(milterEvents())).map(([offer, events]) => Buffer.concat([optionsPacket(offer), events])),
    least: 0.3,
  },
};

describe.each(Object.entries(PROTOCOLS))('%s', (_name, { start, sent, least }) => {
  it('is read alike in any pieces', () => {
    const rate = new HitRate();
    fc.assert(
      fc.property(sent, fc.array(fc.nat()), (bytes, cuts) => {
        const [whole, pieces, single] = [talk(start(), [bytes]), talk(start(), cutAt(bytes, cuts)), talk(start(), [...bytes].map((byte) => Buffer.from([byte])))];
        rate.count(whole.asked.length > 0);
        expect(pieces).toEqual(whole);
        expect(single).toEqual(whole);
      }),
      { numRuns: RUNS },
    );
    expect(rate.share).toBeGreaterThan(0.5);
  });

  it('takes any bytes', () => {
    const rate = new HitRate();
    const spoilt = fc.tuple(sent, fc.array(fc.tuple(fc.nat(), fc.oneof(fc.constantFrom(0x00, 0x0a, 0x2c, 0x3a, 0xff), fc.integer({ min: 0, max: 255 }))), { minLength: 1, maxLength: 8 })).map(([bytes, changes]) => changed(bytes, changes));
    fc.assert(
      fc.property(fc.oneof(spoilt, fc.uint8Array({ maxLength: 300 })), fc.array(fc.nat()), (bytes, cuts) => {
        const { ends } = talk(start(), cutAt(Buffer.from(bytes), cuts));
        rate.count(ends !== null);
      }),
      { numRuns: RUNS },
    );
    expect(rate.share).toBeGreaterThan(least);
  });

  it('keeps nothing of a request that never ends', () => {
    for (const byte of [0x00, 0x31, 0x3d, 0x61]) {
      const { ends } = talk(start(), Array.from({ length: LONGEST + 20 }, () => Buffer.from([byte])));
      expect(ends).toMatchObject({ kind: 'violation' });
    }
  });

  it('says nothing more once the conversation has ended', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), sent, (bytes, more) => {
        const heard = start();
        if (talk(heard, [Buffer.from(bytes)]).ends === null) return;
        const asked = heard.asked.length;
        expect(heard.dialogue.receive(more).output).toHaveLength(0);
        expect(heard.asked).toHaveLength(asked);
      }),
      { numRuns: RUNS },
    );
  });
});

function hearing(make: (asked: unknown[]) => Dialogue): Heard {
  const asked: unknown[] = [];
  return { dialogue: make(asked), asked };
}

/** The answers up to the end of the conversation. */
function talk({ dialogue, asked }: Heard, pieces: readonly Buffer[]): { output: string; ends: Turn['end']; asked: readonly unknown[]; isIdle: boolean } {
  const output: Buffer[] = [];
  for (const piece of pieces) {
    // A copy that is overwritten, as sockets do with their buffers.
    const turn = takeCopy(dialogue, piece);
    output.push(Buffer.from(turn.output));
    if (turn.end !== null) return { output: Buffer.concat(output).toString('latin1'), ends: turn.end, asked, isIdle: true };
  }
  return { output: Buffer.concat(output).toString('latin1'), ends: null, asked, isIdle: dialogue.isIdle };
}

function takeCopy(dialogue: Dialogue, piece: Buffer): Turn {
  const copy = Buffer.from(piece);
  const turn = dialogue.receive(copy);
  copy.fill(0);
  return turn;
}

function cutAt(bytes: Buffer, cuts: readonly number[]): Buffer[] {
  const places = [...new Set(cuts.map((cut) => cut % (bytes.length + 1)))].sort((a, b) => a - b);
  return [0, ...places].map((place, index) => bytes.subarray(place, places[index] ?? bytes.length));
}

function changed(bytes: Buffer, changes: readonly (readonly [place: number, byte: number])[]): Buffer {
  const copy = Buffer.from(bytes);
  for (const [place, byte] of changes) if (copy.length > 0) copy[place % copy.length] = byte;
  return copy;
}

function listOf(request: fc.Arbitrary<Buffer>): fc.Arbitrary<Buffer> {
  return fc.array(request, { minLength: 1, maxLength: 5 }).map((requests) => Buffer.concat(requests));
}

function milterEvents(): fc.Arbitrary<Buffer> {
  const address = fc.constantFrom('', 'ann@partner.example', 'bob@here.example');
  const field = fc.tuple(fc.constantFrom('From', 'To', 'X-Long'), fc.constantFrom(' ann@partner.example', 'bob', ' '.repeat(60)));
  const tls = fc.constantFrom<Record<string, string>>({}, { '{tls_version}': 'TLSv1.3' });
  const message = fc.record({ mailFrom: address, rcptTo: fc.array(address, { maxLength: 4 }), fields: fc.array(field, { maxLength: 4 }), tls }).map((script) => Buffer.concat(messagePackets(script)));
  const other = fc.constantFrom(packet('C', 'client'), packet('H', 'client'), packet('T'), packet('A'), packet('E'), packet('K'), packet('B', 'body'), macrosPacket('H', { '{tls_version}': 'TLSv1.2' }), packet('M', '<>'), packet('R', '<bob@here.example>'), packet('N'));
  return fc.oneof({ weight: 2, arbitrary: message }, { weight: 3, arbitrary: other });
}
