// Entries as names: a local part and a domain (S-3.1).
import { describe, expect, it } from 'vitest';
import { listedNames, writtenLocalPart } from '../../../src/explain/listed-name.js';
import { addressOf, listOf } from './listed-entries.js';

describe('listedNames', () => {
  it('parts every entry but `*` into local part and domain', () => {
    const names = listedNames([listOf('partner.example', '*'), listOf('*.a.example', '"a@b"@c.example', 'x@[192.0.2.1]', '[192.0.2.1]')]);
    expect(names.map(({ list, entry, localPart, domain }) => [list, entry.value, localPart, domain])).toEqual([
      [0, 'partner.example', '', 'partner.example'],
      [1, '*.a.example', '', 'a.example'],
      [1, '"a@b"@c.example', '"a@b"@', 'c.example'],
      [1, 'x@[192.0.2.1]', 'x@', '[192.0.2.1]'],
      [1, '[192.0.2.1]', '', '[192.0.2.1]'],
    ]);
  });
});

describe('writtenLocalPart', () => {
  it.each([
    ['ann@a.example', 'ann@'],
    ['"a@b"@a.example', '"a@b"@'],
    ['ann@[192.0.2.1]', 'ann@'],
  ])('of %s is %s', (address, expected) => {
    expect(writtenLocalPart(addressOf(address))).toBe(expected);
  });
});
