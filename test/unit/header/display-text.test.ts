// What a mail reader may show of From values (S-4.2, S-11.2).
import { describe, expect, it } from 'vitest';
import { displayTexts } from '../../../src/header/display-text.js';

describe('displayTexts', () => {
  it.each([
    ['ann@example.com', []],
    ['', []],
    ['Ann <ann@example.com>', ['Ann']],
    ['<ann@example.com>', []],
    ['"evil@evil.example" <ann@example.com>', ['evil@evil.example']],
    ['Ann  B. "C \\"D\\"" <ann@example.com>', ['Ann B. C "D"']],
    ['ann@example.com (Ann (at) home)', ['Ann (at) home']],
    ['(a) Ann (b) <(c) ann@example.com (d)> (e)', ['a', 'b', 'Ann', 'c', 'd', 'e']],
    ['Team: Ann <ann@example.com>, bob@example.net;', ['Team', 'Ann']],
    ['Team (x): (y);', ['x', 'Team', 'y']],
    ['Ann <ann@example.com>, Bob <bob@example.net>', ['Ann', 'Bob']],
    ['=?utf-8?Q?B=C3=BCcher?= <ann@example.com>', ['Bücher']],
    ['=?utf-8?B?ZXZpbA==?=\r\n =?utf-8?Q?=40evil.example?= <ann@example.com>', ['evil@evil.example']],
    ['"=?utf-8?Q?evil=40evil.example?=" <ann@example.com> (=?utf-8?Q?=C3=BC?=)', ['evil@evil.example', 'ü']],
    ['"Ann\r\n Bee" <ann@example.com>', ['Ann Bee']],
    ['"" <ann@example.com>', ['']],
  ])('of %j are %j', (value, texts) => {
    expect(displayTexts(value)).toEqual(texts);
  });

  it.each([
    ['evil@evil.example <ann@example.com>', 'evil@evil.example <ann@example.com>'],
    ['Ann <ann', 'Ann <ann'],
    ['=?utf-8?Q?evil=40evil.example?=', 'evil@evil.example'],
    ['Ann\r <ann@example.com>', 'Ann\r <ann@example.com>'],
    ['Ann <ann@example.com>\n', 'Ann <ann@example.com>\n'],
  ])('of the malformed %j is the whole', (value, text) => {
    expect(displayTexts(value)).toEqual([text]);
  });

  it('come from every value, in order', () => {
    expect(displayTexts(['Bob <bob@example.net>', 'ann', 'Ann <ann@example.com>'])).toEqual(['Bob', 'ann', 'Ann']);
  });

  it.each([
    ['undefined', undefined],
    ['null', null],
    ['a number', 7],
    ['an object', { length: 1, 0: 'Ann <ann@example.com>' }],
  ])('of %s are none', (_name, values) => {
    expect(displayTexts(values)).toEqual([]);
  });

  it('leave out what is no string', () => {
    expect(displayTexts([undefined, null, 7, ['Bob'], 'Ann <ann@example.com>'])).toEqual(['Ann']);
  });
});
