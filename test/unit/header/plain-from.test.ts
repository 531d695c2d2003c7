// The fast reader of From values as nearly all mail has them (S-4.2).
import { describe, expect, it } from 'vitest';
import { readAnyField } from '../../../src/header/from-field.js';
import { readPlainFrom } from '../../../src/header/plain-from.js';

const ann = { text: 'ann@example.com', domain: 'example.com' };

describe('readPlainFrom', () => {
  it.each([
    'ann@example.com',
    'Ann@Example.COM',
    '<ann@example.com>',
    ' <ann@example.com>',
    '\t <ann@example.com>\t ',
    'Ann<ann@example.com>',
    'Ann <ann@example.com>',
    'Ann Bee\t<ann@example.com>',
    'Ann B. Cee <ann@example.com>',
    'Ann... <ann@example.com>',
    'Ann . . Bee <ann@example.com>',
    "!#$%&'*+-/=?^_`{|}~09azAZ <ann@example.com>",
    '=?utf-8?Q?evil=40evil.example?= <ann@example.com>',
    '"Doe, Ann" <ann@example.com>',
    ' "Ann"\t <ann@example.com> ',
    '"Ann"<ann@example.com>',
    '"" <ann@example.com>',
    '" " <ann@example.com>',
    '"()>[]:;@,.\t!~" <ann@example.com>',
    '"evil@evil.example" <ann@example.com>',
  ])('reads %j, as the full reader does', (value) => {
    expect(readPlainFrom(value, false)).toEqual(ann);
    expect(readAnyField(value, false)).toEqual([ann]);
  });

  it('S-2.2: keeps the case of local parts where told to', () => {
    for (const value of ['Ann@Example.com', 'Ann <Ann@Example.com>']) expect(readPlainFrom(value, true)).toEqual({ text: 'Ann@example.com', domain: 'example.com' });
  });

  it.each([
    '',
    ' ',
    'ann',
    'ann@',
    ' ann@example.com',
    'ann@example.com ',
    'ann @example.com',
    'ann@example.com, bob@example.com',
    'ann@example.com (Ann)',
    '<>',
    '<ann@example.com',
    'ann@example.com>',
    '< ann@example.com>',
    '<ann@example.com >',
    '<ann@example.com>>',
    '<<ann@example.com>',
    '<<ann@example.com>>',
    '<ann@example.com> bob',
    '<ann@example.com>;',
    '<ann@example.com>\r\n ',
    'Ann <ann@example.com>, Bob <bob@example.com>',
    'Ann <ann@example.com> (home)',
    'Ann\r\n <ann@example.com>',
    'Ann (home) <ann@example.com>',
    'Ann, Bee <ann@example.com>',
    'Ann: <ann@example.com>',
    'Ann; <ann@example.com>',
    'Ann @ home <ann@example.com>',
    'Ann [x] <ann@example.com>',
    'Ann] <ann@example.com>',
    'Ann) <ann@example.com>',
    'Ann > <ann@example.com>',
    'Ann \\ <ann@example.com>',
    'Ann "Bee" <ann@example.com>',
    'Ann" <ann@example.com>',
    '. Ann <ann@example.com>',
    ' .Ann <ann@example.com>',
    '"Ann" Bee <ann@example.com>',
    '"Ann" "Bee" <ann@example.com>',
    '"Ann"Bee" <ann@example.com>',
    '"Ann \\" Bee" <ann@example.com>',
    '"Ann\\" <ann@example.com>',
    '" <ann@example.com>',
    '"Ann <ann@example.com>',
    '"a<b" <ann@example.com>',
    'Änn <ann@example.com>',
    '"Änn" <ann@example.com>',
    'A\u0000nn <ann@example.com>',
    'A\u001fnn <ann@example.com>',
    'A\u007fnn <ann@example.com>',
    '"A\u0000nn" <ann@example.com>',
    '"A\u007fnn" <ann@example.com>',
    '"A\rnn" <ann@example.com>',
    '"A\nnn" <ann@example.com>',
    'A\u00a0 <ann@example.com>',
    '<"ann"@example.com>',
    '<jos\u00e9@example.com>',
    '<ann@b\u00fccher.example>',
    '<ann@[192.0.2.1]>',
    '<ann@example.com.>',
    '<@a.example:ann@example.com>',
    'Team: ann@example.com;',
  ])('leaves %j to the full reader', (value) => {
    expect(readPlainFrom(value, false)).toBeNull();
  });

  it('knows every character of a display name', () => {
    for (let code = 0; code < 0x180; code++) {
      const character = String.fromCharCode(code);
      for (const value of [`a${character}b <ann@example.com>`, `"a${character}b" <ann@example.com>`]) {
        const read = readPlainFrom(value, false);
        if (read !== null) expect(readAnyField(value, false)).toEqual([read]);
        const isText = code === 0x09 || (code >= 0x20 && code < 0x7f);
        const special = value.startsWith('"') ? '"\\<' : '()<>[]:;@\\,"';
        expect(read !== null).toBe(isText && !special.includes(character));
      }
    }
  });
});
