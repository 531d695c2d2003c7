// Encoded words (RFC 2047).
import { describe, expect, it } from 'vitest';
import { decodeEncodedWords } from '../../../src/header/encoded-word.js';

describe('decodeEncodedWords', () => {
  it.each([
    ['', ''],
    ['plain =? text ?=', 'plain =? text ?='],
    ['=?utf-8?Q?Ann?=', 'Ann'],
    ['=?UTF-8?q?B=C3=BCcher_=c3=bc?=', 'Bücher ü'],
    ['=?utf-8?B?QsO8Y2hlcg==?=', 'Bücher'],
    ['=?utf-8?b?YW5uQGV4YW1wbGUuY29t?=', 'ann@example.com'],
    ['=?utf-8?B?YW4=?=', 'an'],
    ['=?utf-8?B?+/8=?=', '=?utf-8?B?+/8=?='],
    ['=?iso-8859-1?B?+/8=?=', 'ûÿ'],
    ['=?ISO-8859-1?Q?=FC_=80=A0?=', 'ü \u0080\u00a0'],
    ['=?us-ascii?Q?a=7F?=', 'a\u007f'],
    ['=?us-ascii?Q?a=80?=', '=?us-ascii?Q?a=80?='],
    ['=?us-ascii?Q?=C3=BC?=', '=?us-ascii?Q?=C3=BC?='],
    ['=?utf-8*en?Q?Ann?=', 'Ann'],
    ['=?utf-8*?Q?Ann?=', 'Ann'],
    ['=?utf-8?Q?=F0=9F=98=80=00=09?=', '😀\0\t'],
    ['a =?utf-8?Q?b?= c', 'a b c'],
    ['"=?utf-8?Q?b?="', '"b"'],
    ['=?utf-8?Q?a?= =?utf-8?Q?b?=', 'ab'],
    ['=?utf-8?Q?a?= \t =?utf-8?B?Yg==?=\t=?iso-8859-1?Q?c?=', 'abc'],
    ['=?utf-8?Q?a?==?utf-8?Q?b?=', 'ab'],
    ['=?utf-8?Q?a?= x =?utf-8?Q?b?=', 'a x b'],
    ['  =?utf-8?Q?a?=  ', '  a  '],
    ['=?utf-8?Q?a?=\u00a0=?utf-8?Q?b?=', 'a\u00a0b'],
    ['=?utf-8?Q?a?= =?x?Q?b?= =?utf-8?Q?c?=', 'a =?x?Q?b?= c'],
    ['=?utf-8?Q?a_b=5F=3F=3D?=', 'a b_?='],
  ])('makes %j %j', (text, decoded) => {
    expect(decodeEncodedWords(text)).toBe(decoded);
  });

  it.each([
    '=?utf-8?Q?a b?=',
    '=?utf-8?Q?a\u007f?=',
    '=?utf-8?Q?ä?=',
    '=?utf-8?Q?=?=',
    '=?utf-8?Q?=4?=',
    '=?utf-8?Q?=4G?=',
    '=?utf-8?Q?x=G4?=',
    '=?utf-8?Q?=C3?=',
    '=?utf-8?Q?=C0=80?=',
    '=?utf-8?Q?=ED=A0=80?=',
    '=?utf-8?Q?=FC?=',
    '=?utf-8?Q??=',
    '=?utf-8?B??=',
    '=?utf-8?B?YW5?=',
    '=?utf-8?B?YW5u=?=',
    '=?utf-8?B?YW==u?=',
    '=?utf-8?B?Y===?=',
    '=?utf-8?B?YW-_?=',
    '=?utf-8?B?YW u?=',
    '=?utf-8?B?YW😀?=',
    '=?utf-7?Q?a?=',
    '=?us-ascii?Q?a=C3=BC?=',
    '=?iso-8859-1?Q?=G4?=',
    '=?iso-8859-1?B?YW-_?=',
    '=?iso-8859-15?Q?a?=',
    '=?*en?Q?a?=',
    '=??Q?a?=',
    '=?utf-8?X?a?=',
    '=?utf-8?Q?a',
    '=?utf-8?Q?a?',
    '=?utf-8?QQ?a?=',
    '?utf-8?Q?a?=',
  ])('leaves %j as it is', (text) => {
    expect(decodeEncodedWords(text)).toBe(text);
  });

  it('decodes every digit of base64', () => {
    expect(decodeEncodedWords('=?iso-8859-1?B?ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/?=')).toBe(
      Buffer.from('ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/', 'base64').toString('latin1'),
    );
  });

  it('keeps the bytes of printable ASCII in Q', () => {
    const printable = Array.from({ length: 94 }, (_, index) => String.fromCharCode(0x21 + index)).filter((char) => !'=?_'.includes(char));
    expect(decodeEncodedWords(`=?utf-8?Q?${printable.join('')}?=`)).toBe(printable.join(''));
  });
});
