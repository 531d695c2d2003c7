// Pasted text of an address list: where items begin and end, and where the bad ones are (S-3.2).
import { describe, expect, it } from 'vitest';
import { forEachItem, parseAddressList } from '../../../src/model/address-list-text.js';

function items(text: string): [string, number, number][] {
  const found: [string, number, number][] = [];
  forEachItem(text, (start, end, line, column) => found.push([text.slice(start, end), line, column]));
  return found;
}

describe('forEachItem', () => {
  it.each([
    ['', []],
    [' ,;\t\n', []],
    ['a', [['a', 1, 1]]],
    [' a', [['a', 1, 2]]],
    ['a,b;c d', [['a', 1, 1], ['b', 1, 3], ['c', 1, 5], ['d', 1, 7]]],
    ['a,,b', [['a', 1, 1], ['b', 1, 4]]],
    ['a\nb', [['a', 1, 1], ['b', 2, 1]]],
    ['a\r\nb', [['a', 1, 1], ['b', 2, 1]]],
    ['a\rb', [['a', 1, 1], ['b', 2, 1]]],
    ['a\n\r\n\r b', [['a', 1, 1], ['b', 4, 2]]],
    ['a\n\nb', [['a', 1, 1], ['b', 3, 1]]],
    ['a\r', [['a', 1, 1]]],
    ['a\u000Bb\u000Cc', [['a', 1, 1], ['b', 1, 3], ['c', 1, 5]]],
    ['ä\u{1F600} b', [['ä\u{1F600}', 1, 1], ['b', 1, 5]]],
  ])('splits %j', (text, expected) => {
    expect(items(text)).toEqual(expected);
  });

  it('splits at every Unicode White_Space and the byte order mark, and at nothing else', () => {
    const separators: number[] = [];
    for (let code = 0; code <= 0xffff; code++) if (items(`a${String.fromCharCode(code)}b`).length === 2) separators.push(code);
    const blanks = [];
    for (let code = 0; code <= 0xffff; code++) if (/[\p{White_Space}\uFEFF,;]/u.test(String.fromCharCode(code))) blanks.push(code);
    expect(separators).toEqual(blanks);
    expect(separators).toHaveLength(28);
  });

  it.each([
    ['x"a b"y z', ['x"a', 'b"y', 'z']],
    ['\\"a b"', ['\\"a', 'b"']],
    ['5" disk, good.example, 6" x', ['5"', 'disk', 'good.example', '6"', 'x']],
    ['@"a b"', ['@"a', 'b"']],
  ])('S-3.2: a quote inside an item swallows no neighbour: %j', (text, expected) => {
    expect(items(text).map(([item]) => item)).toEqual(expected);
  });

  it.each([
    ['"a b"@x c', [['"a b"@x', 1, 1], ['c', 1, 9]]],
    ['"a "@x b', [['"a "@x', 1, 1], ['b', 1, 8]]],
    ['"a,b;c"@x,d', [['"a,b;c"@x', 1, 1], ['d', 1, 11]]],
    ['"a" "b c"', [['"a"', 1, 1], ['"b c"', 1, 5]]],
    ['"a\\" b"@x c', [['"a\\" b"@x', 1, 1], ['c', 1, 11]]],
    ['"a\\\\" b', [['"a\\\\"', 1, 1], ['b', 1, 7]]],
    ['""@x b', [['""@x', 1, 1], ['b', 1, 6]]],
  ])('keeps the quoted string of %j together', (text, expected) => {
    expect(items(text)).toEqual(expected);
  });

  it.each([
    ['"a b\nc"d e', [['"a', 1, 1], ['b', 1, 4], ['c"d', 2, 1], ['e', 2, 5]]],
    ['"a b\r"c d"', [['"a', 1, 1], ['b', 1, 4], ['"c d"', 2, 1]]],
    ['a "b c', [['a', 1, 1], ['"b', 1, 3], ['c', 1, 6]]],
    ['"a\\" b', [['"a\\"', 1, 1], ['b', 1, 6]]],
    ['"a\\" b\n"c d"', [['"a\\"', 1, 1], ['b', 1, 6], ['"c d"', 2, 1]]],
    ['"a\\\n" b"', [['"a\\', 1, 1], ['" b"', 2, 1]]],
    ['"a\\\r" b"', [['"a\\', 1, 1], ['" b"', 2, 1]]],
    ['"', [['"', 1, 1]]],
    ['"a \\', [['"a', 1, 1], ['\\', 1, 4]]],
  ])('takes the quote that does not close on its line as a character: %j', (text, expected) => {
    expect(items(text)).toEqual(expected);
  });

  it('looks for a closing quote once a line', () => {
    const one = '"\\'.repeat(100_000);
    expect(items(one)).toEqual([[one, 1, 1]]);
    const many = '"\\" '.repeat(100_000); // `"\" "` is a quoted string, again and again
    expect(items(many)).toHaveLength(50_000);
  });
});

describe('parseAddressList', () => {
  it('gives canonical entries in the order of the text, repetitions too', () => {
    expect(parseAddressList('B.example; @A.example\nAnn@A.example *.x.example * b.example [192.0.2.1]')).toEqual({
      entries: [
        { value: 'b.example', kind: 'domain' },
        { value: 'a.example', kind: 'domain' },
        { value: 'ann@a.example', kind: 'address' },
        { value: '*.x.example', kind: 'subdomains' },
        { value: '*', kind: 'everyone' },
        { value: 'b.example', kind: 'domain' },
        { value: '[192.0.2.1]', kind: 'domain' },
      ],
      issues: [],
    });
  });

  it('keeps the good items next to bad ones, and says where the bad ones are', () => {
    expect(parseAddressList('a.example\n  exam_ple, b.example')).toEqual({
      entries: [
        { value: 'a.example', kind: 'domain' },
        { value: 'b.example', kind: 'domain' },
      ],
      issues: [{ line: 2, column: 3, item: 'exam_ple', message: '`exam_ple` has an underscore, which no mail domain has' }],
    });
  });

  it.each([[undefined], [null], [7], [{}], [['a.example']]])('finds nothing in what is no text: %j', (value) => {
    expect(parseAddressList(value as unknown as string)).toEqual({ entries: [], issues: [] });
  });
});
