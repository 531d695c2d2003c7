// The fast scans of plain local parts and domains.
import { describe, expect, it } from 'vitest';
import { LOWER, MIXED, NOT_PLAIN, scanPlainDomain, scanPlainLocalPart } from '../../../src/model/plain-address.js';
import type { Plainness } from '../../../src/model/plain-address.js';
import { isDotAtom } from '../../../src/model/address.js';
import { parseAnyDomain } from '../../../src/model/domain.js';

type Scan = (text: string, start: number, end: number) => Plainness;

/** What a scan finds, which is the same whatever stands around. */
function scanned(scan: Scan, text: string): Plainness {
  const found = scan(text, 0, text.length);
  for (const around of ['a', 'A', '.', '-', '1', ' ', '@', 'é', '']) expect(scan(`${around}${text}${around}`, around.length, around.length + text.length)).toBe(found);
  return found;
}

const localPart = (text: string): Plainness => scanned(scanPlainLocalPart, text);
const domain = (text: string): Plainness => scanned(scanPlainDomain, text);
const label = (length: number): string => 'a'.repeat(length);

describe('scanPlainLocalPart', () => {
  it.each(['a', 'z', '0', '9', 'ann', 'a.b', 'a.b.c', "!#$%&'*+-/=?^_`{|}~", '-', '*', 'a'.repeat(1000)])('finds %j plain', (text) => {
    expect(localPart(text)).toBe(LOWER);
  });

  it.each(['A', 'Z', 'aB', 'Ab', 'a.B', 'B.a'])('finds %j plain, with upper-case letters', (text) => {
    expect(localPart(text)).toBe(MIXED);
  });

  it.each(['', '.', '.a', 'a.', 'a..b', '..', 'a b', '"a"', 'a"', 'a@', 'a(', 'a)', 'a,', 'a:', 'a;', 'a<', 'a>', 'a[', 'a\\', 'a]', 'é', 'a\u0000', 'a\u007f', 'A.', '\u212A', '\u0131'])('finds %j not plain', (text) => {
    expect(localPart(text)).toBe(NOT_PLAIN);
  });

  it('finds nothing plain between no places', () => {
    expect(scanPlainLocalPart('abc', 1, 1)).toBe(NOT_PLAIN);
    expect(scanPlainLocalPart('abc', 0, -1)).toBe(NOT_PLAIN);
  });

  it('knows every character of ASCII, and none beyond', () => {
    for (let code = 0; code < 0x200; code++) {
      const text = `a${String.fromCharCode(code)}a`;
      const upper = code >= 0x41 && code <= 0x5a;
      expect(localPart(text)).toBe(upper ? MIXED : code < 0x80 && isDotAtom(text) ? LOWER : NOT_PLAIN);
    }
  });
});

describe('scanPlainDomain', () => {
  it.each([
    'a',
    'z.z',
    'example.com',
    'a-b.c',
    'a.b-c',
    'a--b.c',
    'abc--d.e',
    'a-b--c.d',
    '1.a',
    '1.2.3a',
    '1a',
    'a1',
    'a.1-1',
    'a.0b',
    label(63),
    `${label(63)}.${label(63)}.a`,
    `${label(61)}.${label(63)}.${label(63)}.${label(63)}`,
  ])('finds %j plain', (text) => {
    expect(domain(text)).toBe(LOWER);
    expect(parseAnyDomain(text)).toBe(text);
  });

  it.each(['A', 'Z.z', 'example.COM', 'a.1Z', '1.2.3A'])('finds %j plain, with upper-case letters', (text) => {
    expect(domain(text)).toBe(MIXED);
    expect(parseAnyDomain(text)).toBe(text.toLowerCase());
  });

  it.each([
    '',
    '.',
    '.a',
    'a.',
    'a..b',
    '-a.b',
    'a-.b',
    'a.-b',
    'a.b-',
    '-',
    'ab--c.d',
    'a---b.c',
    'A---b.c',
    'a.xn--fa-hia',
    'XN--FA-HIA.example',
    '1',
    'a.1',
    'A.1',
    '192.0.2.1',
    'a_b.c',
    'a b',
    'a@b',
    'bücher.example',
    '\u212A.example',
    'a\u3002b',
    '*.a',
    '[192.0.2.1]',
    'a\u0000',
    label(64),
    `${label(64)}.a`,
    `a.${label(64)}`,
    `a.${label(64)}.a`,
    `${label(62)}.${label(63)}.${label(63)}.${label(63)}`,
    'a.'.repeat(127),
  ])('finds %j not plain', (text) => {
    expect(domain(text)).toBe(NOT_PLAIN);
  });

  it('finds nothing plain between no places', () => {
    expect(scanPlainDomain('abc', 1, 1)).toBe(NOT_PLAIN);
  });

  it('knows every character of ASCII, and none beyond', () => {
    for (let code = 0; code < 0x200; code++) {
      const text = `ab${String.fromCharCode(code)}c`;
      const upper = code >= 0x41 && code <= 0x5a;
      expect(domain(text)).toBe(upper ? MIXED : code < 0x80 && parseAnyDomain(text) !== null ? LOWER : NOT_PLAIN);
    }
  });
});
