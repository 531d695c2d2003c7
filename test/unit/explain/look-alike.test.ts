// Look-alikes: the same skeleton, or one slip in the registrable domain (S-11.4).
import { describe, expect, it } from 'vitest';
import { EntriesByDomain } from '../../../src/explain/entries-by-domain.js';
import { indexLookAlikes } from '../../../src/explain/look-alike.js';
import { addressOf, listOf, registrableOf } from './listed-entries.js';

function lookAlikes(entries: string[], address: string, organizationalDomain: (domain: string) => string | null = registrableOf): string[] {
  const byDomain = new EntriesByDomain([listOf(...entries)]);
  const found = new Set(indexLookAlikes(byDomain, organizationalDomain).of(addressOf(address)));
  return [...found].sort((a, b) => a - b).map((number) => byDomain.entry(number)?.value ?? '');
}

const none = (): null => null;

describe('by skeleton', () => {
  it.each([
    ['rn for m', 'modern.example', 'x@rnodern.example'],
    ['m for rn', 'eastern.example', 'x@eastem.example'],
    ['1 for l', 'mail.example', 'x@mai1.example'],
    ['0 for o, twice', 'foo.example', 'x@f00.example'],
    ['Cyrillic', 'paypal.example', 'x@\u0440\u0430\u0443\u0440\u0430l.example'],
    ['Greek', 'oval.example', 'x@\u03BFval.example'],
    ['an entry that is an IDN', 'b\u00FCcher.example', 'x@b\u00FC\u0441her.example'],
    ['a wildcard', '*.modern.example', 'x@rnodern.example'],
  ])('finds %s, without a registrable domain too', (_what, entry, address) => {
    expect(lookAlikes([entry], address, none)).toHaveLength(1);
  });

  it('compares addresses as a whole', () => {
    expect(lookAlikes(['ceo@bank.example'], '\u0441\u0435\u043E@bank.example', none)).toEqual(['ceo@bank.example']);
    expect(lookAlikes(['ceo@bank.example'], '\u0441\u0435\u043E@b\u0430nk.example', none)).toEqual(['ceo@bank.example']);
    expect(lookAlikes(['ceo@bank.example'], 'cfo@b\u0430nk.example', none)).toEqual([]);
    expect(lookAlikes(['ceo@bank.example'], 'cfo@b\u0430nk.example')).toEqual([]);
    expect(lookAlikes(['al@[192.0.2.1]'], 'a1@[192.0.2.1]')).toEqual(['al@[192.0.2.1]']);
  });

  it('S-11.4: tells the addresses of one domain apart by their local parts', () => {
    const entries = ['bank.example', 'al@bank.example', 'a1@bank.example', 'bo@bank.example'];
    expect(lookAlikes(entries, 'al@bank.example', none)).toEqual(['a1@bank.example']);
    expect(lookAlikes(entries, 'ai@bank.example', none)).toEqual([]);
  });

  it('gives every entry of one skeleton', () => {
    expect(lookAlikes(['rno.example', 'm0.example', 'other.example'], 'x@mo.example', none)).toEqual(['rno.example', 'm0.example']);
  });

  it('compares registrable domains too', () => {
    const homograph = 'x@mail.\u0440\u0430\u0443\u0440\u0430l.example';
    expect(lookAlikes(['paypal.example', '*.paypal.example', 'www.paypal.example', 'x@paypal.example', 'y@paypal.example'], homograph)).toEqual([
      'paypal.example',
      '*.paypal.example',
      'www.paypal.example',
      'x@paypal.example',
    ]);
    expect(lookAlikes(['paypal.example'], homograph, none)).toEqual([]);
  });
});

describe('by one slip in the registrable domain', () => {
  it.each([
    ['x@partners.example'],
    ['x@partne.example'],
    ['x@pertner.example'],
    ['x@patrner.example'],
    ['x@partner.exampel'],
    ['x@mail.patrner.example'],
    ['x@p\u00E4rtner.example'],
  ])('finds %s', (address) => {
    expect(lookAlikes(['www.partner.example'], address)).toEqual(['www.partner.example']);
  });

  it.each([['x@partner.example'], ['x@mail.partner.example'], ['x@partnersx.example'], ['x@www.partner.example.net'], ['x@[192.0.2.1]'], ['x@example']])(
    'does not find %s',
    (address) => {
      expect(lookAlikes(['www.partner.example'], address)).toEqual([]);
    },
  );

  it('knows suffixes of two labels', () => {
    expect(lookAlikes(['www.shop.co.uk'], 'x@mail.shap.co.uk')).toEqual(['www.shop.co.uk']);
    expect(lookAlikes(['www.shop.co.uk'], 'x@wwv.shop.co.uk')).toEqual([]);
    expect(lookAlikes(['co.uk'], 'x@co.ul')).toEqual([]);
  });

  it('asks for equal local parts of an address entry', () => {
    expect(lookAlikes(['ceo@bank.example'], 'ceo@bnak.example')).toEqual(['ceo@bank.example']);
    expect(lookAlikes(['ceo@bank.example'], 'cfo@bnak.example')).toEqual([]);
  });

  it('S-11.4: gives every entry of every registrable domain one slip away, and none of its own', () => {
    const entries = ['a.bank.example', 'banks.example', 'bank.example', 'b.banks.example', 'bunk.example', 'x@c.bunk.example', 'y@bunk.example'];
    expect(lookAlikes(entries, 'x@bank.example')).toEqual(['banks.example', 'b.banks.example', 'bunk.example', 'x@c.bunk.example']);
  });

  it('asks about every domain once, however many entries have it', () => {
    const asked: string[] = [];
    const index = indexLookAlikes(new EntriesByDomain([listOf('a.example', 'x@a.example', '*.a.example'), listOf('y@a.example', 'b.example')]), (domain) => {
      asked.push(domain);
      return domain;
    });
    expect(asked).toEqual(['a.example', 'b.example']);
    expect(index.of(addressOf('x@elsewhere.test'))).toEqual([]);
  });

  it('never asks about address literals', () => {
    const asked: string[] = [];
    lookAlikes(['[192.0.2.1]'], 'x@[192.0.2.2]', (domain) => {
      asked.push(domain);
      return domain;
    });
    expect(asked).toEqual([]);
  });
});

describe('a function for organisational domains of the caller', () => {
  it.each<[string, (domain: string) => unknown]>([
    ['throws', () => { throw new Error('no'); }],
    ['gives null', () => null],
    ['gives undefined', () => undefined],
    ['gives a number', () => 7],
    ['gives another domain', () => 'partner.test'],
    ['gives half a label', (domain) => domain.slice(1)],
    ['gives a subdomain', (domain) => `www.${domain}`],
  ])('counts for nothing where it %s', (_what, answer) => {
    expect(lookAlikes(['partner.example'], 'x@pertner.example', answer as (domain: string) => string | null)).toEqual([]);
  });

  it('may give the domain itself, or one above it', () => {
    expect(lookAlikes(['partner.example'], 'x@pertner.example', (domain) => domain)).toEqual(['partner.example']);
    expect(lookAlikes(['a.b.partner.example'], 'x@c.pertner.example', (domain) => domain.split('.').slice(-2).join('.'))).toEqual(['a.b.partner.example']);
  });
});

describe('suspects', () => {
  const suspects = (...entries: string[]): string[] => {
    const byDomain = new EntriesByDomain([listOf(...entries)]);
    const domains = new Map([...byDomain.domains()].map(([domain, number]) => [number, domain]));
    return [...indexLookAlikes(byDomain, registrableOf).suspects()].map((number) => domains.get(number) ?? '').sort();
  };

  it('are the domains of entries that have a look-alike', () => {
    expect(suspects('paypal.example', 'mail.paypa1.example', 'bank.example', 'x@bnak.example', 'other.example')).toEqual(['bank.example', 'bnak.example', 'mail.paypa1.example', 'paypal.example']);
    expect(suspects('al@one.example', 'a1@one.example', 'two.example', 'al@two.example', 'bo@two.example')).toEqual(['one.example']);
    expect(suspects()).toEqual([]);
  });
});
