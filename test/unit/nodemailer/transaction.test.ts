// What a server says to the message, and what becomes of each recipient.
import { afterEach, describe, expect, it } from 'vitest';
import { free, RAW, sending } from './sending.js';
import { startScriptedServer } from './scripted-server.js';
import type { ScriptedServer, ServerScript } from './scripted-server.js';

let server: ScriptedServer;
afterEach(() => server.close());

const both = ['bob@partner.example', 'eve@partner.example'];

/** With and without PIPELINING nodemailer goes different ways. */
const pipelining = [[[]], [['PIPELINING']]] as const;

async function sent(script: ServerScript, rcptTo: readonly string[] = ['bob@partner.example'], raw?: string): ReturnType<typeof sending> {
  server = await startScriptedServer(script);
  return sending(free, server.port, rcptTo, {}, raw);
}

describe.each(pipelining)('a server that offers %j', (offers) => {
  it('takes the message for everyone', async () => {
    const { recipients, report } = await sent({ offers, answers: { '.': ['250-2.6.0 first', '250 2.6.0 queued as 1'] } }, both);
    const delivered = { outcome: 'delivered', host: 'mx.partner.example', address: '127.0.0.1', session: { tls: false }, reply: { code: 250, enhancedCode: '2.6.0', text: 'first / queued as 1' } };
    expect(recipients).toEqual(both.map((recipient) => ({ ...delivered, recipient })));
    expect(report).toBeNull();
    expect(server.messages).toEqual([RAW]);
    expect(server.connections).toBe(1);
  });

  it('refuses one recipient for good', async () => {
    const { recipients, report } = await sent({ offers, answers: { 'RCPT TO:<eve@partner.example>': ['550 5.1.1 no such user'] } }, both);
    expect(recipients[0]!.outcome).toBe('delivered');
    expect(recipients[1]).toEqual({
      outcome: 'bounced',
      recipient: 'eve@partner.example',
      cause: 'refusal',
      violations: [],
      host: 'mx.partner.example',
      reply: { code: 550, enhancedCode: '5.1.1', text: 'no such user' },
      fields: { finalRecipient: 'rfc822; eve@partner.example', action: 'failed', status: '5.1.1', diagnosticCode: 'smtp; 550 5.1.1 no such user', remoteMta: 'dns; mx.partner.example' },
    });
    expect(Buffer.from(report!.message).toString()).toMatch(/^Final-Recipient: rfc822; eve@/m);
    expect(Buffer.from(report!.message).toString()).not.toContain('bob@');
  });

  it('refuses one recipient for now', async () => {
    const { recipients } = await sent({ offers, answers: { 'RCPT TO:<eve@partner.example>': ['451 4.7.1 later'] } }, both);
    expect(recipients.map(({ outcome }) => outcome)).toEqual(['delivered', 'retry']);
    expect(recipients[1]).toMatchObject({ reason: 'mx.partner.example: 451 4.7.1 later', reply: { code: 451, enhancedCode: '4.7.1', text: 'later' }, mayBeDelivered: false });
  });

  it('refuses every recipient, each in its way', async () => {
    const { recipients } = await sent({ offers, answers: { 'RCPT TO:<eve@partner.example>': ['451 4.7.1 later'], RCPT: ['550 5.1.1 no'] } }, both);
    expect(recipients.map(({ outcome }) => outcome)).toEqual(['bounced', 'retry']);
    expect(server.messages).toEqual([]);
  });

  it('refuses the message for good, and one recipient for now before that', async () => {
    const { recipients } = await sent({ offers, answers: { 'RCPT TO:<eve@partner.example>': ['451 4.7.1 later'], '.': ['550 5.6.0 spam'] } }, both);
    expect(recipients).toMatchObject([{ outcome: 'bounced', reply: { code: 550 } }, { outcome: 'retry', reply: { code: 451 } }]);
  });

  it('is gone at the end of the message, and knew one recipient was unknown', async () => {
    const { recipients } = await sent({ offers, answers: { 'RCPT TO:<eve@partner.example>': ['550 5.1.1 no'], '.': 'drop' } }, both);
    expect(recipients).toMatchObject([{ outcome: 'retry', mayBeDelivered: true }, { outcome: 'bounced', cause: 'refusal' }]);
  });

  it.each<[string, ServerScript['answers'], string, object]>([
    ['the sender for good', { MAIL: ['550 5.7.1 not you'] }, 'bounced', { cause: 'refusal', reply: { code: 550, enhancedCode: '5.7.1' } }],
    ['the sender for now', { MAIL: ['450 4.7.1 not now'] }, 'retry', { mayBeDelivered: false }],
    ['the command DATA', { DATA: ['554 5.5.1 no'] }, 'bounced', { cause: 'refusal', reply: { code: 554 } }],
    ['the message for good', { '.': ['550 5.6.0 spam'] }, 'bounced', { cause: 'refusal', fields: { status: '5.6.0' } }],
    ['the message for now', { '.': ['452 4.3.1 full'] }, 'retry', { mayBeDelivered: false, reply: { code: 452 } }],
    ['with a class that contradicts itself', { '.': ['550 4.3.0 hm'] }, 'bounced', { fields: { status: '5.0.0' } }],
    ['without an enhanced status code', { RCPT: ['550 no'] }, 'bounced', { reply: { code: 550, enhancedCode: '5.0.0', text: 'no' } }],
    ['the sender with what is no reply', { MAIL: ['hello?'] }, 'retry', { mayBeDelivered: false, reply: null }],
    ['as it closes', { MAIL: ['421 4.3.2 shutting down'] }, 'retry', { mayBeDelivered: false }],
  ])('refuses %s', async (_name, answers, outcome, more) => {
    const { recipients } = await sent({ offers, answers: answers! }, both);
    for (const one of recipients) expect(one).toMatchObject({ outcome, ...more });
  });

  it.each([
    ['MAIL', false],
    ['RCPT', false],
    ['DATA', false],
    ['.', true],
  ])('and is gone at %s', async (command, mayBeDelivered) => {
    const { recipients } = await sent({ offers, answers: { [command]: 'drop' } }, both);
    for (const one of recipients) expect(one).toMatchObject({ outcome: 'retry', host: 'mx.partner.example', reply: null, mayBeDelivered });
  });
});

it('a server that says something else to the end of the message may have taken it', async () => {
  const { recipients } = await sent({ answers: { '.': ['hello?'] } });
  expect(recipients[0]).toMatchObject({ outcome: 'retry', mayBeDelivered: true });
});

it('a server that takes the message in its own way has taken it', async () => {
  const { recipients } = await sent({ answers: { '.': ['2 fine'] } });
  expect(recipients[0]).toMatchObject({ outcome: 'delivered', reply: { code: 250, text: '' } });
});

it('a server that says nothing in its time may have taken the message, if it had all of it', async () => {
  server = await startScriptedServer({ answers: { '.': 'silence' } });
  const timeouts = { connect: 5000, setUp: 300, silence: 300 };
  expect((await sending(free, server.port, both, { timeouts })).recipients).toMatchObject([{ mayBeDelivered: true }, { mayBeDelivered: true }]);
});

describe('a server that has too many recipients, and says so with 552 (RFC 5321 section 4.5.3.1.10)', () => {
  it.each(['552 too many recipients', '552 5.5.3 too many recipients'])('%s: the others wait', async (reply) => {
    const { recipients } = await sent({ answers: { 'RCPT TO:<eve@partner.example>': [reply] } }, both);
    expect(recipients).toMatchObject([{ outcome: 'delivered' }, { outcome: 'retry', reply: { code: 552 } }]);
  });

  it.each(['552 5.2.2 mailbox full', '553 5.5.3 no'])('%s is for good', async (reply) => {
    const { recipients } = await sent({ answers: { 'RCPT TO:<eve@partner.example>': [reply] } }, both);
    expect(recipients).toMatchObject([{ outcome: 'delivered' }, { outcome: 'bounced' }]);
  });

  it('is for good for the first recipient', async () => {
    expect((await sent({ answers: { RCPT: ['552 no room'] } }, both)).recipients).toMatchObject([{ outcome: 'bounced' }, { outcome: 'bounced' }]);
  });
});

it('a server that says nothing has its time for silence, however long it may take to set up a connection', async () => {
  server = await startScriptedServer({ answers: { RCPT: 'silence' } });
  const { recipients } = await sending(free, server.port, both, { timeouts: { setUp: 2_147_483_647, silence: 200 } });
  expect(recipients[0]).toMatchObject({ outcome: 'retry', reason: 'mx.partner.example: Timeout', mayBeDelivered: false });
});

it('a server that says a word now and then, and never all of it, has its time as well', async () => {
  server = await startScriptedServer({ answers: { RCPT: 'trickle' } });
  const { recipients } = await sending(free, server.port, both, { timeouts: { silence: 2000, transaction: 300 } });
  expect(recipients[0]).toMatchObject({ outcome: 'retry', reason: 'mx.partner.example: the server took too long', mayBeDelivered: false });
});

it('the message is not sent where the server takes none so large', async () => {
  const { recipients } = await sent({ offers: ['SIZE 20'] });
  expect(recipients[0]).toMatchObject({ outcome: 'bounced', cause: 'refusal', reply: { code: 552, enhancedCode: '5.3.4' } });
  expect(server.commands.filter((command) => command.startsWith('MAIL'))).toEqual([]);
});

it('what the server offers is used', async () => {
  await sent({ offers: ['SIZE 10000', '8BITMIME', 'SMTPUTF8'] }, ['jörg@partner.example'], `${RAW}für\r\n`);
  const size = Buffer.byteLength(`${RAW}für\r\n`);
  expect(server.commands).toContain(`MAIL FROM:<me@here.example> SMTPUTF8 BODY=8BITMIME SIZE=${size}`);
});

it('an address that stands twice has two results, and is named once', async () => {
  const { recipients } = await sent({}, ['bob@partner.example', 'bob@partner.example']);
  expect(recipients.map(({ outcome }) => outcome)).toEqual(['delivered', 'delivered']);
  expect(server.commands.filter((command) => command.startsWith('RCPT'))).toHaveLength(1);
});

it('a long message goes out whole', async () => {
  const raw = `${RAW}${'0123456789abcdef\r\n'.repeat(60_000)}`;
  expect((await sent({}, both, raw)).recipients[0]!.outcome).toBe('delivered');
  expect(server.messages).toEqual([raw]);
});
