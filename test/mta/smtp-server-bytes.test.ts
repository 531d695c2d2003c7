// What arrives is what was sent, byte for byte, whatever it is and however the network cuts it (S-20.3).
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { exchangerCertificates, startExchanger } from './mail-exchanger.js';
import type { Exchanger } from './mail-exchanger.js';
import { sampleMessage } from './outbound-cases.js';
import { WireClient } from './wire-client.js';

let plain: Exchanger;
let unread: Exchanger;
let holding: Exchanger;
beforeAll(async () => {
  const certificates = await exchangerCertificates();
  plain = await startExchanger(certificates, { adapter: { maxHeaderBytes: 50_000 } });
  unread = await startExchanger(certificates, { unobserved: true });
  const authentication = { authenticate: () => ({ dmarc: { result: 'fail' as const } }), maxMemoryBytes: 5_000 };
  holding = await startExchanger(certificates, { adapter: { maxHeaderBytes: 50_000, authentication } });
});
afterAll(() => Promise.all([plain.close(), unread.close(), holding.close()]));

const FROM = 'From: ann@elsewhere.example\r\n';
const MESSAGES: readonly (readonly [string, Buffer])[] = [
  ['nothing at all', Buffer.alloc(0)],
  ['an empty line alone', Buffer.from('\r\n')],
  ['a dot alone', Buffer.from('.\r\n')],
  ['a body without a header', Buffer.from('\r\nFrom: nobody@elsewhere.example\r\n')],
  ['a header without an empty line', Buffer.from(FROM)],
  ['a header and no body', Buffer.from(`${FROM}\r\n`)],
  ['dots at the beginnings of lines', Buffer.from(`${FROM}\r\n.\r\n..\r\n...\r\n.a\r\n\r\n.\r\n`)],
  ['a dot that begins the header', Buffer.from(`.${FROM}\r\nHello\r\n`)],
  ['bare line feeds', Buffer.from(`From: ann@elsewhere.example\n\nHello\n.\nmore\n\r\n`)],
  ['bare carriage returns', Buffer.from(`${FROM}\r\nHel\rlo\r\r\n\r\r\n`)],
  ['8-bit text, long lines and dots', sampleMessage('everything', 'ann@elsewhere.example')],
  ['every byte there is', Buffer.concat([Buffer.from(`${FROM}\r\n`), Buffer.from(Uint8Array.from({ length: 256 }, (_, byte) => byte)), Buffer.from('\r\n')])],
  ['a line of 100,000 characters', Buffer.from(`${FROM}\r\n${'x'.repeat(100_000)}\r\n`)],
  ['a header of 40,000 bytes', Buffer.from(`${'X-Filler: 0123456789\r\n'.repeat(1800)}${FROM}\r\nHello\r\n`)],
  ['one megabyte', Buffer.from(`${FROM}\r\n${'0123456789abcdef\r\n'.repeat(58_000)}`)],
];

/** RFC 5321 section 4.5.2. Bare line feeds begin no line. */
function stuffed(message: Buffer): Buffer {
  return Buffer.from(message.toString('latin1').replace(/(^|\r\n)\./g, '$1..'), 'latin1');
}

describe.each([
  ['passes through', (): Exchanger => plain],
  ['nobody reads the header of', (): Exchanger => unread],
  ['is held and handed on', (): Exchanger => holding],
])('a message that %s', (_name, exchangerOf) => {
  beforeEach(() => {
    exchangerOf().stored.length = 0;
  });

  /** Held are those from the bank, on whose authentication it depends. */
  const adapted = (message: Buffer): Buffer => Buffer.from(message.toString('latin1').replaceAll('ann@elsewhere.example', 'ann@bank.example'), 'latin1');

  it.each(MESSAGES)('%s', async (name, original) => {
    const exchanger = exchangerOf();
    const message = exchanger === holding ? adapted(original) : original;
    const client = await WireClient.connect(exchanger.port);
    await client.command('EHLO client.example');
    // Where nobody is the author TLS is required.
    if (exchanger === unread || !/^From: ann@/m.test(message.toString('latin1'))) {
      await client.startTls();
      await client.command('EHLO client.example');
    }
    expect(await client.transaction('x@elsewhere.example', ['ada@organisation.example'], stuffed(message))).toBe('250 stored');
    expectStored(exchanger, message, name);
    await client.quit();
  });

  it.each([1, 2, 3, 5, 7, 64])('in pieces of %i', async (size) => {
    const exchanger = exchangerOf();
    const sample = sampleMessage('in pieces', 'ann@elsewhere.example');
    const message = exchanger === holding ? adapted(sample) : sample;
    const client = await WireClient.connect(exchanger.port);
    await client.command('EHLO client.example');
    if (exchanger === unread) {
      await client.startTls();
      await client.command('EHLO client.example');
    }
    for (const line of ['MAIL FROM:<x@elsewhere.example>', 'RCPT TO:<ada@organisation.example>', 'DATA']) await client.command(line);
    const data = Buffer.concat([stuffed(message), Buffer.from('.\r\n')]);
    for (let at = 0; at < data.length; at += size) {
      client.write(data.subarray(at, at + size));
      await new Promise(setImmediate);
    }
    expect(await client.reply()).toEqual({ code: 250, lines: ['stored'] });
    expectStored(exchanger, message, `pieces of ${size}`);
    await client.quit();
  });
});

function expectStored({ stored }: Exchanger, message: Buffer, name: string): void {
  expect(stored.length).toBe(1);
  const { bytes, byteLength, sizeExceeded } = stored[0]!;
  expect(bytes!.equals(message), `${name}: ${bytes!.length} bytes for ${message.length}`).toBe(true);
  expect([byteLength, sizeExceeded]).toEqual([message.length, false]);
}
