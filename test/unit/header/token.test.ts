// Lexical tokens of field values (RFC 5322 section 3.2, S-4.2).
import { describe, expect, it } from 'vitest';
import type { Cursor } from '../../../src/header/token.js';
import { isAtomText, peek, readAtom, readDomainLiteral, readQuotedString, skipComments } from '../../../src/header/token.js';

const cursorAt = (text: string, at = 0): Cursor => ({ text, at, display: null });

describe('peek', () => {
  it('gives the character at the cursor, and NaN at the end', () => {
    expect(peek(cursorAt('ab', 1))).toBe(0x62);
    expect(peek(cursorAt('ab', 2))).toBeNaN();
  });
});

describe('isAtomText', () => {
  it('knows atext of RFC 5322 in ASCII', () => {
    const atext = Array.from({ length: 0x80 }, (_, code) => code).filter(isAtomText);
    expect(String.fromCharCode(...atext)).toBe("!#$%&'*+-/0123456789=?ABCDEFGHIJKLMNOPQRSTUVWXYZ^_`abcdefghijklmnopqrstuvwxyz{|}~");
  });

  it('knows all beyond ASCII', () => {
    expect([0x7e, 0x7f, 0x80, 0x9f, 0xa0, 0xa1, 0xd800, 0xffff].map(isAtomText)).toEqual([true, false, true, true, true, true, true, true]);
    expect(isAtomText(Number.NaN)).toBe(false);
  });
});

describe('skipComments', () => {
  it.each([
    ['', 0],
    ['x', 0],
    [' \t x', 3],
    ['(a)x', 3],
    [' (a) (b)\t(c)x', 12],
    ['(a(b)(c(d)))x', 12],
    ['(\\))x', 4],
    ['(\\()x', 4],
    ['(\\\\)x', 4],
    ['()', 2],
    ['\u00a0(a)', 0],
    [' )', 1],
    ['(a', 0],
    [' ((a)', 1],
    [' (b) (\\)', 5],
    ['(\\', 0],
  ])('of %j stops at %i', (text, at) => {
    const cursor = cursorAt(text);
    skipComments(cursor);
    expect(cursor.at).toBe(at);
  });

  it('shows each comment as it is meant, those within it as they are written', () => {
    const shown: string[] = [];
    skipComments({ text: '(a \\) b) (c (d\\\\)) () (e', at: 0, display: (text) => shown.push(text) });
    expect(shown).toEqual(['a ) b', 'c (d\\)', '']);
  });
});

describe('readAtom', () => {
  it.each([
    ['abc def', 0, 'abc', 3],
    ['abc', 1, 'bc', 3],
    ['a.b', 0, 'a', 1],
    ['.b', 0, '', 0],
    ['', 0, '', 0],
    ['ä😀@', 0, 'ä😀', 3],
  ])('of %j from %i is %j', (text, from, atom, at) => {
    const cursor = cursorAt(text, from);
    expect(readAtom(cursor)).toBe(atom);
    expect(cursor.at).toBe(at);
  });
});

describe('readQuotedString', () => {
  it.each([
    ['"a b" c', 'a b', 5],
    ['""', '', 2],
    ['"a\\"b\\\\"c', 'a"b\\', 8],
    ['"\\a\\\\"', 'a\\', 6],
    ['"a\\', null, 0],
    ['"a\\"', null, 0],
    ['"a', null, 0],
    ['"', null, 0],
  ])('of %j is %j', (text, meaning, at) => {
    const cursor = cursorAt(text);
    expect(readQuotedString(cursor)).toBe(meaning);
    expect(cursor.at).toBe(at);
  });
});

describe('readDomainLiteral', () => {
  it.each([
    ['[192.0.2.1]x', '[192.0.2.1]', 11],
    ['[ \t192.0.2.1\t ]', '[192.0.2.1]', 15],
    ['[a b]', '[a b]', 5],
    ['[a\\]b]', '[a]b]', 6],
    ['[a\\ ]', '[a\\]', 5],
    ['[]', '[]', 2],
    ['[a', null, 0],
    ['[a\\]', null, 0],
  ])('of %j is %j', (text, literal, at) => {
    const cursor = cursorAt(text);
    expect(readDomainLiteral(cursor)).toBe(literal);
    expect(cursor.at).toBe(at);
  });
});
