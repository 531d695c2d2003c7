// The partners' servers take mail as it is sent, and know what came under TLS.
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { send } from './client.js';
import { sampleMessage } from './outbound-cases.js';
import { domainOf, startPartners } from './partners.js';
import type { Partners } from './partners.js';

let partners: Partners;
beforeAll(async () => {
  partners = await startPartners();
});
beforeEach(() => partners.forget());
afterAll(() => partners.close());

const to = (kind: 'good' | 'no-starttls' | 'greylisting' | 'refused' | 'tls-1.2-only'): { host: string; port: number } => ({ host: partners.addresses[kind], port: partners.port });
const message = { mailFrom: 'a@organisation.example', rcptTo: [`b@${domainOf('good')}`, `c@${domainOf('good')}`], bytes: sampleMessage('a test') };

describe('a receiving server', () => {
  it.each([
    ['under TLS', {}, 'TLSv1.3'],
    ['in plaintext', null, null],
  ] as const)('takes a message as it was sent, %s', async (_how, tls, version) => {
    expect(await send({ ...to('good'), tls }, message)).toMatchObject({ accepted: true, refused: [] });
    expect(partners.servers.good.messages).toEqual([{ mailFrom: message.mailFrom, rcptTo: message.rcptTo, bytes: message.bytes, tls: version }]);
    expect(partners.servers.good.commands.filter(({ line }) => line.startsWith('MAIL')).map(({ tls }) => tls)).toEqual([version]);
  });

  it('takes a message of nothing but a line break', async () => {
    expect(await send({ ...to('good'), tls: null }, { ...message, bytes: '\r\n' })).toMatchObject({ accepted: true });
    expect(partners.servers.good.messages.map(({ bytes }) => bytes.toString())).toEqual(['\r\n']);
  });

  it('has the version of TLS that its kind has', async () => {
    await send({ ...to('tls-1.2-only'), tls: {} }, message);
    expect(partners.servers['tls-1.2-only'].messages.map(({ tls }) => tls)).toEqual(['TLSv1.2']);
  });

  it('without STARTTLS refuses it', async () => {
    expect(await send({ ...to('no-starttls'), tls: {} }, message)).toMatchObject({ accepted: false, command: 'STARTTLS', code: 502 });
  });

  it('that greylists takes a recipient the second time', async () => {
    expect(await send({ ...to('greylisting'), tls: {} }, message)).toMatchObject({ accepted: false, code: 451 });
    expect(await send({ ...to('greylisting'), tls: {} }, message)).toMatchObject({ accepted: true });
  });

  it('where nobody listens refuses the connection', async () => {
    expect(await send({ ...to('refused'), tls: {} }, message)).toMatchObject({ accepted: false, command: 'CONN', code: null });
  });
});
