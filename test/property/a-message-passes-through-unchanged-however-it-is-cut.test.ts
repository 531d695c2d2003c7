// S-20.3: whatever a message is and however it comes in pieces, the header that is read is that of the message whole, and every byte is handed on.

import { PassThrough } from 'node:stream';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { SMTPServerDataStream } from 'smtp-server';
import { fromFields } from '../../src/index.js';
import { readHeaders } from '../../src/smtp-server/header-reading.js';
import { HeldMessage } from '../../src/smtp-server/held-message.js';
import { HitRate, RUNS } from './runs.js';

const fragment = fc.constantFrom('From: ann@partner.example', 'Subject: x', '\r\n', '\r\n', '\n', '\r', '\r\n\r\n', '\n\n', ' ', '.', 'ü', '\0', ':', 'body of a message');
const message = fc.array(fragment, { maxLength: 30 }).map((parts) => Buffer.from(parts.join('')));
const cut = fc.record({
  /** Lengths of the pieces, over and over; 0: wait before the next. */
  sizes: fc.array(fc.integer({ min: 0, max: 40 }), { minLength: 1, maxLength: 8 }).filter((sizes) => sizes.some((size) => size > 0)),
  longest: fc.oneof(fc.integer({ min: 1, max: 80 }), fc.constant(100_000)),
  reading: fc.constantFrom(...(['data', 'iteration', 'pipe', 'readable', 'late', 'held'] as const)),
  memory: fc.integer({ min: 1, max: 60 }),
});

it('every byte is handed on, and the header is that of the whole', async () => {
  const complete = new HitRate();
  const tooLong = new HitRate();
  await fc.assert(
    fc.asyncProperty(message, cut, async (bytes, { sizes, longest, reading, memory }) => {
      const stream = incoming();
      const written = write(stream, bytes, sizes);
      const { headers, message: handedOn } = await readHeaders(stream, longest);
      const [arrived] = await Promise.all([reading === 'held' ? readHeld(handedOn, memory) : READINGS[reading](handedOn), written]);
      expect(arrived.equals(bytes)).toBe(true);
      const end = /^(?:[^]*?\n)??\r?\n/.exec(bytes.toString('latin1'))?.[0].length ?? null;
      complete.count(end !== null && headers !== null);
      tooLong.count(headers === null);
      expect(headers === null).toBe((end ?? bytes.length) > longest);
      if (headers === null) return;
      expect(headers).toBe(bytes.subarray(0, end ?? bytes.length).toString());
      expect(fromFields(headers)).toEqual(fromFields(bytes.toString()));
    }),
    { numRuns: RUNS },
  );
  expect(complete.share).toBeGreaterThan(0.2);
  expect(tooLong.share).toBeGreaterThan(0.05);
});

function incoming(): SMTPServerDataStream {
  return Object.assign(new PassThrough({ highWaterMark: 16 }), { byteLength: 0, sizeExceeded: false });
}

/** As the parser of smtp-server does: it waits for the stream to drain. */
async function write(stream: PassThrough, bytes: Buffer, sizes: readonly number[]): Promise<void> {
  let at = 0;
  for (let turn = 0; at < bytes.length; turn++) {
    const size = sizes[turn % sizes.length]!;
    if (size === 0) await new Promise(setImmediate);
    else if (!stream.write(bytes.subarray(at, at + size))) await new Promise((resolve) => stream.once('drain', resolve));
    at += size;
  }
  stream.end();
}

const READINGS: Readonly<Record<'data' | 'iteration' | 'pipe' | 'readable' | 'late', (stream: PassThrough) => Promise<Buffer>>> = {
  data: (stream) => collect(stream, (take) => stream.on('data', take)),
  iteration: async (stream) => {
    const pieces: Buffer[] = [];
    for await (const piece of stream as AsyncIterable<Buffer>) pieces.push(piece);
    return Buffer.concat(pieces);
  },
  pipe: (stream) => collect(stream.pipe(new PassThrough()), function (take) {
    this.on('data', take);
  }),
  readable: (stream) => collect(stream, (take) => {
    stream.on('readable', () => {
      for (let piece = stream.read() as Buffer | null; piece !== null; piece = stream.read() as Buffer | null) take(piece);
    });
  }),
  late: async (stream) => {
    await new Promise(setImmediate);
    return READINGS.data(stream);
  },
};

function collect(stream: PassThrough, listen: (this: PassThrough, take: (piece: Buffer) => void) => void): Promise<Buffer> {
  const pieces: Buffer[] = [];
  listen.call(stream, (piece) => pieces.push(piece));
  return new Promise((resolve, reject) => stream.on('end', () => resolve(Buffer.concat(pieces))).on('error', reject));
}

async function readHeld(stream: SMTPServerDataStream, maxMemoryBytes: number): Promise<Buffer> {
  const held = await HeldMessage.of(stream, { maxMessageBytes: 100_000, maxMemoryBytes, folder: undefined });
  const pieces: Buffer[] = [];
  for await (const piece of held.read() as AsyncIterable<Buffer>) pieces.push(piece);
  await held.discard();
  return Buffer.concat(pieces);
}
