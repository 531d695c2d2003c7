// Sender authentication where the decision depends on it: mailauth on the whole message, which waits until then (S-5, S-20.4).
import { generateKeyPairSync } from 'node:crypto';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { open } from 'node:fs/promises';
import type { FileHandle } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { authenticate, dkimSign } from 'mailauth';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Readable } from 'node:stream';
import type { SMTPServerSession } from 'smtp-server';
import { authenticationFrom } from '../../src/index.js';
import type { Authentication } from '../../src/index.js';
import type { OwnAuthentication } from '../../src/smtp-server/index.js';
import { exchangerCertificates, startExchanger } from './mail-exchanger.js';
import type { Exchanger, ExchangerCertificates, ExchangerOptions } from './mail-exchanger.js';
import { WireClient, words } from './wire-client.js';

const TO = 'ada@organisation.example';
const BANK = 'From: Bank <ann@bank.example>\r\nTo: ada@organisation.example\r\nSubject: your account\r\n\r\nHello\r\n';
const BODY = 'one line of many, all alike\r\n';
const LONG = `${BANK}${BODY.repeat(20_000)}`;

const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
const DNS: Readonly<Record<string, string>> = {
  'TXT s._domainkey.bank.example': `v=DKIM1; p=${publicKey.export({ type: 'spki', format: 'der' }).toString('base64')}`,
  'TXT bank.example': 'v=spf1 -all',
  'TXT _dmarc.bank.example': 'v=DMARC1; p=reject',
};

let certificates: ExchangerCertificates;
let exchanger: Exchanger;
let folder: string;
/** What the function was asked, and how much of the message it read. */
let asked: number[] = [];
beforeAll(async () => {
  certificates = await exchangerCertificates();
});
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'smtp-tls-policy-'));
  asked = [];
});
afterEach(async () => {
  await exchanger.close();
  expect(readdirSync(folder)).toEqual([]);
  rmSync(folder, { recursive: true });
});
afterAll(() => undefined);

async function start(authentication: Partial<OwnAuthentication> & Pick<OwnAuthentication, 'authenticate'>, more: ExchangerOptions = {}): Promise<void> {
  exchanger = await startExchanger(certificates, { ...more, adapter: { authentication: { folder, maxMemoryBytes: 10_000, ...authentication } } });
}

async function byMailauth(message: Readable, session: SMTPServerSession): Promise<Authentication> {
  const { mailFrom } = session.envelope;
  const result = await authenticate(message, {
    ip: session.remoteAddress,
    helo: session.hostNameAppearsAs,
    sender: mailFrom === false ? '' : mailFrom.address,
    mta: 'mx.organisation.example',
    resolver: (name: string, type: string) => {
      const record = DNS[`${type} ${name}`];
      return record === undefined ? Promise.reject(Object.assign(new Error(`no ${type} of ${name}`), { code: 'ENOTFOUND' })) : Promise.resolve([[record]]);
    },
  });
  asked.push(1);
  return authenticationFrom(result.headers, { authservId: 'mx.organisation.example' });
}

async function signed(message: string): Promise<string> {
  const { signatures } = await dkimSign(message, {
    signatureData: [{ signingDomain: 'bank.example', selector: 's', privateKey: privateKey.export({ type: 'pkcs8', format: 'pem' }) }],
  } as Parameters<typeof dkimSign>[1]);
  return `${signatures}${message}`;
}

async function deliver(message: string, secure = false, rcptTo: readonly string[] = [TO]): Promise<string> {
  const client = await WireClient.connect(exchanger.port);
  await client.command('EHLO client.example');
  if (secure) {
    await client.startTls();
    await client.command('EHLO client.example');
  }
  const answer = await client.transaction('bounce@bank.example', rcptTo, message);
  expect(await client.command('NOOP')).toBe('250 OK');
  await client.quit();
  return answer;
}

describe('with mailauth', () => {
  beforeEach(() => start({ authenticate: byMailauth }));

  it.each([
    ['short', BANK],
    ['long', LONG],
  ])('a %s message with a good signature is the bank’s, and needs TLS', async (_name, message) => {
    expect(await deliver(await signed(message))).toMatch(/^550 5\.7\.10 .*\(setting partners\)$/);
    expect(exchanger.stored).toEqual([]);
    expect(exchanger.decisions[0]!.recipients[0]!.determinedBy).toMatchObject([{ entry: 'bank.example', authenticated: 'yes' }]);
  });

  it.each([
    ['short', BANK],
    ['long', LONG],
  ])('a %s message without one is somebody else’s, and arrives as it was sent', async (_name, message) => {
    expect(await deliver(message)).toBe('250 stored');
    expect(exchanger.stored.map(({ bytes, byteLength }) => [bytes!.toString() === message, byteLength])).toEqual([[true, message.length]]);
    expect(exchanger.decisions[0]!.recipients[0]!.determinedBy).toEqual([]);
  });

  it('a signature over another message is none', async () => {
    expect(await deliver((await signed(BANK)).replace('Hello', 'Hallo'))).toBe('250 stored');
  });

  it('does not ask where it makes no difference', async () => {
    expect(await deliver(BANK, true)).toBe('250 stored');
    expect(await deliver(BANK.replace('bank', 'elsewhere'))).toBe('250 stored');
    expect(await deliver(BANK.replace('bank', 'partner'))).toMatch(/^550 5\.7\.10 /);
    expect(await deliver(BANK, false, ['pat@organisation.example'])).toBe('250 stored');
    expect(asked).toEqual([]);
    expect(await deliver(BANK)).toBe('250 stored');
    expect(asked).toEqual([1]);
  });
});

describe('a function that', () => {
  const NOT_NOW = '451 4.7.0 The sender cannot be authenticated now; try again later';
  const fail: Authentication = { dmarc: { result: 'fail' } };

  it.each([
    ['throws', (): never => { throw new Error('no DNS'); }],
    ['rejects', () => Promise.reject(new Error('no DNS'))],
    ['rejects after it has read some', async (message: Readable) => { for await (const piece of message as AsyncIterable<Buffer>) throw new Error(`no DNS ${piece.length}`.slice(0, 6)); return fail; }],
  ])('%s refuses for now, and nothing is handed on', async (_name, authenticateIt) => {
    await start({ authenticate: authenticateIt });
    expect(await deliver(LONG)).toBe(NOT_NOW);
    expect(exchanger.stored).toEqual([]);
    expect(exchanger.problems).toMatchObject([{ name: 'ReceptionError', cause: new Error('no DNS') }]);
  });

  it('takes too long refuses for now, even if it answers in the end', async () => {
    let release: () => void = () => undefined;
    await start({ authenticate: () => new Promise((resolve) => (release = () => resolve(fail))), timeLimit: 50 });
    expect(await deliver(LONG)).toBe(NOT_NOW);
    release();
    expect(exchanger.problems).toMatchObject([{ cause: new Error('it took longer than 50 milliseconds') }]);
    expect(exchanger.stored).toEqual([]);
  });

  it.each([
    ['nothing', undefined],
    ['no result', {}],
    ['a temporary error', { dmarc: { result: 'temperror' } }],
  ])('says %s leaves it unknown, which needs TLS', async (_name, results) => {
    await start({ authenticate: () => results as Authentication });
    expect(await deliver(BANK)).toMatch(/^550 5\.7\.10 /);
    expect(exchanger.stored).toEqual([]);
  });

  it('reads nothing of the message is none the worse', async () => {
    await start({ authenticate: () => fail });
    expect(await deliver(LONG)).toBe('250 stored');
    expect(exchanger.stored[0]!.bytes!.toString() === LONG).toBe(true);
  });
});

describe('a message that', () => {
  const fail: Authentication = { dmarc: { result: 'fail' } };

  it('is longer than what is held is refused', async () => {
    await start({ authenticate: () => fail, maxMessageBytes: 100_000 });
    expect(await deliver(LONG)).toMatch(/^552 5\.3\.4 The message is too long to be held /);
    expect(exchanger.stored).toEqual([]);
    expect(await deliver(LONG, true)).toBe('250 stored');
  });

  it('cannot be written to the folder is refused for now', async () => {
    await start({ authenticate: () => fail, folder: join(folder, 'nowhere') });
    expect(await deliver(LONG)).toBe('452 4.3.1 There is no room to hold the message now; try again later');
    expect(exchanger.problems).toMatchObject([{ name: 'ReceptionError', cause: { code: 'ENOENT' } }]);
    expect(await deliver(BANK)).toBe('250 stored');
  });

  it('ends too early is let go of', async () => {
    await start({ authenticate: () => fail });
    const client = await WireClient.connect(exchanger.port);
    await client.command('EHLO client.example');
    for (const line of ['MAIL FROM:<x@bank.example>', `RCPT TO:<${TO}>`, 'DATA']) await client.command(line);
    client.write(LONG.slice(0, 300_000));
    await new Promise((resolve) => setTimeout(resolve, 50));
    client.destroy();
    while (exchanger.server.connections.size > 0 || readdirSync(folder).length > 0) await new Promise((resolve) => setTimeout(resolve, 5));
    expect([exchanger.stored, exchanger.problems]).toEqual([[], []]);
  });

  it('cannot be read again is refused for now, though its handler waits for the end', async () => {
    await start({ authenticate: () => fail }, { onData: (stream, _session, callback) => stream.resume().on('end', () => callback(null, 'stored')) });
    const probe = await open(join(folder, 'probe'), 'w+');
    vi.spyOn(Object.getPrototypeOf(probe) as FileHandle, 'read').mockRejectedValue(new Error('EIO'));
    await probe.close();
    rmSync(join(folder, 'probe'));
    expect(await deliver(LONG)).toBe('451 4.3.0 The message cannot be processed now; try again later');
    expect(exchanger.problems).toEqual([new Error('EIO')]);
    vi.restoreAllMocks();
    expect(await deliver(LONG)).toBe('250 stored');
  });

  it('nobody reads, or only the beginning of, is let go of, and answered for', async () => {
    await start({ authenticate: () => fail }, { onData: (_stream, _session, callback) => callback(null, 'unread') });
    expect(await deliver(LONG)).toBe('250 unread');
    await exchanger.close();
    await start({ authenticate: () => fail }, {
      onData: (stream, _session, callback) => {
        stream.once('data', () => {
          stream.destroy();
          callback(null, 'enough');
        });
      },
    });
    expect(await deliver(LONG)).toBe('250 enough');
  });
});

describe('over LMTP', () => {
  it('the message goes to those who may have it, and each is answered for', async () => {
    const answers = [[null, undefined], [null, 'kept'], [null, ['one', new Error('two')]], [null, []], [Object.assign(new Error('full'), { responseCode: 452 })]] as const;
    let turn = 0;
    const rcptTo: string[][] = [];
    await start({ authenticate: byMailauth }, {
      server: { lmtp: true },
      onData: (stream, session, callback) => {
        rcptTo.push(session.envelope.rcptTo.map(({ address }) => address));
        const [error, result] = answers[turn++]!;
        stream.resume().on('end', () => callback(error, result as string));
      },
    });
    const client = await WireClient.connect(exchanger.port);
    await client.command('LHLO client.example');
    const said: string[][] = [];
    while (said.length < answers.length) {
      const first = await client.transaction('x@bank.example', ['pat@organisation.example', TO, 'sue@organisation.example', 'pia@organisation.example'], await signed(BANK));
      said.push([first, ...[words(await client.reply()), words(await client.reply()), words(await client.reply())]].map((answer) => answer.slice(0, 26)));
    }
    const refused = '550 5.7.10 Secure transpor';
    expect(rcptTo).toEqual(answers.map(() => ['pat@organisation.example']));
    expect(said).toEqual([
      ['250 OK: message accepted', refused, refused, refused],
      ['250 kept', refused, refused, refused],
      ['250 one', refused, refused, refused],
      ['450 Error: no result for t', refused, refused, refused],
      ['452 full', refused, refused, refused],
    ]);
    expect(await client.transaction('x@bank.example', [TO], await signed(BANK))).toMatch(/^550 5\.7\.10 /);
    expect(await client.command('NOOP')).toBe('250 OK');
    await client.quit();
  });

  it('what cannot be decided is refused for every recipient, and a handler that fails for those whom it had', async () => {
    await start({ authenticate: () => Promise.reject(new Error('no DNS')) }, {
      server: { lmtp: true },
      onData: () => {
        throw new Error('disk');
      },
    });
    const client = await WireClient.connect(exchanger.port);
    await client.command('LHLO client.example');
    const both = [TO, 'pat@organisation.example'];
    const [first, second] = [await client.transaction('x@bank.example', both, BANK), words(await client.reply())];
    expect([first, second].map((answer) => answer.slice(0, 9))).toEqual(['451 4.7.0', '451 4.7.0']);
    const [third, fourth] = [await client.transaction('x@partner.example', both, BANK.replace('bank', 'partner')), words(await client.reply())];
    expect([third, fourth].map((answer) => answer.slice(0, 10))).toEqual(['550 5.7.10', '451 4.3.0 ']);
    expect(await client.command('NOOP')).toBe('250 OK');
    await client.quit();
  });
});
