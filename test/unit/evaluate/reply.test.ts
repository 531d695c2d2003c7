// The SMTP reply that a bounce or reject carries (S-10.1, S-10.3).
import { describe, expect, it } from 'vitest';
import { isReplyProfile, toReply } from '../../../src/evaluate/reply.js';
import type { ReplyProfile, ResultType, Violation } from '../../../src/model/decision.js';
import type { Direction } from '../../../src/model/transport.js';

const violation = (type: ResultType): Violation => ({ type, required: 'TLS', found: 'no TLS' });
const codes = (type: ResultType, direction: Direction, profile?: ReplyProfile): string => {
  const { code, enhancedCode } = toReply(violation(type), direction, profile === undefined ? {} : { profile });
  return `${code} ${enhancedCode}`;
};

const types: ResultType[] = ['starttls-not-supported', 'validation-failure', 'certificate-not-trusted', 'certificate-expired', 'certificate-host-mismatch'];

describe('toReply', () => {
  it.each<[ReplyProfile, Direction, noTls: string, expired: string, other: string]>([
    ['default', 'inbound', '550 5.7.10', '550 5.7.5', '550 5.7.5'],
    ['default', 'outbound', '550 5.7.10', '550 5.7.5', '550 5.7.5'],
    ['rfc3207', 'inbound', '530 5.7.0', '530 5.7.0', '530 5.7.0'],
    ['rfc3207', 'outbound', '530 5.7.0', '530 5.7.0', '530 5.7.0'],
    ['postfix', 'inbound', '550 5.7.4', '550 5.7.5', '550 5.7.5'],
    ['postfix', 'outbound', '550 5.7.4', '550 5.7.5', '550 5.7.5'],
    ['exchange', 'inbound', '550 5.7.321', '550 5.7.322', '550 5.7.5'],
    ['exchange', 'outbound', '550 5.7.321', '550 5.7.322', '550 5.7.5'],
    ['gmail', 'inbound', '421 4.7.0', '421 4.7.0', '421 4.7.0'],
    ['gmail', 'outbound', '550 5.7.10', '550 5.7.5', '550 5.7.5'],
  ])('S-10.1: profile %s, %s: %s, expired %s, else %s', (profile, direction, noTls, expired, other) => {
    expect(types.map((type) => codes(type, direction, profile))).toEqual([noTls, other, other, expired, other]);
  });

  it('S-10.1: the default profile is `default`', () => {
    for (const direction of ['inbound', 'outbound'] as const) {
      expect(types.map((type) => codes(type, direction))).toEqual(types.map((type) => codes(type, direction, 'default')));
      expect(toReply(violation('validation-failure'), direction)).toEqual(toReply(violation('validation-failure'), direction, { profile: 'default' }));
    }
  });

  it('S-10.1: the text has the result type, what was required and found, and the setting’s id', () => {
    expect(toReply(violation('starttls-not-supported'), 'inbound', { setting: 'partners' })).toEqual({
      code: 550,
      enhancedCode: '5.7.10',
      text: 'Secure transport required: starttls-not-supported: required TLS, found no TLS (setting partners)',
    });
    expect(toReply(violation('certificate-expired'), 'inbound').text).toBe('Secure transport required: certificate-expired: required TLS, found no TLS');
    expect(toReply(violation('certificate-expired'), 'inbound', { setting: '' }).text).toBe('Secure transport required: certificate-expired: required TLS, found no TLS (setting )');
  });

  it('S-10.3: text from outside is made safe and bounded', () => {
    const { text } = toReply({ type: 'validation-failure', required: `a\r\nb${'r'.repeat(100)}`, found: 'ü'.repeat(100) }, 'outbound', { setting: 'Grün\u0000' });
    expect(text).toBe(
      `Secure transport required: validation-failure: required a\\x{D}\\x{A}b${'r'.repeat(65)}..., found ${'\\x{FC}'.repeat(12)}\\x{FC... (setting Gr\\x{FC}n\\x{0})`,
    );
  });

  it.each<ReplyProfile>(['default', 'rfc3207', 'postfix', 'exchange'])('S-10.1: the whole line has at most 512 octets, and uses them, with profile %s', (profile) => {
    const line = (setting: string) => {
      const { code, enhancedCode, text } = toReply(violation('starttls-not-supported'), 'outbound', { profile, setting });
      return `${code} ${enhancedCode} ${text}\r\n`;
    };
    const room = 512 - line('').length;
    expect(line('s'.repeat(room))).toHaveLength(512);
    expect(line('s'.repeat(room)).endsWith('s)\r\n')).toBe(true);
    expect(line('s'.repeat(room + 1))).toHaveLength(512);
    expect(line('s'.repeat(room + 1)).endsWith('s...)\r\n')).toBe(true);
  });

  it('S-12.4: a profile that does not exist is misuse', () => {
    const unknown = new TypeError('there is no reply profile `sendmail`; use one of default, rfc3207, postfix, exchange, gmail');
    expect(() => toReply(violation('validation-failure'), 'inbound', { profile: 'sendmail' as ReplyProfile })).toThrow(unknown);
    expect(() => toReply(violation('validation-failure'), 'inbound', { profile: 'toString' as ReplyProfile })).toThrow(TypeError);
    expect(() => toReply(violation('validation-failure'), 'sideways' as 'inbound')).toThrow(new TypeError('a direction is `inbound` or `outbound`, not `sideways`'));
  });
});

describe('isReplyProfile', () => {
  it('S-10.1: knows the five profiles and no other', () => {
    expect(['default', 'rfc3207', 'postfix', 'exchange', 'gmail'].every(isReplyProfile)).toBe(true);
    expect(['', 'Default', 'toString', '__proto__', undefined, null, 5, ['default']].some(isReplyProfile)).toBe(false);
  });
});
