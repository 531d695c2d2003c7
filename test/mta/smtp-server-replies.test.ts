// Replies on the wire are the engine's, in every profile, whether or not smtp-server puts enhanced status codes of its own (S-10.1, S-20.6).
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { ReplyProfile } from '../../src/index.js';
import { exchangerCertificates, startExchanger } from './mail-exchanger.js';
import type { Exchanger, ExchangerCertificates } from './mail-exchanger.js';
import { WireClient } from './wire-client.js';

const TEXT = 'Secure transport required: starttls-not-supported: required TLS, found no TLS (setting partners)';
const VERSION = 'Secure transport required: validation-failure: required TLSv1.3 or later, found TLSv1.2 (setting modern)';
const EXPIRED = 'Secure transport required: certificate-expired: required client certificate within its validity period, found expired certificate (setting known clients)';
const MESSAGE = 'From: ann@partner.example\r\n\r\nHello\r\n';

const CODES: Readonly<Record<ReplyProfile, readonly [noTls: string, version: string, expired: string]>> = {
  default: ['550 5.7.10', '550 5.7.5', '550 5.7.5'],
  rfc3207: ['530 5.7.0', '530 5.7.0', '530 5.7.0'],
  postfix: ['550 5.7.4', '550 5.7.5', '550 5.7.5'],
  exchange: ['550 5.7.321', '550 5.7.5', '550 5.7.322'],
  gmail: ['421 4.7.0', '421 4.7.0', '421 4.7.0'],
};
const PROFILES = Object.keys(CODES) as ReplyProfile[];

let certificates: ExchangerCertificates;
let exchanger: Exchanger;
beforeAll(async () => {
  certificates = await exchangerCertificates();
});
afterEach(() => exchanger.close());

describe.each(PROFILES.flatMap((profile) => [true, false].map((hidden) => [profile, hidden ? 'without' : 'with', hidden] as const)))('%s, %s enhanced status codes of the server', (replyProfile, _words, hideENHANCEDSTATUSCODES) => {
  const [noTls, version, expired] = CODES[replyProfile];

  async function start(lmtp = false): Promise<void> {
    exchanger = await startExchanger(certificates, { compile: { replyProfile }, server: { hideENHANCEDSTATUSCODES, lmtp } });
  }

  it('answers once after DATA, and the connection goes on unless the code is 421', async () => {
    await start();
    const client = await WireClient.connect(exchanger.port);
    await client.command('EHLO client.example');
    expect(await client.transaction('bounce@partner.example', ['ada@organisation.example'], MESSAGE)).toBe(`${noTls} ${TEXT}`);
    if (replyProfile === 'gmail') {
      expect(await client.reply()).toBeNull();
      expect(client.closed).toBe(true);
    } else {
      expect(await client.transaction('ann@elsewhere.example', ['ada@organisation.example'], 'From: ann@elsewhere.example\r\n\r\nHello\r\n')).toMatch(/^250 (2\.6\.0 )?stored$/);
      await client.quit();
    }
    expect(exchanger.stored.map(({ mailFrom }) => mailFrom)).toEqual(replyProfile === 'gmail' ? [] : ['ann@elsewhere.example']);
  });

  it('says which version, and which certificate', async () => {
    await start();
    const older = await WireClient.connect(exchanger.port);
    await older.command('EHLO client.example');
    await older.startTls({ maxVersion: 'TLSv1.2' });
    await older.command('EHLO client.example');
    expect(await older.transaction('', ['sue@organisation.example'], MESSAGE)).toBe(`${version} ${VERSION}`);
    older.destroy();
    const late = await WireClient.connect(exchanger.port);
    await late.command('EHLO client.example');
    await late.startTls(certificates.expiredClient);
    await late.command('EHLO client.example');
    expect(await late.transaction('', ['val@organisation.example'], MESSAGE)).toBe(`${expired} ${EXPIRED}`);
    late.destroy();
    expect(exchanger.stored).toEqual([]);
  });

  it('refuses a recipient at RCPT where no header could change it, unless that would close the connection', async () => {
    await start();
    const client = await WireClient.connect(exchanger.port);
    await client.command('EHLO client.example');
    await client.command('MAIL FROM:<ann@elsewhere.example>');
    const answer = await client.command('RCPT TO:<bo@organisation.example>');
    if (replyProfile === 'gmail') expect(answer).toMatch(/^250 /);
    else expect(answer).toBe(`${noTls} ${TEXT.replace('partners', 'all mail')}`);
    // The other recipient may still have the message.
    expect(await client.command('RCPT TO:<ada@organisation.example>')).toMatch(/^250 /);
    expect(await client.command('DATA')).toMatch(/^354 /);
    client.write('From: ann@elsewhere.example\r\n\r\nHello\r\n.\r\n');
    const reply = await client.reply();
    if (replyProfile === 'gmail') expect(reply).toEqual({ code: 421, lines: [`4.7.0 ${TEXT.replace('partners', 'all mail')}`] });
    else expect(exchanger.stored.map(({ rcptTo }) => rcptTo)).toEqual([['ada@organisation.example']]);
    client.destroy();
  });

  it('answers over LMTP for each recipient, in order', async () => {
    await start(true);
    const client = await WireClient.connect(exchanger.port);
    await client.command('LHLO client.example');
    // In the board, TLS is required of everyone: with 421 that is said after DATA as well.
    const recipients = ['ada@organisation.example', 'pat@organisation.example', 'sue@organisation.example'];
    expect(await client.transaction('ann@partner.example', recipients, MESSAGE)).toBe(`${noTls.replace('421', '450')} ${TEXT}`);
    expect(await client.reply()).toMatchObject({ code: 250 });
    expect(await client.reply()).toEqual({ code: Number(noTls.slice(0, 3).replace('421', '450')), lines: [`${noTls.slice(4)} ${TEXT.replace('partners', 'modern')}`] });
    expect(exchanger.stored.map(({ rcptTo }) => rcptTo)).toEqual([['pat@organisation.example']]);
    expect(await client.command('NOOP')).toMatch(/^250 /);
    client.destroy();
  });
});

it.each([true, false])('nothing is said after 421, and nothing taken that was pipelined behind it (hidden: %s)', async (hideENHANCEDSTATUSCODES) => {
  // Handlers that answer at once: smtp-server goes on to the next command before it is told to close the connection.
  exchanger = await startExchanger(certificates, {
    compile: { replyProfile: 'gmail' },
    server: { hideENHANCEDSTATUSCODES, onMailFrom: (_address, _session, callback) => callback(), onRcptTo: (_address, _session, callback) => callback() },
  });
  const client = await WireClient.connect(exchanger.port);
  await client.command('EHLO client.example');
  const commands = 'MAIL FROM:<x@elsewhere.example>\r\nRCPT TO:<ada@organisation.example>\r\nDATA\r\n';
  client.write(`${commands}${MESSAGE}.\r\n${commands}From: ann@elsewhere.example\r\n\r\nHello\r\n.\r\n`);
  const codes = [];
  for (let reply = await client.reply(); reply !== null; reply = await client.reply()) codes.push(reply.code);
  expect([codes, exchanger.stored]).toEqual([[250, 250, 354, 421], []]);
});
