// Replies as nodemailer hands them over.
import { expect, it } from 'vitest';
import { isPermanent, readReply, replyWords } from '../../../src/nodemailer/server-reply.js';

it.each<[unknown, string | null]>([
  ['550 5.1.1 no such user', '550 5.1.1 no such user'],
  ['550-5.1.1 no\r\n550 5.1.1 such user', '550 5.1.1 no / such user'],
  ['550-5.1.1 no\nsuch user', '550 5.1.1 no'],
  ['550 no', '550 5.0.0 no'],
  ['550', '550 5.0.0 '],
  ['250 2.0.0', '250 2.0.0 '],
  ['550 2.1.5 hm', '550 5.0.0 hm'],
  ['451 4.7.1 für\u0007', '451 4.7.1 f\\x{FC}r\\x{7}'],
  ['hello', null],
  ['354 go', null],
  ['5500 x', null],
  ['', null],
  [undefined, null],
])('%j', (response, words) => {
  const reply = readReply(response);
  expect(reply === null ? null : replyWords(reply)).toBe(words);
});

it('a permanent one is 5yz', () => {
  expect([readReply('550 x')!, readReply('451 x')!, readReply('250 x')!].map(isPermanent)).toEqual([true, false, false]);
});
