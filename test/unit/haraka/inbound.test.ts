// clauses S-9.5 and S-22.3
import { describe, expect, it } from 'vitest';
import { compilePolicy } from '../../../src/engine.js';
import type { PolicyEngine } from '../../../src/engine.js';
import { DENY, DENYSOFT, DENYSOFTDISCONNECT } from '../../../src/haraka/haraka-objects.js';
import type { Connection } from '../../../src/haraka/haraka-objects.js';
import { Inbound } from '../../../src/haraka/inbound.js';
import { readOptions } from '../../../src/haraka/options.js';
import { INBOUND_POLICY } from '../../mta/inbound-cases.js';
import { standInConnection, standInNext, standInPlugin, standInTransaction, textsOf } from './stand-ins.js';
import type { Ended } from './stand-ins.js';

const engine = compilePolicy(INBOUND_POLICY);

function inboundOf(decides: PolicyEngine | null = engine, options = ''): Inbound {
  return new Inbound({ plugin: standInPlugin(), options: readOptions(options), engine: () => decides, clientCa: () => undefined });
}

/** Lets the message come in, up to its end. */
function receive(inbound: Inbound, connection: Connection, lines: readonly string[]): Ended[] {
  const { next, ended } = standInNext();
  inbound.begin(next, connection);
  for (const line of lines) connection.transaction?.add_data(Buffer.from(`${line}\r\n`));
  inbound.decide(next, connection);
  return ended;
}

const FROM_PARTNER = ['From: ann@partner.example', '', 'x'];

describe('the decision after DATA', () => {
  it('rejects with the reply of the engine, tells Haraka so, and is made once', () => {
    const inbound = inboundOf();
    const transaction = standInTransaction({ rcptTo: ['ada@organisation.example'] });
    const connection = standInConnection({ transaction });
    const [, end] = receive(inbound, connection, FROM_PARTNER);
    expect(end!.code).toBe(DENY);
    expect(end!.answer).toMatchObject({ code: 550, msg: expect.stringContaining('starttls-not-supported') as string, reply: expect.stringMatching(/^5\.7\.10 Secure transport required/) as string });
    expect((end!.answer as object).constructor.name).toBe('DSN');
    expect(String(end!.answer)).toMatch(/^550 5\.7\.10 /);
    expect(transaction.added).toEqual([{ fail: expect.stringContaining('starttls-not-supported') as string }]);
    const { next, ended } = standInNext();
    inbound.decide(next, connection);
    expect(ended).toEqual([{ code: undefined, answer: undefined }]);
  });

  it('lets go on what violates nothing', () => {
    expect(receive(inboundOf(), standInConnection({ transaction: standInTransaction({ rcptTo: ['ada@organisation.example'] }) }), ['From: ann@elsewhere.example', '', 'x'])[1]).toEqual({ code: undefined, answer: undefined });
  });

  it('does not know who wrote a message whose header it did not see', () => {
    const { next, ended } = standInNext();
    inboundOf().decide(next, standInConnection({ transaction: standInTransaction({ rcptTo: ['ada@organisation.example'] }) }));
    expect(ended).toMatchObject([{ code: DENY, answer: { code: 550 } }]);
  });

  it('ends the connection with 421', () => {
    const [, end] = receive(inboundOf(compilePolicy(INBOUND_POLICY, { replyProfile: 'gmail' })), standInConnection({ transaction: standInTransaction({ rcptTo: ['ada@organisation.example'] }) }), FROM_PARTNER);
    expect(end).toMatchObject({ code: DENYSOFTDISCONNECT, answer: { code: 421 } });
  });

  it('answers for now where there is no policy yet', () => {
    expect(receive(inboundOf(null), standInConnection(), FROM_PARTNER)[1]).toMatchObject({ code: DENYSOFT, answer: { code: 451 } });
  });

  it('has nothing to decide when the client has gone', () => {
    expect(receive(inboundOf(), standInConnection({ transaction: null }), [])).toEqual([{ code: undefined, answer: undefined }, { code: undefined, answer: undefined }]);
  });
});

describe('clients that relay', () => {
  const toBoth = { rcptTo: ['someone@elsewhere.example', 'ada@organisation.example'] };

  it.each([
    ['are looked at for mail to the organisation', {}, '', toBoth, DENY],
    ['are looked at for mail to nobody that can be read', {}, '', { rcptTo: ['postmaster'] }, DENY],
    ['are not looked at for mail to others', {}, '', { rcptTo: ['someone@elsewhere.example'] }, undefined],
    ['are not looked at where the options say so', {}, 'check_relaying = false', toBoth, undefined],
    ['are not looked at where they are users of the organisation', { user: 'ann' }, '', toBoth, undefined],
    ['are looked at where their name is empty', { user: '' }, '', toBoth, DENY],
  ])('%s', (_what, more, options, envelope, code) => {
    const connection = standInConnection({ relaying: true, transaction: standInTransaction(envelope), ...more });
    expect(receive(inboundOf(engine, options), connection, FROM_PARTNER)[1]!.code).toBe(code);
  });
});

describe('the answer to RCPT', () => {
  function answerTo(recipient: string, changes: Parameters<typeof standInConnection>[0] = {}, decides: PolicyEngine | null = engine): Ended[] {
    const { next, ended } = standInNext();
    inboundOf(decides).recipient(next, standInConnection(changes), { address: recipient });
    return ended;
  }

  it('rejects what no header can change', () => {
    expect(answerTo('bo@organisation.example')).toMatchObject([{ code: DENY, answer: { code: 550, reply: expect.stringMatching(/^5\.7\.10 /) as string } }]);
  });

  it.each([
    ['what depends on the header', 'ada@organisation.example', {}, engine],
    ['whom inbound policy is not about', 'bo@elsewhere.example', { relaying: true }, engine],
    ['a client that has gone', 'bo@organisation.example', { transaction: null }, engine],
    ['an answer that would end the connection', 'bo@organisation.example', {}, compilePolicy(INBOUND_POLICY, { replyProfile: 'gmail' })],
  ])('waits, or goes on, for %s', (_what, recipient, changes, decides) => {
    expect(answerTo(recipient, changes, decides)).toEqual([{ code: undefined, answer: undefined }]);
  });

  it('is for now where there is no policy yet', () => {
    expect(answerTo('bo@organisation.example', {}, null)).toMatchObject([{ code: DENYSOFT, answer: { code: 451 } }]);
  });
});

it('what is rejected is in the log', () => {
  const plugin = standInPlugin();
  const logged: Parameters<typeof textsOf>[0][number][] = [];
  const connection = { ...standInConnection({ transaction: standInTransaction({ rcptTo: ['ada@organisation.example'] }) }), lognotice: (...words: unknown[]) => void logged.push({ level: 'notice', words }) };
  receive(new Inbound({ plugin, options: readOptions(''), engine: () => engine, clientCa: () => undefined }), connection, FROM_PARTNER);
  expect(textsOf(logged)).toEqual([expect.stringMatching(/^rejected <ann@partner\.example>: 550 5\.7\.10 Secure transport required/)]);
});
