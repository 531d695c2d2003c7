// Canonical domains and how they stand to each other (S-2.1, S-3.4).
import { describe, expect, it } from 'vitest';
import { canonicalDomain, isBelow, parentDomains } from '../../../src/model/domain.js';

const label = (length: number): string => 'a'.repeat(length);

describe('canonicalDomain', () => {
  it.each([
    ['example.com', 'example.com'],
    ['EXAMPLE.Com', 'example.com'],
    ['localhost', 'localhost'],
    ['x', 'x'],
    ['a0-9.z', 'a0-9.z'],
    ['0.a', '0.a'],
    ['1.2.3.a4', '1.2.3.a4'],
    ['1.2.3.4a', '1.2.3.4a'],
    ['1-1', '1-1'],
    ['r3---sn.example', 'r3---sn.example'],
    ['ab--cd.example', 'ab--cd.example'],
    ['BÜCHER.example.', 'xn--bcher-kva.example'],
    ['bücher.example', 'xn--bcher-kva.example'],
    ['xn--bcher-kva.example', 'xn--bcher-kva.example'],
    ['XN--BCHER-KVA.EXAMPLE', 'xn--bcher-kva.example'],
    ['faß.example', 'xn--fa-hia.example'],
    ['ü', 'xn--tda'],
    ['例え', 'xn--r8jz45g'],
    ['ＥＸＡＭＰＬＥ.com', 'example.com'],
    ['例え.テスト', 'xn--r8jz45g.xn--zckzah'],
  ])('S-2.1: %j is %j', (text, canonical) => {
    expect(canonicalDomain(text)).toBe(canonical);
    expect(canonicalDomain(canonical)).toBe(canonical);
  });

  it.each(['.', '\u3002', '\uFF0E', '\uFF61'])('S-2.1: one trailing %j is removed, whatever full stop it is', (dot) => {
    expect(canonicalDomain(`example.com${dot}`)).toBe('example.com');
    expect(canonicalDomain(`example${dot}com`)).toBe('example.com');
    expect(canonicalDomain(`bücher.example${dot}`)).toBe('xn--bcher-kva.example');
    expect(canonicalDomain(`example.com${dot}${dot}`)).toBeNull();
    expect(canonicalDomain(`example.com.${dot}`)).toBeNull();
    expect(canonicalDomain(`bücher.example.${dot}`)).toBeNull();
    expect(canonicalDomain(dot)).toBeNull();
  });

  it.each([
    '',
    '..',
    '.example.com',
    'a..example',
    'exam_ple.com',
    '_dmarc.example',
    'a b.example',
    'a/b.com',
    'a:b.example',
    'a`b.example',
    'a{b.example',
    'a@b.example',
    '[192.0.2.1]',
    '192.0.2.1',
    'example.1',
    '1',
    '0x7f.1',
    ' example.com',
    'example.com ',
    'exam\u0000ple.com',
    'exam\u007Fple.com',
    '*.example.com',
    '-a.example',
    'a-.example',
    '-.example',
    'a.-',
    'a.b-',
    'bücher-.example',
    'a.bücher-',
    '-bücher.example',
    'bü_cher.example',
    'xn--.example',
    'xn--a.example',
    'xn--zzzzzzz9999.example',
    'xn--BCHER-KV.example',
    'a\u200Db.example',
    'א0٠.example',
    'אa.example',
    '\u0301a.example',
    '\uD800.example',
    '\uFFFD.example',
  ])('S-2.1: %j is invalid, never close enough', (text) => {
    expect(canonicalDomain(text)).toBeNull();
  });

  it('S-2.1: labels have 1 to 63 octets', () => {
    expect(canonicalDomain(`${label(63)}.example`)).toBe(`${label(63)}.example`);
    expect(canonicalDomain(`${label(64)}.example`)).toBeNull();
    expect(canonicalDomain(`a.${label(63)}`)).toBe(`a.${label(63)}`);
    expect(canonicalDomain(`a.${label(64)}`)).toBeNull();
  });

  it('S-2.1: a domain has at most 253 octets', () => {
    const long = [63, 63, 63, 61].map(label).join('.');
    expect(long).toHaveLength(253);
    expect(canonicalDomain(long)).toBe(long);
    expect(canonicalDomain(`${long}.`)).toBe(long);
    const longer = [63, 63, 63, 62].map(label).join('.');
    expect(longer).toHaveLength(254);
    expect(canonicalDomain(longer)).toBeNull();
    const international = `ü.${[63, 63, 63, 53].map(label).join('.')}`;
    expect(canonicalDomain(international)).toBe(`xn--tda.${[63, 63, 63, 53].map(label).join('.')}`);
    expect(canonicalDomain(`${international}a`)).toBeNull();
  });

  it('S-12.2: looks at no more than 506 UTF-16 units of an international domain', () => {
    expect(canonicalDomain(`a${'\u00AD'.repeat(505)}`)).toBe('a');
    expect(canonicalDomain(`a${'\u00AD'.repeat(506)}`)).toBeNull();
  });

  it.each([undefined, null, 5, ['example.com'], new String('example.com')])('is null for what is no string: %s', (value) => {
    expect(canonicalDomain(value as string)).toBeNull();
  });
});

describe('parentDomains', () => {
  it('S-3.4: every domain strictly above, nearest first', () => {
    expect([...parentDomains('a.b.c')]).toEqual(['b.c', 'c']);
    expect([...parentDomains('b.c')]).toEqual(['c']);
    expect([...parentDomains('c')]).toEqual([]);
  });
});

describe('isBelow', () => {
  it('S-3.4: strictly below, label by label', () => {
    expect(isBelow('a.example.com', 'example.com')).toBe(true);
    expect(isBelow('b.a.example.com', 'example.com')).toBe(true);
    expect(isBelow('example.com', 'example.com')).toBe(false);
    expect(isBelow('notexample.com', 'example.com')).toBe(false);
    expect(isBelow('com', 'example.com')).toBe(false);
    expect(isBelow('a.example.org', 'example.com')).toBe(false);
    expect(isBelow('.example.com', 'example.com')).toBe(false);
    expect(isBelow('aexample.com', 'com')).toBe(true);
  });
});
