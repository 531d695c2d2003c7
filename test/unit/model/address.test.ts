// Mail addresses: what they mean and how they are written (S-2.2, S-2.4).
import { describe, expect, it } from 'vitest';
import { canonicalAddress, isDotAtom, makeAddress, parseAddress } from '../../../src/model/address.js';

describe('canonicalAddress', () => {
  it.each([
    ['Ann@Example.COM', 'ann@example.com'],
    ['ann@example.com.', 'ann@example.com'],
    ['a.b.c@x', 'a.b.c@x'],
    ["!#$%&'*+-/=?^_`{|}~@x", "!#$%&'*+-/=?^_`{|}~@x"],
    ['"a\\.b"@x', 'a.b@x'],
    ['"ann"@x', 'ann@x'],
    ['"Ann B"@x', '"ann b"@x'],
    ['"a..b"@x', '"a..b"@x'],
    ['".a"@x', '".a"@x'],
    ['"a."@x', '"a."@x'],
    ['"a\\"b\\\\c"@x', '"a\\"b\\\\c"@x'],
    ['"a\\@b"@x', '"a@b"@x'],
    ['"a@b"@x', '"a@b"@x'],
    ['""@x', '""@x'],
    ['"\\ "@x', '" "@x'],
    ['ann@[192.0.2.1]', 'ann@[192.0.2.1]'],
    ['ann@[ipv6:2001:DB8::1]', 'ann@[IPv6:2001:db8::1]'],
    ['ann+tag@x', 'ann+tag@x'],
    ['a.n.n@x', 'a.n.n@x'],
    ['用户@例え.テスト', '用户@xn--r8jz45g.xn--zckzah'],
    ['JOSÉ@x', 'josÉ@x'],
    ['jose\u0301@x', 'josé@x'],
    ['"jose\u0301 b"@x', '"josé b"@x'],
    ['\u212A@x', 'k@x'],
    ['\u0130@x', '\u0130@x'],
    ['\u{1F600}@x', '\u{1F600}@x'],
    ['a\u00A0b@x', 'a\u00A0b@x'],
  ])('S-2.2: %j is %j', (text, canonical) => {
    expect(canonicalAddress(text)).toBe(canonical);
    expect(canonicalAddress(canonical)).toBe(canonical);
  });

  it.each([
    '',
    '@',
    'ann',
    'ann@',
    '@example.com',
    'ann@@x',
    'a@b@x',
    'ann@exam_ple',
    'ann@192.0.2.1',
    'ann@[127.1]',
    '.a@x',
    'a.@x',
    'a..b@x',
    'a b@x',
    ' a@x',
    'a@x ',
    'a(b)@x',
    '<a@x>',
    'a,b@x',
    'a:b@x',
    'a;b@x',
    'a<b@x',
    'a>b@x',
    'a[b@x',
    'a]b@x',
    'a\\b@x',
    'a"b@x',
    '"a"b@x',
    '"a"bx',
    '"a" x.example',
    '"@x',
    '"a@x.example',
    '"a"',
    '"a@x',
    '"a\\"@x',
    '"a\\',
    '"',
    '"a""b"@x',
    '"a".b@x',
    '"a" @x',
    '"a"@',
  ])('S-2.2: %j is no address', (text) => {
    expect(canonicalAddress(text)).toBeNull();
  });

  it.each(['\u0000', '\u0009', '\u000A', '\u001F', '\u007F', '\u0080', '\u009F', '\uD800', '\uDFFF'])('S-2.2: %j is invalid, quoted or not', (character) => {
    expect(canonicalAddress(`a${character}b@x`)).toBeNull();
    expect(canonicalAddress(`"a${character}b"@x`)).toBeNull();
    expect(canonicalAddress(`"a\\${character}b"@x`)).toBeNull();
  });

  it('S-2.2: nothing but the controls is invalid at their borders', () => {
    expect(canonicalAddress('"a b"@x')).toBe('"a b"@x');
    expect(canonicalAddress('a~@x')).toBe('a~@x');
    expect(canonicalAddress('a\u00A0@x')).toBe('a\u00A0@x');
  });

  it('S-2.2: the length is not limited', () => {
    const long = `${'a'.repeat(1000)}@x`;
    expect(canonicalAddress(long)).toBe(long);
  });

  it('S-2.2: `caseSensitiveLocalParts: true` keeps the case of the local part, never that of the domain', () => {
    expect(canonicalAddress('Ann@X.Example', { caseSensitiveLocalParts: true })).toBe('Ann@x.example');
    expect(canonicalAddress('"Ann B"@x', { caseSensitiveLocalParts: true })).toBe('"Ann B"@x');
    expect(canonicalAddress('JOSE\u0301@x', { caseSensitiveLocalParts: true })).toBe('JOSÉ@x');
    expect(canonicalAddress('Ann@x', { caseSensitiveLocalParts: false })).toBe('ann@x');
    expect(canonicalAddress('Ann@x', {})).toBe('ann@x');
    expect(canonicalAddress('Ann@x', { caseSensitiveLocalParts: 'yes' as unknown as boolean })).toBe('ann@x');
  });

  it.each([undefined, null, 5, ['a@x'], {}])('is null for what is no string: %s', (value) => {
    expect(canonicalAddress(value as string)).toBeNull();
  });
});

describe('parseAddress', () => {
  it('gives the canonical text and the canonical domain', () => {
    expect(parseAddress('"A\\"b"@BÜCHER.example', false)).toEqual({ text: '"a\\"b"@xn--bcher-kva.example', domain: 'xn--bcher-kva.example' });
    expect(parseAddress('A@[192.0.2.1]', true)).toEqual({ text: 'A@[192.0.2.1]', domain: '[192.0.2.1]' });
  });
});

describe('makeAddress', () => {
  it('quotes a meaning that is no dot-atom', () => {
    expect(makeAddress('Ann B', 'X.', false)).toEqual({ text: '"ann b"@x', domain: 'x' });
    expect(makeAddress('', 'x', false)).toEqual({ text: '""@x', domain: 'x' });
    expect(makeAddress('\\', 'x', false)).toEqual({ text: '"\\\\"@x', domain: 'x' });
  });

  it('is null where either part is not valid', () => {
    expect(makeAddress('ann', '', false)).toBeNull();
    expect(makeAddress('ann', '[x]', false)).toBeNull();
    expect(makeAddress('a\nb', 'x', false)).toBeNull();
  });
});

describe('isDotAtom', () => {
  it.each(['a', 'a.b', 'é', '~'])('%j is one', (text) => {
    expect(isDotAtom(text)).toBe(true);
  });

  it.each(['', '.', '.a', 'a.', 'a..b', 'a b', 'a\u0000', 'a\u001F', 'a!"', 'a(', 'a)', 'a,', 'a:', 'a;', 'a<', 'a>', 'a@', 'a[', 'a\\', 'a]', 'a\u007F'])('%j is none', (text) => {
    expect(isDotAtom(text)).toBe(false);
  });
});

describe('canonicalAddress of marks', () => {
  it('S-2.2: a letter that was folded composes with the mark after it, so that canonical stays canonical', () => {
    expect(canonicalAddress('H\u0331@x.example')).toBe('\u1E96@x.example');
    expect(canonicalAddress('H\u0331@x.example', { caseSensitiveLocalParts: true })).toBe('H\u0331@x.example');
  });

  it('S-2.5: thirty marks in a row are text, thirty-one are not', () => {
    expect(canonicalAddress(`a${'\u0316'.repeat(30)}@x.example`)).toBe(`a${'\u0316'.repeat(30)}@x.example`);
    expect(canonicalAddress(`a${'\u0316'.repeat(31)}@x.example`)).toBeNull();
    expect(canonicalAddress(`${'a\u0316'.repeat(40)}@x.example`)).not.toBeNull();
  });
});
