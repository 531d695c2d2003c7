// A session in words (S-18.3).
import { describe, expect, it } from 'vitest';
import { violationsOf } from '../../../src/index.js';
import { readSessionWords, RESULT_TYPES, SESSION_WORDS } from '../../../src/testing/session-words.js';

const GOOD = { trusted: true, hostnameMatches: true, expired: false };
const EVERYTHING = { tls: 'required', minVersion: 'TLSv1.3', caSigned: true, hostname: true } as const;

describe('words for a session', () => {
  it.each([
    ['good', { tls: true, version: 'TLSv1.3', certificate: GOOD }],
    ['none', { tls: false }],
    ['unknown', undefined],
    ['TLSv1.1', { tls: true, version: 'TLSv1.1', certificate: GOOD }],
    ['SSLv2', { tls: true, version: 'SSLv2', certificate: GOOD }],
    ['self-signed', { tls: true, version: 'TLSv1.3', certificate: { ...GOOD, trusted: false } }],
    ['untrusted', { tls: true, version: 'TLSv1.3', certificate: { ...GOOD, trusted: false } }],
    ['expired', { tls: true, version: 'TLSv1.3', certificate: { ...GOOD, expired: true } }],
    ['wrong-name', { tls: true, version: 'TLSv1.3', certificate: { ...GOOD, hostnameMatches: false } }],
    ['wrong-hostname', { tls: true, version: 'TLSv1.3', certificate: { ...GOOD, hostnameMatches: false } }],
    ['no-certificate', { tls: true, version: 'TLSv1.3', certificate: null }],
    ['unverified', { tls: true, version: 'TLSv1.3', certificate: {} }],
    ['TLSv1.2, no-certificate', { tls: true, version: 'TLSv1.2', certificate: null }],
    ['TLSv1, unverified', { tls: true, version: 'TLSv1', certificate: {} }],
    [' expired,wrong-name TLSv1.1 ', { tls: true, version: 'TLSv1.1', certificate: { trusted: true, hostnameMatches: false, expired: true } }],
  ])('%s', (text, session) => {
    expect(readSessionWords(text)).toEqual({ ok: true, session });
  });

  it.each([
    ['', 'say what the session was: `none`, `good` or what is wrong with it', null],
    ['good, expired', '`good` stands alone; remove the other words', null],
    ['expired none', '`none` stands alone; remove the other words', null],
    ['TLSv1.1, TLSv1.2', 'a session has one TLS version; keep one', null],
    ['no-certificate, expired', '`no-certificate` leaves nothing else to say of the certificate; remove the other words', null],
    ['expierd', '`expierd` is no word for a session', 'expierd'],
  ])('%j is refused', (text, problem, word) => {
    expect(readSessionWords(text)).toEqual({ ok: false, problem, word });
  });

  it.each(RESULT_TYPES)('%s is the one violation of the session of that name', (type) => {
    const words = readSessionWords(type);
    expect(words.ok && violationsOf(EVERYTHING, words.session!).map((violation) => violation.type)).toEqual([type]);
  });

  it('are all known, and a good session violates nothing', () => {
    expect(SESSION_WORDS.map((word) => readSessionWords(word).ok)).not.toContain(false);
    const good = readSessionWords('good');
    expect(good.ok && violationsOf(EVERYTHING, good.session!)).toEqual([]);
  });
});
