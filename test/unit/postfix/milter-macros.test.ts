import { describe, expect, it } from 'vitest';
import { MilterMacros } from '../../../src/postfix/milter-macros.js';
import { macrosPacket } from './protocol-bytes.js';

const with_ = (...stages: readonly (readonly [stage: string, macros: Record<string, string>])[]): MilterMacros => {
  const macros = new MilterMacros();
  for (const [stage, values] of stages) expect(macros.define(macrosPacket(stage, values).subarray(5))).toBe(true);
  return macros;
};

describe('the session', () => {
  it('is without TLS where Postfix names no version', () => {
    expect(with_().session).toEqual({ tls: false });
    expect(with_(['H', {}], ['M', { '{tls_version}': '' }]).session).toEqual({ tls: false });
  });

  it('is that of HELO until a message has one of its own', () => {
    const macros = with_(['H', { '{tls_version}': 'TLSv1.2' }], ['M', { i: 'A1' }]);
    expect(macros.session).toEqual({ tls: true, version: 'TLSv1.2', certificate: { trusted: false } });
    macros.define(macrosPacket('M', { '{tls_version}': 'TLSv1.3' }).subarray(5));
    expect(macros.session).toMatchObject({ version: 'TLSv1.3' });
  });

  it.each([
    ['{cert_subject}', 'mail.partner.example', true],
    ['{cert_issuer}', 'Test CA', true],
    ['{cert_subject}', '', false],
    ['{cipher}', 'AES', false],
  ])('has a trusted certificate by %s %j: %s', (name, value, trusted) => {
    expect(with_(['M', { '{tls_version}': 'TLSv1.3', [name]: value }]).session).toEqual({ tls: true, version: 'TLSv1.3', certificate: { trusted } });
  });

  it('replaces the macros of a stage as a whole', () => {
    expect(with_(['H', { '{tls_version}': 'TLSv1.3' }], ['H', { '{cipher}': 'none' }]).session).toEqual({ tls: false });
  });

  it('is forgotten with the client, but for what was told of the new one', () => {
    const macros = with_(['H', { '{tls_version}': 'TLSv1.3' }], ['C', { '{daemon_name}': 'mx' }]);
    macros.forgetConnection();
    expect(macros.session).toEqual({ tls: false });
    const wrapped = with_(['C', { '{tls_version}': 'TLSv1.2' }]);
    wrapped.forgetConnection();
    expect(wrapped.session).toMatchObject({ tls: true, version: 'TLSv1.2' });
  });
});

it('the queue id is the latest that was told', () => {
  expect(with_().queueId).toBeNull();
  expect(with_(['M', { i: 'A1' }], ['N', { i: 'B2' }]).queueId).toBe('B2');
});

it('the queue id of a message is forgotten with it, and the session is not', () => {
  const macros = with_(['T', { i: 'A1' }], ['N', { i: 'A1' }], ['M', { '{tls_version}': 'TLSv1.3' }]);
  macros.forgetMessage();
  expect([macros.queueId, macros.session.tls]).toEqual([null, true]);
});

it('reads what is no list of names and values as far as it goes', () => {
  const macros = new MilterMacros();
  for (const text of ['', 'M', 'Mname', 'Mname\0', 'H{tls_version}\0TLSv1.3\0odd', '\0\0\0\0']) expect(macros.define(Buffer.from(text))).toBe(true);
  expect(macros.session).toMatchObject({ version: 'TLSv1.3' });
});

it('keeps no stages that there are not, and no macros that are longer than any of Postfix', () => {
  const macros = new MilterMacros();
  expect(macros.define(macrosPacket('Z', { '{tls_version}': 'TLSv1.3', i: 'A1' }).subarray(5))).toBe(true);
  const long = (length: number): Buffer => Buffer.from(`M{tls_version}\0${'1'.repeat(length - 16)}\0`);
  expect([long(65_536).length, macros.define(long(65_537)), macros.session, macros.queueId]).toEqual([65_536, false, { tls: false }, null]);
  expect([macros.define(long(65_536)), macros.session.tls]).toEqual([true, true]);
});
