// Transactions that do not go as they should, or not alone: resets, pipelines, new policies, clients that go away, errors on every side (S-20.5, S-20.7).
import { once } from 'node:events';
import net from 'node:net';
import tls from 'node:tls';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { compilePolicy } from '../../src/index.js';
import type { PolicyInput, SmtpReply } from '../../src/index.js';
import { holdEngine } from '../../src/snapshot/index.js';
import { INBOUND_POLICY } from './inbound-cases.js';
import { exchangerCertificates, startExchanger } from './mail-exchanger.js';
import type { Exchanger, ExchangerCertificates, ExchangerOptions } from './mail-exchanger.js';
import { WireClient, words } from './wire-client.js';

const TO = 'ada@organisation.example';
const PARTNER = 'From: ann@partner.example\r\nSubject: hello\r\n\r\nHello\r\n';
const OTHER = 'From: ann@elsewhere.example\r\nSubject: hello\r\n\r\nHello\r\n';
const LOCAL_ERROR = '451 4.3.0 The message cannot be processed now; try again later';

let certificates: ExchangerCertificates;
let exchanger: Exchanger;
beforeAll(async () => {
  certificates = await exchangerCertificates();
});
afterEach(() => exchanger.close());

async function start(options: ExchangerOptions = {}): Promise<void> {
  exchanger = await startExchanger(certificates, options);
}

async function greeted(secure = false): Promise<WireClient> {
  const client = await WireClient.connect(exchanger.port);
  await client.command('EHLO client.example');
  if (!secure) return client;
  await client.startTls();
  await client.command('EHLO client.example');
  return client;
}

async function until(condition: () => boolean): Promise<void> {
  for (let waited = 0; !condition(); waited += 5) {
    if (waited > 10_000) throw new Error('it has not come to that');
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}

describe('one connection', () => {
  it('may bring several messages, of which each is judged by its own author', async () => {
    await start();
    const client = await greeted();
    const answers = [];
    for (const message of [OTHER, PARTNER, OTHER, PARTNER, OTHER]) answers.push((await client.transaction('x@elsewhere.example', [TO], message)).slice(0, 10));
    expect(answers).toEqual(['250 stored', '550 5.7.10', '250 stored', '550 5.7.10', '250 stored']);
    expect(exchanger.stored.map(({ bytes }) => bytes!.toString())).toEqual([OTHER, OTHER, OTHER]);
    await client.quit();
  });

  it('may be reset before, between and after', async () => {
    await start();
    const client = await greeted();
    await client.command('RSET');
    await client.command('MAIL FROM:<x@elsewhere.example>');
    await client.command('RCPT TO:<bo@organisation.example>');
    await client.command('RSET');
    expect(await client.command(`RCPT TO:<${TO}>`)).toMatch(/^503 /);
    expect(await client.transaction('x@elsewhere.example', [TO], OTHER)).toBe('250 stored');
    await client.command('RSET');
    expect(await client.transaction('x@elsewhere.example', [TO], PARTNER)).toMatch(/^550 5\.7\.10 /);
    await client.quit();
  });

  it('has the facts of TLS that it has now: what was said in plaintext counts for nothing after STARTTLS', async () => {
    await start();
    const client = await greeted();
    await client.command('MAIL FROM:<x@elsewhere.example>');
    await client.startTls();
    expect(await client.command(`RCPT TO:<${TO}>`)).toMatch(/^503 /);
    await client.command('EHLO client.example');
    expect(await client.transaction('x@elsewhere.example', [TO, 'bo@organisation.example'], PARTNER)).toBe('250 stored');
    await client.quit();
  });

  it('may pipeline whole transactions', async () => {
    await start();
    const client = await greeted();
    const commands = `MAIL FROM:<x@elsewhere.example>\r\nRCPT TO:<bo@organisation.example>\r\nRCPT TO:<${TO}>\r\nDATA\r\n`;
    client.write(`${commands}${PARTNER}.\r\n${commands}${OTHER}.\r\nNOOP\r\nQUIT\r\n`);
    const answers = [];
    for (let reply = await client.reply(); reply !== null; reply = await client.reply()) answers.push(words(reply).slice(0, 10));
    expect(answers).toEqual(['250 Accept', '550 5.7.10', '250 Accept', '354 End da', '550 5.7.10', '250 Accept', '550 5.7.10', '250 Accept', '354 End da', '250 stored', '250 OK', '221 Bye']);
    expect(exchanger.stored.map(({ rcptTo, bytes }) => [rcptTo, bytes!.toString()])).toEqual([[[TO], OTHER]]);
  });

  it('has TLS from the start on a port of its own', async () => {
    await start({ server: { secure: true } });
    const client = await WireClient.connectSecurely(exchanger.port, { maxVersion: 'TLSv1.2' });
    await client.command('EHLO client.example');
    expect(await client.transaction('x@elsewhere.example', [TO], PARTNER)).toBe('250 stored');
    expect(await client.transaction('x@elsewhere.example', ['sue@organisation.example'], PARTNER)).toMatch(/^550 5\.7\.5 /);
    await client.quit();
  });

  it('refuses what is longer than the header may be as a message of an unknown author', async () => {
    await start({ adapter: { maxHeaderBytes: 1000 } });
    const long = `From: ann@elsewhere.example\r\n${'X-Filler: 0123456789\r\n'.repeat(60)}\r\nHello\r\n`;
    const client = await greeted();
    expect(await client.transaction('x@elsewhere.example', [TO], long)).toMatch(/^550 5\.7\.10 /);
    expect(exchanger.decisions.map(({ author }) => author)).toEqual([{ known: false, reason: 'malformed' }]);
    await client.startTls();
    await client.command('EHLO client.example');
    expect(await client.transaction('x@elsewhere.example', [TO], long)).toBe('250 stored');
    expect(exchanger.stored[0]!.bytes!.toString()).toBe(long);
    await client.quit();
  });
});

describe('a policy that changes', () => {
  const nothing: PolicyInput = { ...INBOUND_POLICY, orgUnits: [], users: {} };

  it('decides from the next MAIL on, and each message by one policy whole', async () => {
    const holder = holdEngine(compilePolicy(nothing));
    await start({ source: holder });
    const client = await greeted();
    await client.command('MAIL FROM:<x@elsewhere.example>');
    holder.replace(compilePolicy(INBOUND_POLICY));
    // In the new policy this one is refused here.
    expect(await client.command('RCPT TO:<bo@organisation.example>')).toMatch(/^250 /);
    await client.command('DATA');
    client.write(`${PARTNER}.\r\n`);
    expect(words(await client.reply())).toBe('250 stored');
    expect(await client.transaction('x@elsewhere.example', [TO], PARTNER)).toMatch(/^550 5\.7\.10 /);
    holder.replace(compilePolicy(nothing));
    expect(await client.transaction('x@elsewhere.example', [TO], PARTNER)).toBe('250 stored');
    await client.quit();
  });

  it('refuses for now while there is none', async () => {
    const source = {
      get engine(): never {
        throw new RangeError('before the first policy there is none');
      },
    };
    await start({ source });
    const client = await greeted();
    expect(await client.command('MAIL FROM:<x@elsewhere.example>')).toBe(LOCAL_ERROR);
    expect(exchanger.problems).toEqual([new RangeError('before the first policy there is none')]);
    await client.quit();
  });
});

describe('TLS that ends upstream', () => {
  it('is not known unless somebody says what it was', async () => {
    await start({ server: { secure: true, secured: true } });
    const client = await WireClient.connect(exchanger.port);
    await client.command('EHLO client.example');
    expect(await client.transaction('x@elsewhere.example', [TO], PARTNER)).toMatch(/^550 5\.7\.10 /);
    await client.quit();
  });

  it('is what the operator says that it was, and no TLS where that fails', async () => {
    const versions = ['TLSv1.3', 'TLSv1.2', null, undefined];
    const upstreamSession = (): { tls: true; version: string } | null | undefined => {
      const version = versions.shift();
      return typeof version === 'string' ? { tls: true, version } : version;
    };
    await start({ server: { secure: true, secured: true }, adapter: { upstreamSession } });
    const client = await WireClient.connect(exchanger.port);
    await client.command('EHLO client.example');
    const answers = [];
    for (let turn = 0; turn < 4; turn++) answers.push((await client.transaction('x@elsewhere.example', ['sue@organisation.example'], PARTNER)).slice(0, 10));
    expect(answers).toEqual(['250 stored', '550 5.7.5 ', '550 5.7.10', '550 5.7.10']);
    await client.quit();
  });

  it('refuses for now while the operator cannot say', async () => {
    const upstreamSession = (): never => {
      throw new Error('no answer from the balancer');
    };
    await start({ adapter: { upstreamSession } });
    const client = await greeted(true);
    expect(await client.command('MAIL FROM:<x@elsewhere.example>')).toBe(LOCAL_ERROR);
    expect(exchanger.problems).toEqual([new Error('no answer from the balancer')]);
    await client.quit();
  });

  it.each(['XCLIENT ADDR=192.0.2.1', 'XFORWARD ADDR=192.0.2.1'])('is not that of the socket after %s', async (command) => {
    await start({ server: { useXClient: true, useXForward: true } });
    const client = await greeted(true);
    expect(await client.transaction('x@elsewhere.example', [TO], PARTNER)).toBe('250 stored');
    expect(await client.command(command)).toMatch(/^2[25]0 /);
    await client.command('EHLO client.example');
    expect(await client.transaction('x@elsewhere.example', [TO], PARTNER)).toMatch(/^550 5\.7\.10 /);
    await client.quit();
  });
});

describe('a client that goes away', () => {
  const halves: readonly (readonly [string, string])[] = [
    ['in the header', PARTNER.slice(0, 30)],
    ['in the body of a message that is refused', `${PARTNER}more`],
    ['in the body of a message that is taken', `${OTHER}more`],
    ['before the first byte', ''],
  ];

  it.each(halves)('%s, leaves nothing behind', async (_name, sent) => {
    await start();
    for (const way of ['destroy', 'reset'] as const) {
      const client = await greeted();
      for (const line of ['MAIL FROM:<x@elsewhere.example>', `RCPT TO:<${TO}>`, 'DATA']) await client.command(line);
      client.write(sent);
      await new Promise((resolve) => setTimeout(resolve, 20));
      client[way]();
      await until(() => exchanger.server.connections.size === 0);
    }
    // The store hears of what was handed on to it that it did not come to its end.
    expect(exchanger.stored.map(({ bytes }) => bytes)).toEqual(sent.startsWith(OTHER) ? [null, null] : []);
    // And the server goes on.
    const client = await greeted();
    expect(await client.transaction('x@elsewhere.example', [TO], OTHER)).toBe('250 stored');
    await client.quit();
  });
});

describe('TLS that fails', () => {
  it.each([false, true])('ends the connection and not the server (from the start: %s)', async (secure) => {
    await start({ server: { secure, minVersion: 'TLSv1.2' } });
    const garbage = async (): Promise<void> => {
      const socket = net.connect(exchanger.port, '127.0.0.1');
      if (!secure) {
        await once(socket, 'data');
        socket.write('EHLO client.example\r\n');
        await once(socket, 'data');
        socket.write('STARTTLS\r\n');
        await once(socket, 'data');
      }
      socket.write('GET / HTTP/1.1\r\n\r\n');
      socket.on('error', () => undefined).resume();
      await once(socket, 'close');
    };
    const hangUp = async (): Promise<void> => {
      const socket = net.connect(exchanger.port, '127.0.0.1');
      socket.on('error', () => undefined);
      if (!secure) {
        await once(socket, 'data');
        socket.write('STARTTLS\r\n');
        await once(socket, 'data');
      }
      socket.write(Buffer.from([0x16, 0x03, 0x01, 0x02, 0x00]));
      await new Promise((resolve) => setTimeout(resolve, 20));
      socket.resetAndDestroy();
    };
    await garbage();
    await hangUp();
    await until(() => exchanger.connectionErrors.length >= 2);
    const client = secure ? await WireClient.connectSecurely(exchanger.port) : await greeted(true);
    if (secure) await client.command('EHLO client.example');
    expect(await client.transaction('x@elsewhere.example', [TO], PARTNER)).toBe('250 stored');
    await client.quit();
  });

  it('refuses a client without the certificate that the server demands', async () => {
    await start({ server: { secure: true, requestCert: true, rejectUnauthorized: true } });
    const socket = tls.connect({ port: exchanger.port, host: '127.0.0.1', rejectUnauthorized: false, ...certificates.stranger });
    socket.on('error', () => undefined).resume();
    await once(socket, 'close');
    await until(() => exchanger.connectionErrors.length > 0);
    const client = await WireClient.connectSecurely(exchanger.port, certificates.client);
    await client.command('EHLO client.example');
    expect(await client.transaction('x@elsewhere.example', ['val@organisation.example'], PARTNER)).toBe('250 stored');
    await client.quit();
  });
});

describe('a handler that', () => {
  it('throws, or rejects, refuses for now and is told of', async () => {
    const failing = (what: string) => (): never => {
      throw new Error(what);
    };
    await start({ server: { onMailFrom: failing('mail'), onRcptTo: failing('rcpt') }, onData: failing('data') });
    const client = await greeted();
    expect(await client.command('MAIL FROM:<x@elsewhere.example>')).toBe(LOCAL_ERROR);
    await client.quit();
    await exchanger.close();
    await start({ onData: (async () => Promise.reject(new Error('later'))) as unknown as NonNullable<ExchangerOptions['onData']> });
    const other = await greeted();
    expect(await other.transaction('x@elsewhere.example', [TO], OTHER)).toBe(LOCAL_ERROR);
    expect(exchanger.problems).toEqual([new Error('later')]);
    await other.quit();
  });

  it('throws in the middle of a message lets the client have its answer', async () => {
    await start({
      onData: (async (stream: AsyncIterable<Buffer>) => {
        for await (const piece of stream) throw new Error(`at ${piece.length}`);
      }) as unknown as NonNullable<ExchangerOptions['onData']>,
    });
    const client = await greeted();
    expect(await client.transaction('x@elsewhere.example', [TO], `${OTHER}${'more and more\r\n'.repeat(20_000)}`)).toBe(LOCAL_ERROR);
    expect(await client.command('NOOP')).toMatch(/^250 /);
    await client.quit();
  });

  it('answers twice is heard once', async () => {
    await start({
      server: {
        onMailFrom: (_address, _session, callback) => {
          callback();
          callback(new Error('no'));
        },
      },
      onData: (stream, _session, callback) => {
        stream.resume().on('end', () => {
          callback(null, 'first');
          callback(null, 'second');
        });
      },
    });
    const client = await greeted();
    expect(await client.transaction('x@elsewhere.example', [TO], OTHER)).toBe('250 first');
    expect(await client.command('NOOP')).toBe('250 OK');
    await client.quit();
  });

  it('refuses has its own reply on the wire, and the policy is asked first', async () => {
    const refused: [SmtpReply, string][] = [];
    const refusing = Object.assign(new Error('5.1.1 no such user'), { responseCode: 553 });
    await start({ adapter: { onRecipientRefused: (reply, recipient) => void refused.push([reply, recipient]) }, server: { onRcptTo: (_address, _session, callback) => callback(refusing) } });
    const client = await greeted();
    await client.command('MAIL FROM:<x@elsewhere.example>');
    expect(await client.command(`RCPT TO:<${TO}>`)).toBe('553 5.1.1 no such user');
    expect(await client.command('RCPT TO:<bo@organisation.example>')).toMatch(/^550 5\.7\.10 /);
    expect(refused.map(([{ code }, recipient]) => [code, recipient])).toEqual([[550, 'bo@organisation.example']]);
    await client.quit();
  });

  it('ignores the message, or answers before it has read it, is answered for when the message is in', async () => {
    await start({ onData: (_stream, _session, callback) => callback(Object.assign(new Error('not today'), { responseCode: 450 })) });
    const client = await greeted();
    expect(await client.transaction('x@elsewhere.example', [TO], `${OTHER}${'more and more\r\n'.repeat(20_000)}`)).toBe('450 not today');
    expect(await client.command('NOOP')).toBe('250 OK');
    await client.quit();
  });

  it('listens to decisions and throws changes no answer', async () => {
    const warnings: Error[] = [];
    const listen = (warning: Error): void => void warnings.push(warning);
    process.on('warning', listen);
    await start({
      adapter: {
        onDecision: () => {
          throw new Error('the log is full');
        },
      },
    });
    const client = await greeted();
    expect(await client.transaction('x@elsewhere.example', [TO], OTHER)).toBe('250 stored');
    await until(() => warnings.length > 0);
    expect(warnings.map(({ message }) => message)).toEqual(['the log is full']);
    process.off('warning', listen);
    await client.quit();
  });
});

describe('a listener whose promise rejects', () => {
  it('changes no answer and does not end the process', async () => {
    const warnings: string[] = [];
    const listen = ({ message }: Error): void => void warnings.push(message);
    process.on('warning', listen);
    /** As somebody writes it who hands over an async function. */
    const failing = (what: string) => (() => Promise.reject(new Error(what))) as () => void;
    await start({
      adapter: { onDecision: failing('decision'), onRecipientRefused: failing('recipient'), onProblem: failing('problem') },
      onData: () => {
        throw new Error('disk');
      },
    });
    const client = await greeted();
    expect(await client.transaction('x@elsewhere.example', [TO], OTHER)).toBe(LOCAL_ERROR);
    expect(await client.transaction('x@elsewhere.example', ['bo@organisation.example'], OTHER)).toMatch(/^550 5\.7\.10 /);
    await until(() => warnings.length >= 3);
    expect(warnings.sort()).toEqual(['decision', 'problem', 'recipient']);
    process.off('warning', listen);
    await client.quit();
  });
});

describe('what went wrong last', () => {
  it.each([true, false])('is in the session as it was on the wire, and nothing is there of what was not heard (hidden: %s)', async (hideENHANCEDSTATUSCODES) => {
    const errors: unknown[] = [];
    const late = async (stream: AsyncIterable<Buffer>, session: object, callback: (error: null, text: string) => void): Promise<void> => {
      for await (const piece of stream) expect(piece.length).toBeGreaterThan(0);
      callback(null, 'stored');
      errors.push(() => Reflect.get(session, 'error'));
      throw new Error('late');
    };
    await start({ server: { hideENHANCEDSTATUSCODES }, onData: late as unknown as NonNullable<ExchangerOptions['onData']> });
    const client = await greeted();
    expect(await client.transaction('x@elsewhere.example', [TO], OTHER)).toMatch(/stored$/);
    await until(() => exchanger.problems.length > 0);
    const error = errors[0] as () => unknown;
    expect(error()).toBeUndefined();
    const refused = await client.transaction('x@elsewhere.example', [TO], PARTNER);
    expect([refused.slice(0, 10), error()]).toEqual(['550 5.7.10', refused]);
    await client.quit();
  });
});

describe('SIZE', () => {
  const long = `${OTHER}${'0123456789abcdef\r\n'.repeat(10_000)}`;

  it('is told to the handler as the server sees it', async () => {
    await start({ server: { size: 1000 } });
    const client = await greeted();
    expect(await client.command('MAIL FROM:<x@elsewhere.example> SIZE=2000')).toMatch(/^552 /);
    expect(await client.transaction('x@elsewhere.example', [TO], long)).toBe('250 stored');
    expect(exchanger.stored.map(({ byteLength, sizeExceeded }) => [byteLength, sizeExceeded])).toEqual([[Buffer.byteLength(long), true]]);
    await client.quit();
  });

  it('is enforced by the server where it is told to', async () => {
    await start({ server: { size: 1000, rejectOversized: true } });
    const client = await greeted();
    expect(await client.transaction('x@elsewhere.example', [TO], long)).toMatch(/^552 /);
    await client.quit();
  });
});
