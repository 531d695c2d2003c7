// A transaction that ends while the message is on its way: nothing may be added to the message, and nobody has it.
import net from 'node:net';
import type { AddressInfo } from 'node:net';
import { afterEach, expect, it } from 'vitest';
import { free, RAW, sending } from './sending.js';

let server: net.Server;
afterEach(() => new Promise<unknown>((resolve) => server.close(resolve)));

/** More than the buffers of a connection hold. */
const LONG = `${RAW}${'0123456789abcdef\r\n'.repeat(800_000)}`;

/** Reads some of the message, does as it is told, and reads on a moment later. @returns what came after DATA */
async function interrupted(interrupt: (socket: net.Socket) => void): Promise<{ received: () => string; port: number }> {
  let message = '';
  server = net.createServer((socket) => {
    let inData = false;
    let heard = 0;
    socket.on('error', () => undefined);
    socket.write('220 mx\r\n');
    socket.on('data', (chunk: Buffer) => {
      const text = chunk.toString('latin1');
      if (inData) {
        message += text;
        if (heard < 100_000 && heard + text.length >= 100_000) {
          socket.pause();
          interrupt(socket);
          setTimeout(() => socket.resume(), 30);
        }
        heard += text.length;
      } else {
        inData = text.startsWith('DATA');
        socket.write(inData ? '354 go\r\n' : '250 ok\r\n');
      }
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { received: () => message, port: (server.address() as AddressInfo).port };
}

function saidIn(message: string): { quit: boolean; end: boolean } {
  return { quit: message.includes('QUIT'), end: message.includes('\r\n.\r\n') };
}

it('the caller ends it: no word of the dialogue gets into the message, which nobody takes', async () => {
  const stop = new AbortController();
  const { received, port } = await interrupted(() => stop.abort());
  const { recipients } = await sending(free, port, undefined, { signal: stop.signal }, LONG);
  expect(recipients[0]).toMatchObject({ outcome: 'retry', mayBeDelivered: false });
  await new Promise((resolve) => setTimeout(resolve, 400));
  expect(saidIn(received())).toEqual({ quit: false, end: false });
});

it('the server refuses it for good: the rest is not sent', async () => {
  const { received, port } = await interrupted((socket) => socket.write('552 5.3.4 too large\r\n'));
  const { recipients } = await sending(free, port, undefined, {}, LONG);
  expect(recipients[0]).toMatchObject({ outcome: 'bounced', cause: 'refusal', reply: { code: 552 } });
  await new Promise((resolve) => setTimeout(resolve, 400));
  expect(saidIn(received())).toEqual({ quit: false, end: false });
});

it('the server says that it has taken it: it cannot have, and the mail waits', async () => {
  const { received, port } = await interrupted((socket) => socket.write('250 2.0.0 taken\r\n'));
  const { recipients } = await sending(free, port, undefined, {}, LONG);
  expect(recipients[0]).toMatchObject({ outcome: 'retry', mayBeDelivered: true, reason: 'mx.partner.example: the server answered before the end of the message' });
  await new Promise((resolve) => setTimeout(resolve, 400));
  expect(saidIn(received())).toEqual({ quit: false, end: false });
});
