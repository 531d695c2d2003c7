// Entries as names: a local part and a domain (S-3.1).
import { describe, expect, it } from 'vitest';
import { nameOf, writtenLocalPart } from '../../../src/explain/listed-name.js';
import { addressOf, entryOf } from './listed-entries.js';

describe('nameOf', () => {
  it.each([
    ['partner.example', '', 'partner.example'],
    ['*.a.example', '', 'a.example'],
    ['"a@b"@c.example', '"a@b"@', 'c.example'],
    ['x@[192.0.2.1]', 'x@', '[192.0.2.1]'],
    ['[192.0.2.1]', '', '[192.0.2.1]'],
  ])('parts %s into local part and domain', (item, localPart, domain) => {
    expect(nameOf(entryOf(item))).toEqual({ localPart, domain });
  });

  it('has none for everyone', () => {
    expect(nameOf(entryOf('*'))).toBeNull();
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
