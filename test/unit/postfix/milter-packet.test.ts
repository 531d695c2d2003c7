import { describe, expect, it } from 'vitest';
import { milterPacket, MilterPacketReader, textsOf } from '../../../src/postfix/milter-packet.js';
import { packet, packetsIn } from './protocol-bytes.js';

describe('MilterPacketReader', () => {
  it('reads several at once, one without data too', () => {
    const reader = new MilterPacketReader(100);
    const packets = reader.read(Buffer.concat([packet('M', '<a@x.example>'), packet('N'), packet('Q')]));
    expect(packets.map(({ command, data }) => [command, data.toString()])).toEqual([['M', '<a@x.example>\0'], ['N', ''], ['Q', '']]);
    expect(reader.isEmpty).toBe(true);
  });

  it('waits for the rest of one', () => {
    const bytes = packet('H', 'mail.x.example');
    const reader = new MilterPacketReader(100);
    for (const byte of bytes.subarray(0, -1)) {
      expect(reader.read(Buffer.from([byte]))).toEqual([]);
      expect(reader.isEmpty).toBe(false);
    }
    expect(reader.read(bytes.subarray(-1)).map(({ data }) => data.toString())).toEqual(['mail.x.example\0']);
    expect(reader.isEmpty).toBe(true);
  });

  it.each([
    ['one without a command', Buffer.from([0, 0, 0, 0, 1]), 'a packet is empty'],
    ['one that is too long', Buffer.from([0, 0, 0, 101, 0x4d]), 'a packet has more than 100 bytes'],
    ['one of four gigabytes', Buffer.from([255, 255, 255, 255, 0x4d]), 'a packet has more than 100 bytes'],
  ])('reads no more after %s', (_name, bytes, problem) => {
    const reader = new MilterPacketReader(100);
    expect(reader.read(Buffer.concat([bytes, packet('Q')]))).toEqual([]);
    expect(reader.problem).toBe(problem);
    expect(reader.read(packet('Q'))).toEqual([]);
  });
});

it('milterPacket writes what is read', () => {
  expect(packetsIn(Buffer.concat([milterPacket('c'), milterPacket('y', Buffer.from('550 no\0'))]))).toEqual([
    { command: 'c', data: Buffer.alloc(0) },
    { command: 'y', data: Buffer.from('550 no\0') },
  ]);
});

it('textsOf splits at NUL, with or without one at the end', () => {
  expect(['', 'a\0', 'a', 'a\0b\0', 'a\0b', '\0', '\0\0'].map((text) => textsOf(Buffer.from(text)))).toEqual([[], ['a'], ['a'], ['a', 'b'], ['a', 'b'], [''], ['', '']]);
});
