// S-11.4, S-14.4: entries that could be taken for one another, and labels of mixed scripts.
import { describe, expect, it } from 'vitest';
import { findingsOf, listPolicy, pathsOf } from '../linted.js';

const alike = (entries: string[]): string[] => pathsOf(listPolicy(entries), 'look-alike-entry').map((path) => path.replace('addressLists.list.', ''));
const similar = (entries: string[]): string[] => pathsOf(listPolicy(entries), 'similar-entry').map((path) => path.replace('addressLists.list.', ''));

describe('look-alike-entry', () => {
  it.each([
    ['Cyrillic for Latin', ['paypal.com', 'раураl.com'], ['1']],
    ['the international name, wherever it stands', ['раураl.com', 'paypal.com'], ['0']],
    ['rn for m', ['rnail.example', 'mail.example'], ['0']],
    ['a digit for a letter', ['paypa1.example', 'paypal.example'], ['1']],
    ['in the registrable domain, below it', ['mail.paypa1.example', 'paypal.example'], ['1']],
    ['a wildcard', ['*.paypa1.example', 'paypal.example'], ['1']],
    ['addresses of one local part', ['ann@paypa1.example', 'ann@paypal.example'], ['1']],
    ['an address and a domain', ['ann@paypa1.example', 'paypal.example'], ['0']],
    ['addresses of one domain', ['al@bank.example', 'a1@bank.example', 'bo@bank.example'], ['0']],
    ['not addresses of different people', ['ann@paypa1.example', 'bob@paypal.example'], []],
    ['not a domain and its wildcard', ['paypal.example', '*.paypal.example'], []],
  ])('finds %s', (_name, entries, paths) => {
    expect([alike(entries), similar(entries)]).toEqual([paths, []]);
  });

  it('names both, as they are displayed', () => {
    expect(findingsOf(listPolicy(['paypal.com', 'раураl.com']), ['look-alike-entry'])).toEqual([
      'addressLists.list.1: `xn--l-7sba6dbr.com` (displayed as `раураl.com`) looks like `paypal.com`; one of them may be an impostor; compare them with the names that the partners use, and remove the wrong one',
    ]);
  });

  it('finds pairs in different lists', () => {
    const policy = { addressLists: { a: ['paypal.example'], b: ['paypa1.example'] } };
    expect(pathsOf(policy, 'look-alike-entry')).toEqual(['addressLists.a.0']);
  });

  it('says it once for many, and names a few', () => {
    const [only, ...others] = findingsOf(listPolicy(['lll.example', '1ll.example', 'l1l.example', 'll1.example', '111.example']), ['look-alike-entry']).filter((text) => text.includes('and 1 more'));
    expect(only).toContain('`lll.example` looks like `111.example`, `1ll.example`, `l1l.example`, and 1 more');
    expect(others).toEqual([]);
  });

  it('compares an entry with so many others and no more', () => {
    const names = Array.from({ length: 1024 }, (_, set) => `${Array.from({ length: 10 }, (_letter, bit) => ((set & (1 << bit)) === 0 ? 'l' : '1')).join('')}.example`);
    const found = alike(names);
    expect(found.length).toBeGreaterThan(500);
    expect(new Set(found).size).toBe(found.length);
  });

  it('counts no more than anybody reads', () => {
    const entries = Array.from({ length: 128 }, (_, set) => `${Array.from({ length: 7 }, (_letter, bit) => ((set & (1 << bit)) === 0 ? 'l' : '1')).join('')}.example`);
    const found = findingsOf(listPolicy(entries), ['look-alike-entry']);
    expect(found).toHaveLength(127);
    expect(found.filter((text) => text.includes(', and 100 more;'))).toHaveLength(1);
    expect(found.filter((text) => text.includes(', and many more;'))).toHaveLength(127 - 103);
  });
});

describe('similar-entry', () => {
  it.each([
    ['a letter less', ['partner.example', 'partne.example'], ['0']],
    ['neighbours swapped, below the registrable domain', ['a.partner.example', 'pratner.example'], ['1']],
    ['another top-level domain', ['partner.co', 'partner.com'], ['1']],
    ['not two slips', ['partner.example', 'pratmer.example'], []],
    ['not hosts of one domain', ['a.partner.example', 'b.partner.example'], []],
    ['not literals', ['[192.0.2.1]', '[192.0.2.2]'], []],
  ])('finds %s', (_name, entries, paths) => {
    expect([similar(entries), alike(entries)]).toEqual([paths, []]);
  });
});

describe('mixed-script-entry', () => {
  const mixed = (entry: string): string[] => pathsOf(listPolicy([entry]), 'mixed-script-entry');

  it('names the scripts, as far as they are recommended', () => {
    const scripts = (entry: string): string | undefined => / mixes (.*) characters/.exec(findingsOf(listPolicy([entry]), ['mixed-script-entry']).join())?.[1];
    expect(scripts('pаypal.example')).toBe('Cyrillic, Latin');
    expect(scripts('aᏣ.example')).toBe('Latin, other');
  });

  it.each([['pаypal.example'], ['ann@pаypal.example'], ['*.mail.pаypal.example'], ['αb.example'], ['аλ.example'], ['日а.example']])('finds %s', (entry) => {
    expect(mixed(entry)).toEqual(['addressLists.list.0']);
  });

  it.each([['paypal.example'], ['bücher.example'], ['почта.example'], ['почта.рф'], ['почта-2.example'], ['日本ひらがなカタカナabc.example'], ['한국abc.example'], ['почта.latin.example'], ['ᏣᎳᎩ.example']])('passes %s', (entry) => {
    expect(mixed(entry)).toEqual([]);
  });
});
