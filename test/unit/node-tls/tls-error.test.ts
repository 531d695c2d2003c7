// Errors of connections as RFC 8460 result types: every code that Node documents, those of nodemailer, and what is no failure of TLS.
import { describe, expect, it } from 'vitest';
import { classifyTlsError } from '../../../src/node-tls/tls-error.js';

const error = (properties: object): Error => Object.assign(new Error('it went wrong'), properties);

/** Node documentation, TLS, "X509 certificate error codes": all 28, in its order, and what this library makes of them. */
const DOCUMENTED = {
  UNABLE_TO_GET_ISSUER_CERT: 'certificate-not-trusted',
  UNABLE_TO_GET_CRL: 'certificate-not-trusted',
  UNABLE_TO_DECRYPT_CERT_SIGNATURE: 'certificate-not-trusted',
  UNABLE_TO_DECRYPT_CRL_SIGNATURE: 'certificate-not-trusted',
  UNABLE_TO_DECODE_ISSUER_PUBLIC_KEY: 'certificate-not-trusted',
  CERT_SIGNATURE_FAILURE: 'certificate-not-trusted',
  CRL_SIGNATURE_FAILURE: 'certificate-not-trusted',
  CERT_NOT_YET_VALID: 'certificate-not-trusted',
  CERT_HAS_EXPIRED: 'certificate-expired',
  CRL_NOT_YET_VALID: 'certificate-not-trusted',
  CRL_HAS_EXPIRED: 'certificate-not-trusted',
  ERROR_IN_CERT_NOT_BEFORE_FIELD: 'certificate-not-trusted',
  ERROR_IN_CERT_NOT_AFTER_FIELD: 'certificate-not-trusted',
  ERROR_IN_CRL_LAST_UPDATE_FIELD: 'certificate-not-trusted',
  ERROR_IN_CRL_NEXT_UPDATE_FIELD: 'certificate-not-trusted',
  OUT_OF_MEM: 'validation-failure',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'certificate-not-trusted',
  SELF_SIGNED_CERT_IN_CHAIN: 'certificate-not-trusted',
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: 'certificate-not-trusted',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'certificate-not-trusted',
  CERT_CHAIN_TOO_LONG: 'certificate-not-trusted',
  CERT_REVOKED: 'certificate-not-trusted',
  INVALID_CA: 'certificate-not-trusted',
  PATH_LENGTH_EXCEEDED: 'certificate-not-trusted',
  INVALID_PURPOSE: 'certificate-not-trusted',
  CERT_UNTRUSTED: 'certificate-not-trusted',
  CERT_REJECTED: 'certificate-not-trusted',
  HOSTNAME_MISMATCH: 'certificate-host-mismatch',
} as const;

describe('classifyTlsError', () => {
  it('knows all the codes that Node documents', () => {
    expect(Object.keys(DOCUMENTED).length).toBe(28);
  });

  it.each(Object.entries(DOCUMENTED))('%s is %s', (code, type) => {
    expect(classifyTlsError(error({ code }))).toBe(type);
    expect(classifyTlsError(error({ code: 'ESOCKET', originalCode: code, command: 'CONN' }))).toBe(type);
    expect(classifyTlsError(error({ cause: error({ code }) }))).toBe(type);
  });

  it.each([
    ['UNSPECIFIED', 'certificate-not-trusted'],
    ['ERR_TLS_CERT_ALTNAME_INVALID', 'certificate-host-mismatch'],
    ['ERR_TLS_CERT_ALTNAME_FORMAT', 'certificate-host-mismatch'],
    ['ERR_TLS_HANDSHAKE_TIMEOUT', 'validation-failure'],
    ['ERR_TLS_DH_PARAM_SIZE', 'validation-failure'],
    ['ERR_TLS_WHATEVER_COMES', 'validation-failure'],
    ['ERR_SSL_WRONG_VERSION_NUMBER', 'validation-failure'],
    ['ERR_SSL_TLSV1_ALERT_PROTOCOL_VERSION', 'validation-failure'],
    ['ERR_SSL_WHATEVER_COMES', 'validation-failure'],
    ['ERR_OSSL_WHATEVER_COMES', 'validation-failure'],
    ['EPROTO', 'validation-failure'],
    ['ETLS', 'validation-failure'],
  ])('%s is %s', (code, type) => {
    expect(classifyTlsError(error({ code }))).toBe(type);
    expect(classifyTlsError(error({ code: 'ESOCKET', originalCode: code }))).toBe(type);
  });

  it.each([
    ['an error of OpenSSL by its library', error({ library: 'SSL routines' })],
    ['an error of OpenSSL by its message', new Error('80DC6132737F0000:error:0A000438:SSL routines:ssl3_read_bytes:tlsv1 alert internal error')],
    ['a connection that ended in the handshake, in the words of Node', error({ code: 'ECONNRESET', message: 'Client network socket disconnected before secure TLS connection was established' })],
    ['the same, hidden by nodemailer', error({ code: 'ESOCKET', originalCode: 'ECONNRESET', message: 'Client network socket disconnected before secure TLS connection was established' })],
    ['a handshake that nodemailer gave up', error({ code: 'ETIMEDOUT', timeoutType: 'UPGRADE_TIMEOUT' })],
    ['a connection that closed while nodemailer upgraded it', error({ code: 'ETLS', command: 'CONN' })],
    ['options that nodemailer could not begin TLS with', error({ code: 'ETLS', command: 'STARTTLS' })],
  ])('%s is validation-failure', (_name, thrown) => {
    expect(classifyTlsError(thrown)).toBe('validation-failure');
  });

  it.each([
    ['a refusal of STARTTLS', error({ code: 'ETLS', command: 'STARTTLS', responseCode: 454, response: '454 4.7.0 no' })],
    ['a server that does not know STARTTLS', error({ code: 'ETLS', command: 'STARTTLS', responseCode: 502 })],
    ['a server that knows HELO alone', error({ code: 'ECONNECTION', command: 'EHLO', responseCode: 502, message: 'EHLO failed but HELO does not support required STARTTLS. response=502' })],
  ])('%s is starttls-not-supported', (_name, thrown) => {
    expect(classifyTlsError(thrown)).toBe('starttls-not-supported');
  });

  it.each([
    ['a refused connection', error({ code: 'ECONNREFUSED', syscall: 'connect' })],
    ['a refused connection, hidden by nodemailer', error({ code: 'ESOCKET', originalCode: 'ECONNREFUSED' })],
    ['a reset connection', error({ code: 'ECONNRESET' })],
    ['a host that cannot be found', error({ code: 'EDNS', originalCode: 'ENOTFOUND' })],
    ['a time-out', error({ code: 'ETIMEDOUT', timeoutType: 'GREETING_TIMEOUT' })],
    ['greylisting', error({ code: 'EENVELOPE', command: 'RCPT TO', responseCode: 451 })],
    ['a server without REQUIRETLS', error({ code: 'EREQUIRETLS', command: 'MAIL FROM' })],
    ['an error without a code', new Error('no')],
    ['a word', 'CERT_HAS_EXPIRED'],
    ['nothing', undefined],
    ['null', null],
    ['a code that is no text', { code: 42 }],
  ])('%s is no failure of TLS', (_name, thrown) => {
    expect(classifyTlsError(thrown)).toBe(null);
  });

  it('takes a connection that is lost in the handshake for a failure of TLS, when told', () => {
    expect(classifyTlsError(error({ code: 'ECONNRESET' }), { duringHandshake: true })).toBe('validation-failure');
    expect(classifyTlsError(error({ code: 'ESOCKET', originalCode: 'EPIPE' }), { duringHandshake: true })).toBe('validation-failure');
    expect(classifyTlsError(error({ code: 'EACCES' }), { duringHandshake: true })).toBe(null);
  });

  it('reads what throws when it is read, and causes that go in circles', () => {
    const circle: { cause?: unknown } = {};
    circle.cause = circle;
    const trap = new Proxy({}, { get: () => { throw new Error('no'); } });
    expect([classifyTlsError(circle), classifyTlsError(trap), classifyTlsError({ cause: trap })]).toEqual([null, null, null]);
  });
});

describe('the server\'s own words', () => {
  const reply = (responseCode: number | null, properties: object, words: string): Error =>
    Object.assign(new Error(`Mail command failed: ${words}`), { responseCode, response: words, ...properties });

  it.each([
    '451 SSL routines are busy',
    '451 before secure TLS connection was established',
    '451 EHLO failed but HELO does not support required STARTTLS',
  ])('make no failure of TLS of a temporary refusal: %s', (words) => {
    expect(classifyTlsError(reply(451, { code: 'ECONNECTION', command: 'MAIL FROM' }, words))).toBe(null);
    expect(classifyTlsError(reply(null, { code: 'ECONNECTION' }, words.slice(4)))).toBe(null);
  });
});

describe('a refusal of STARTTLS', () => {
  it.each([[454, 'starttls-not-supported'], [502, 'starttls-not-supported'], [421, null]])('by %i is %s', (responseCode, expected) => {
    expect(classifyTlsError(error({ code: 'ETLS', command: 'STARTTLS', responseCode }))).toBe(expected);
  });
});

describe('EHLO that failed where STARTTLS is required', () => {
  const failed = (responseCode?: number): Error =>
    Object.assign(new Error(`EHLO failed but HELO does not support required STARTTLS. response=${responseCode ?? 'garbage'}`), { code: 'ECONNECTION', command: 'EHLO', responseCode });

  it.each([[500, 'starttls-not-supported'], [599, 'starttls-not-supported'], [450, null], [451, null], [499, null], [354, null], [600, null], [undefined, null]])('with %s is %s', (responseCode, expected) => {
    expect(classifyTlsError(failed(responseCode))).toBe(expected);
  });
});

describe('an answer to STARTTLS that is no reply of SMTP', () => {
  it.each(['garbage', '-1', '000 no', 'SSL routines'])('is no refusal, whatever it says: %s', (response) => {
    const thrown = error({ code: 'ETLS', command: 'STARTTLS', response, message: `Error upgrading connection with STARTTLS: ${response}` });
    expect([classifyTlsError(thrown), classifyTlsError(thrown, { duringHandshake: true })]).toEqual([null, null]);
  });

  it('is no refusal by a number that is no reply code', () => {
    const thrown = error({ code: 'ETLS', command: 'STARTTLS', responseCode: 99_999, response: '99999 no' });
    expect(classifyTlsError(thrown)).toBe(null);
  });
});
