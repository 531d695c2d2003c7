// Near misses: entries that an administrator might think had matched (S-3.3, S-11.2).
import { describe, expect, it } from 'vitest';
import { indexNearMisses } from '../../../src/explain/near-miss.js';
import { addressOf, listOf, registrableOf } from './listed-entries.js';

function missesOf(entries: string[], address: string): [string, string][] {
  return indexNearMisses([listOf(...entries)], registrableOf)
    .of(addressOf(address))
    .map(({ entry, kind }) => [entry, kind]);
}

describe('subdomain', () => {
  it('is an address below a domain entry, at any depth', () => {
    expect(missesOf(['partner.example'], 'x@mail.partner.example')).toEqual([['partner.example', 'subdomain']]);
    expect(missesOf(['partner.example'], 'x@a.b.c.partner.example')).toEqual([['partner.example', 'subdomain']]);
    expect(missesOf(['example'], 'x@mail.partner.example')).toEqual([['example', 'subdomain']]);
  });

  it('is an address of the same local part below an address entry', () => {
    expect(missesOf(['x@partner.example'], 'x@mail.partner.example')).toEqual([['x@partner.example', 'subdomain']]);
    expect(missesOf(['y@partner.example'], 'x@mail.partner.example')).toEqual([]);
  });

  it('is label by label', () => {
    expect(missesOf(['partner.example'], 'x@mypartner-of-old.example')).toEqual([]);
  });
});

describe('parent-domain', () => {
  it('is an address above an entry', () => {
    expect(missesOf(['mail.partner.example'], 'x@partner.example')).toEqual([['mail.partner.example', 'parent-domain']]);
    expect(missesOf(['a.b.partner.example'], 'x@partner.example')).toEqual([['a.b.partner.example', 'parent-domain']]);
    expect(missesOf(['x@mail.partner.example'], 'x@partner.example')).toEqual([['x@mail.partner.example', 'parent-domain']]);
    expect(missesOf(['y@mail.partner.example'], 'x@partner.example')).toEqual([]);
  });

  it('is an address at the domain of a wildcard, or above it', () => {
    expect(missesOf(['*.partner.example'], 'x@partner.example')).toEqual([['*.partner.example', 'parent-domain']]);
    expect(missesOf(['*.mail.partner.example'], 'x@partner.example')).toEqual([['*.mail.partner.example', 'parent-domain']]);
  });

  it('is no bare top-level domain', () => {
    expect(missesOf(['partner.example', '*.example'], 'x@example')).toEqual([]);
    expect(missesOf(['partner.co.uk'], 'x@co.uk')).toEqual([['partner.co.uk', 'parent-domain']]);
  });
});

describe('look-alike', () => {
  it('is what looks like an entry', () => {
    expect(missesOf(['modern.example'], 'x@rnodern.example')).toEqual([['modern.example', 'look-alike']]);
    expect(missesOf(['modern.example'], 'x@mail.modrn.example')).toEqual([['modern.example', 'look-alike']]);
  });
});

describe('no near miss', () => {
  it.each([
    ['a domain that matches', 'partner.example', 'x@partner.example'],
    ['an address that matches', 'x@partner.example', 'x@partner.example'],
    ['a wildcard that matches', '*.partner.example', 'x@mail.partner.example'],
    ['a wildcard that matches deeper', '*.partner.example', 'x@a.mail.partner.example'],
    ['everyone', '*', 'x@partner.example'],
    ['a sibling', 'www.partner.example', 'x@mail.partner.example'],
    ['another domain', 'partner.example', 'x@elsewhere.example'],
    ['another address of the domain', 'x@partner.example', 'y@partner.example'],
    ['an address literal', '[192.0.2.1]', 'x@[192.0.2.2]'],
    ['what an address literal ends in', 'x@[192.0.2.1]', 'x@[198.0.2.1]'],
  ])('is %s', (_what, entry, address) => {
    expect(missesOf([entry], address)).toEqual([]);
  });
});

describe('several near misses', () => {
  it('gives one kind an entry: subdomain, then parent-domain, then look-alike', () => {
    const whole = (domain: string): string => domain;
    expect(indexNearMisses([listOf('bb.example')], whole).of(addressOf('x@a.bb.example')).map(({ kind }) => kind)).toEqual(['subdomain']);
    expect(indexNearMisses([listOf('a.example', '*.rno.example')], whole).of(addressOf('x@rno.example')).map(({ entry, kind }) => [entry, kind])).toEqual([
      ['*.rno.example', 'parent-domain'],
    ]);
  });

  it('are sorted by entry, then by list, and name the address', () => {
    const lists = [listOf('partner.example', 'x@partner.example', '*.mail.partner.example', 'partner.example'), listOf('*'), listOf('a.mail.partner.example', 'partner.example')];
    const misses = indexNearMisses(lists, registrableOf).of(addressOf('X@Mail.Partner.example'));
    expect(misses).toEqual([
      { list: 0, entry: '*.mail.partner.example', address: 'x@mail.partner.example', kind: 'parent-domain' },
      { list: 2, entry: 'a.mail.partner.example', address: 'x@mail.partner.example', kind: 'parent-domain' },
      { list: 0, entry: 'partner.example', address: 'x@mail.partner.example', kind: 'subdomain' },
      { list: 0, entry: 'partner.example', address: 'x@mail.partner.example', kind: 'subdomain' },
      { list: 2, entry: 'partner.example', address: 'x@mail.partner.example', kind: 'subdomain' },
      { list: 0, entry: 'x@partner.example', address: 'x@mail.partner.example', kind: 'subdomain' },
    ]);
    expect(Object.isFrozen(misses)).toBe(true);
    expect(misses.every(Object.isFrozen)).toBe(true);
  });

  it('are sorted by entry whatever the kinds', () => {
    expect(missesOf(['www.mail.partner.example', 'partner.example', 'example', 'a.mail.partner.example'], 'x@mail.partner.example')).toEqual([
      ['a.mail.partner.example', 'parent-domain'],
      ['example', 'subdomain'],
      ['partner.example', 'subdomain'],
      ['www.mail.partner.example', 'parent-domain'],
    ]);
  });

  it('keeps the order of lists where entries are equal, whatever the kinds', () => {
    const lists = [listOf('rnodern.example'), listOf('modern.example'), listOf('modern.example')];
    expect(indexNearMisses(lists, registrableOf).of(addressOf('x@rnodern.example')).map(({ list }) => list)).toEqual([1, 2]);
    const mixed = [listOf('a.partner.example', 'zz.example'), listOf('a.partner.example')];
    expect(indexNearMisses(mixed, registrableOf).of(addressOf('x@partner.example')).map(({ entry, list }) => [entry, list])).toEqual([
      ['a.partner.example', 0],
      ['a.partner.example', 1],
    ]);
  });
});
