// The fast reader of plain addresses and entries.
import { describe, expect, it } from 'vitest';
import { PlainKey } from '../../../src/lists/plain-key.js';
import { KeyBytes } from '../../../src/packed/key-bytes.js';
import { parseAnyAddress } from '../../../src/model/address.js';

const SEED = 42;
const plainKey = (): PlainKey => new PlainKey(new KeyBytes(SEED));

function keyOf(text: string): { bytes: number[]; sum: number } {
  const key = new KeyBytes(SEED);
  key.set(text);
  return { bytes: [...key.bytes.subarray(0, key.length)], sum: key.sum };
}

/** Expects that the key is that of a canonical text with a domain of its own key, and nothing else was read. */
function expectRead(plain: PlainKey, canonical: string, domain: string): void {
  const { bytes, length, sum } = plain.key;
  expect({ bytes: [...bytes.subarray(0, length)], sum }).toEqual(keyOf(canonical));
  expect({ bytes: [...bytes.subarray(0, plain.domainLength)], sum: plain.domainSum }).toEqual(keyOf(domain));
}

const label = (length: number): string => 'a'.repeat(length);
/** A domain of so many characters, in labels of 63 and what is left. */
function domainOf(length: number): string {
  const labels: string[] = [];
  for (let rest = length; rest > 0; rest -= 64) labels.unshift(label(Math.min(63, rest)));
  return labels.join('.');
}

const PLAIN: [text: string, folded: '' | 'local part' | 'domain' | 'both'][] = [
  ['ann@example.com', ''],
  ['a@b', ''],
  ['Ann@example.com', 'local part'],
  ['ann@Example.com', 'domain'],
  ['Z@A', 'both'],
  ['z@a', ''],
  ['AZ09@AZ09', 'both'],
  ["!#$%&'*+-/=?^_`{|}~0123456789@example.com", ''],
  ['*@example.com', ''],
  ['*.a@example.com', ''],
  ['a.b.c@example.com', ''],
  ['-@example.com', ''],
  ['ann@a-b.c-d-e', ''],
  ['ann@1.2.3.a', ''],
  ['ann@a.1b', ''],
  ['ann@a.b1', ''],
  ['ann@1a', ''],
  ['ann@a.1-2', ''],
  ['ann@0a.example', ''],
  ['9@9z', ''],
  [`ann@${label(63)}`, ''],
  [`ann@${label(63)}.${label(63)}.a`, ''],
  [`aa@${domainOf(253)}`, ''],
  [`${'l'.repeat(254)}@a`, ''],
];

const NOT_PLAIN = [
  '',
  '@',
  'ann',
  'example.com',
  'ann@',
  '@example.com',
  'ann@.example.com',
  'ann@example.com.',
  'ann@example..com',
  'ann@.',
  '.ann@example.com',
  'ann.@example.com',
  'a..b@example.com',
  '.@example.com',
  'ann@-a.example',
  'ann@a-.example',
  'ann@a.-example',
  'ann@a.example-',
  'ann@a--b.example',
  'ann@xn--fa-hia.example',
  'ann@a.xn--fa-hia',
  'ann@-',
  'ann@1',
  'ann@a.1',
  'ann@192.0.2.1',
  'ann@[192.0.2.1]',
  'ann@exam_ple.com',
  'ann@exam ple.com',
  'ann@bücher.example',
  'ann@a.exampl\u00e9',
  'ann@a.example\u0131',
  'ann@\u212Aelvin.example',
  'jos\u00e9@example.com',
  '\u212A@example.com',
  'a\u0000@example.com',
  'a\u007f@example.com',
  'a\u0080@example.com',
  'ann@a\u0000.example',
  'ann @example.com',
  ' ann@example.com',
  '"ann"@example.com',
  'a,b@example.com',
  'a(b@example.com',
  'a)b@example.com',
  'a<b@example.com',
  'a>b@example.com',
  'a:b@example.com',
  'a;b@example.com',
  'a\\b@example.com',
  'a[b@example.com',
  'a]b@example.com',
  'a@b@example.com',
  'ann@@example.com',
  'ann@example.com@',
  `ann@${label(64)}`,
  `ann@${label(64)}.a`,
  `ann@a.${label(64)}`,
  `ann@a.${label(64)}.a`,
  `a@${domainOf(254)}`,
  `${'l'.repeat(255)}@a`,
  'l'.repeat(300),
];

describe('readAddress', () => {
  it.each(PLAIN)('reads %j, folding: %s', (text, folded) => {
    const plain = plainKey();
    expect(plain.readAddress(text, 0, text.length)).toBe(true);
    const canonical = text.toLowerCase();
    expectRead(plain, canonical, canonical.slice(canonical.indexOf('@') + 1));
    expect(plain.foldedLocalPart).toBe(folded === 'local part' || folded === 'both');
    expect(plain.foldedDomain).toBe(folded === 'domain' || folded === 'both');
    expect(parseAnyAddress(text, false)).toEqual({ text: canonical, domain: canonical.slice(canonical.indexOf('@') + 1) });
  });

  it.each(NOT_PLAIN)('leaves %j to the full reader', (text) => {
    expect(plainKey().readAddress(text, 0, text.length)).toBe(false);
  });

  it('takes 256 characters and no more', () => {
    const fits = `${'l'.repeat(254)}@a`;
    const plain = plainKey();
    expect(fits).toHaveLength(256);
    expect(plain.readAddress(fits, 0, fits.length)).toBe(true);
    expect(plain.key.length).toBe(256);
    expect(plain.key.bytes).toHaveLength(256);
    expect(plain.readAddress(`l${fits}`, 0, 257)).toBe(false);
  });

  it('reads between two places, whatever is around', () => {
    const plain = plainKey();
    for (const [before, after] of [['', ''], ['x', 'y'], ['a.', '.b'], ['@', '@'], ['\u00e9,', ' \u00e9'], ['z'.repeat(500), '-'.repeat(500)]] as const) {
      const text = `${before}Ann@Example.com${after}`;
      expect(plain.readAddress(text, before.length, before.length + 15)).toBe(true);
      expectRead(plain, 'ann@example.com', 'example.com');
      expect(plain.readAddress(text, before.length, before.length + 4)).toBe(false);
      expect(plain.readAddress(text, before.length + 4, before.length + 15)).toBe(false);
      expect(plain.readAddress(text, before.length + 3, before.length + 15)).toBe(false);
      expect(plain.readAddress(text, before.length, before.length)).toBe(false);
    }
  });

  it('says what it found of the last address, and not of one before', () => {
    const plain = plainKey();
    for (const [text, local, domain] of [['ANN@EXAMPLE.COM', true, true], ['ann@example.com', false, false], ['a@B.example', false, true], ['A@b.example', true, false], ['a@b', false, false]] as const) {
      expect(plain.readAddress(text, 0, text.length)).toBe(true);
      expect([plain.foldedLocalPart, plain.foldedDomain]).toEqual([local, domain]);
      expect([plain.key.length, plain.domainLength]).toEqual([text.length, text.length - text.indexOf('@') - 1]);
    }
  });

  it('knows every character', () => {
    const plain = plainKey();
    for (let code = 0; code < 0x180; code++) {
      const character = String.fromCharCode(code);
      const address = (text: string): string | null => parseAnyAddress(text, false)?.text ?? null;
      const inLocalPart = `a${character}b@example.com`;
      const read = plain.readAddress(inLocalPart, 0, inLocalPart.length);
      expect(read).toBe(character !== '@' && code < 0x80 && address(inLocalPart) !== null);
      if (read) expectRead(plain, address(inLocalPart) ?? '', 'example.com');
      const inDomain = `a@b${character}c.example`;
      expect(plain.readAddress(inDomain, 0, inDomain.length)).toBe(code < 0x80 && address(inDomain) !== null);
    }
  });
});

describe('readEntry', () => {
  it.each(PLAIN.filter(([text]) => !text.startsWith('*')))('reads %j as an address', (text, folded) => {
    const plain = plainKey();
    expect(plain.readEntry(text, 0, text.length)).toBe(true);
    const canonical = text.toLowerCase();
    expectRead(plain, canonical, canonical.slice(canonical.indexOf('@') + 1));
    expect(plain.foldedLocalPart).toBe(folded === 'local part' || folded === 'both');
  });

  it.each(PLAIN.map(([text]) => text.slice(text.indexOf('@') + 1)))('reads %j as a domain', (domain) => {
    const plain = plainKey();
    plain.readAddress('ANN@x', 0, 5);
    expect(plain.readEntry(domain, 0, domain.length)).toBe(true);
    expectRead(plain, domain.toLowerCase(), domain.toLowerCase());
    expect(plain.key.length).toBe(domain.length);
    expect(plain.foldedLocalPart).toBe(false);
    expect(plain.foldedDomain).toBe(domain !== domain.toLowerCase());
  });

  it.each([...NOT_PLAIN.filter((text) => text !== 'ann' && text !== 'example.com'), '*', '*.example.com', '*@example.com', '*a@example.com', '*.a@example.com'])('leaves %j to the full reader', (text) => {
    expect(plainKey().readEntry(text, 0, text.length)).toBe(false);
  });

  it('S-3.1: an asterisk counts where the entry begins, and nowhere before it', () => {
    const plain = plainKey();
    expect(plain.readEntry('*,a@b', 2, 5)).toBe(true);
    expectRead(plain, 'a@b', 'b');
    expect(plain.readEntry('a,*@b', 2, 5)).toBe(false);
    expect(plain.readEntry('a*@b', 0, 4)).toBe(true);
  });

  it('takes a domain of 253 characters and no more', () => {
    expect(domainOf(253)).toHaveLength(253);
    expect(plainKey().readEntry(domainOf(253), 0, 253)).toBe(true);
    expect(plainKey().readEntry(domainOf(254), 0, 254)).toBe(false);
    expect(plainKey().readEntry(`${'l'.repeat(254)}@a`, 0, 256)).toBe(true);
    expect(plainKey().readEntry(`${'l'.repeat(255)}@a`, 0, 257)).toBe(false);
  });
});
