import { describe, expect, it } from 'vitest';
import { ReceptionError, replyFor } from '../../../src/smtp-server/reception-error.js';
import { closesConnection, forOneRecipient, LOCAL_ERROR, NO_ROOM, NOT_AUTHENTICATED_NOW, replyError, TOO_LONG } from '../../../src/smtp-server/reply-error.js';

const reply = { code: 550, enhancedCode: '5.7.10', text: 'Secure transport required' };
const closing = { code: 421, enhancedCode: '4.7.0', text: 'Secure transport required' };

describe('as an error', () => {
  it('a reply has its enhanced status code in the text', () => {
    expect(replyError(reply, false)).toMatchObject({ responseCode: 550, message: '5.7.10 Secure transport required' });
  });

  it('or beside the code, where the server would put one of its own', () => {
    expect(replyError(reply, true)).toMatchObject({ responseCode: '550 5.7.10', message: 'Secure transport required' });
  });
});

it('421 closes the connection, and is never for one recipient', () => {
  expect([closesConnection(closing), closesConnection(reply)]).toEqual([true, false]);
  expect([forOneRecipient(closing), forOneRecipient(reply)]).toEqual([{ ...closing, code: 450 }, reply]);
});

it('errors have their replies, and others that of this server', () => {
  expect(replyFor(new ReceptionError(NO_ROOM, 'no space'))).toBe(NO_ROOM);
  expect(replyFor(new Error('what?'))).toBe(LOCAL_ERROR);
  expect(new ReceptionError(TOO_LONG, 'long')).not.toHaveProperty('cause');
  expect(new ReceptionError(NOT_AUTHENTICATED_NOW, 'no', 'DNS').cause).toBe('DNS');
});

it.each([LOCAL_ERROR, NO_ROOM, TOO_LONG, NOT_AUTHENTICATED_NOW])('$code $enhancedCode is of one class, and fits in a line', ({ code, enhancedCode, text }) => {
  expect(enhancedCode[0]).toBe(String(code)[0]);
  expect(`${code} ${enhancedCode} ${text}\r\n`.length).toBeLessThanOrEqual(512);
});
