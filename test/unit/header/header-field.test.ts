// Where header fields begin and end (S-4.6).
import { describe, expect, it } from 'vitest';
import { colonAfterName, fieldCursor, fieldValues, isBlank, toNextField, trimBlanks, unfold } from '../../../src/header/header-field.js';

describe('toNextField', () => {
  const fieldsOf = (headers: string): string[] => {
    const fields: string[] = [];
    const cursor = fieldCursor(headers);
    while (toNextField(cursor)) fields.push(headers.slice(cursor.start, cursor.end));
    return fields;
  };

  it.each([
    ['nothing', '', []],
    ['one line without an end', 'A: 1', ['A: 1']],
    ['CRLF', 'A: 1\r\nB: 2\r\n', ['A: 1', 'B: 2']],
    ['LF', 'A: 1\nB: 2\n', ['A: 1', 'B: 2']],
    ['both', 'A: 1\nB: 2\r\nC: 3', ['A: 1', 'B: 2', 'C: 3']],
    ['folding by SP', 'A: 1\r\n 2\r\nB: 3', ['A: 1\r\n 2', 'B: 3']],
    ['folding by HTAB', 'A: 1\n\t2\n\t3\nB: 4', ['A: 1\n\t2\n\t3', 'B: 4']],
    ['folding by a line of blanks', 'A: 1\r\n \r\n\t\r\nB: 2', ['A: 1\r\n \r\n\t', 'B: 2']],
    ['folding that nothing follows', 'A: 1\r\n ', ['A: 1\r\n ']],
    ['an empty line, CRLF', 'A: 1\r\n\r\nB: 2', ['A: 1']],
    ['an empty line, LF', 'A: 1\n\nB: 2', ['A: 1']],
    ['an empty line, mixed', 'A: 1\r\n\nB: 2', ['A: 1']],
    ['an empty line at once', '\r\nA: 1', []],
    ['an LF at once', '\nA: 1', []],
    ['a bare CR, which ends no line', 'A: 1\rB: 2\r\nC: 3', ['A: 1\rB: 2', 'C: 3']],
    ['a bare CR before a CRLF', 'A: 1\r\r\nB: 2', ['A: 1\r', 'B: 2']],
    ['a line of a bare CR', 'A: 1\n\r\r\nB: 2', ['A: 1', '\r', 'B: 2']],
    ['a CR at the end', 'A: 1\r', ['A: 1\r']],
    ['a CR alone', '\r', ['\r']],
    ['blanks at once', ' A: 1\nB: 2', [' A: 1', 'B: 2']],
  ])('finds the fields: %s', (_name, headers, fields) => {
    expect(fieldsOf(headers)).toEqual(fields);
  });

  it('stays where it is at the end of the block', () => {
    const cursor = fieldCursor('A: 1\r\n\r\nB: 2');
    expect([toNextField(cursor), toNextField(cursor), toNextField(cursor)]).toEqual([true, false, false]);
    expect(cursor).toEqual({ headers: 'A: 1\r\n\r\nB: 2', start: 0, end: 4, next: 6 });
  });
});

describe('colonAfterName', () => {
  const colonIn = (field: string): number => colonAfterName({ headers: field, start: 0, end: field.length, next: 0 }, 'name');

  it.each([
    ['name:', 4],
    ['NaMe: x', 4],
    ['Name \t: x', 6],
    ['name', -1],
    ['name ', -1],
    ['nam:', -1],
    ['names:', -1],
    ['name\r\n :', -1],
    [' name:', -1],
    ['name;:', -1],
  ])('of %j is at %i', (field, colon) => {
    expect(colonIn(field)).toBe(colon);
  });

  it('looks no further than the field', () => {
    expect(colonAfterName({ headers: 'name :', start: 0, end: 5, next: 0 }, 'name')).toBe(-1);
    expect(colonAfterName({ headers: 'name :', start: 0, end: 6, next: 0 }, 'name')).toBe(5);
    expect(colonAfterName({ headers: 'name:', start: 0, end: 4, next: 0 }, 'name')).toBe(-1);
    expect(colonAfterName({ headers: 'x\nname: y', start: 2, end: 9, next: 0 }, 'name')).toBe(6);
  });
});

describe('fieldValues', () => {
  it('gives every field of the name as it is written', () => {
    expect(fieldValues('X-A: 1\r\nY: 2\r\nx-a : 3\r\n\t4 \r\nX-AB: 5\r\nX-A:\r\n\r\nX-A: 6', 'x-a')).toEqual([' 1', ' 3\r\n\t4 ', '']);
  });
});

describe('unfold', () => {
  it.each([
    ['', ''],
    ['a', 'a'],
    ['a\r\n b', 'a b'],
    ['a\n\tb', 'a\tb'],
    ['a\r\n \r\n b', 'a  b'],
    ['\r\n a\r\n ', ' a '],
    ['a\r b', null],
    ['a\rb', null],
    ['a\r\r\n b', null],
    ['a\nb', null],
    ['a\r\nb', null],
    ['a\r\n', null],
    ['a\n\n b', null],
    ['a\0', null],
    ['a\r\n b\0', null],
  ])('makes %j %j', (value, unfolded) => {
    expect(unfold(value)).toBe(unfolded);
  });
});

describe('trimBlanks', () => {
  it.each([
    [' \t a b\t ', 'a b'],
    ['a', 'a'],
    ['', ''],
    [' \t', ''],
    ['\u00a0a\n', '\u00a0a\n'],
    ['\ra ', '\ra'],
  ])('makes %j %j', (text, trimmed) => {
    expect(trimBlanks(text)).toBe(trimmed);
  });
});

describe('isBlank', () => {
  it('knows SP and HTAB alone', () => {
    expect(Array.from({ length: 256 }, (_, code) => code).filter(isBlank)).toEqual([0x09, 0x20]);
    expect(isBlank(Number.NaN)).toBe(false);
  });
});
