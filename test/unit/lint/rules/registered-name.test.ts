// Public suffixes, own domains and free-mail providers as entries.
import { describe, expect, it } from 'vitest';
import { FREE_MAIL_DOMAINS } from '../../../../src/lint/index.js';
import { canonicalDomain } from '../../../../src/index.js';
import { findingsOf, listPolicy, pathsOf } from '../linted.js';

describe('public-suffix-entry', () => {
  it.each([['com'], ['co.uk'], ['github.io'], ['*.co.uk'], ['*.com'], ['ann@co.uk'], ['localhost']])('finds %s', (entry) => {
    expect(pathsOf(listPolicy([entry]), 'public-suffix-entry')).toEqual(['addressLists.list.0']);
  });

  it.each([['example.com'], ['*.example.co.uk'], ['ann@example.com'], ['*'], ['[192.0.2.1]'], ['ann@[192.0.2.1]']])('passes %s', (entry) => {
    expect(pathsOf(listPolicy([entry]), 'public-suffix-entry')).toEqual([]);
  });

  it('says what a wildcard covers', () => {
    expect(findingsOf(listPolicy(['*.co.uk']), ['public-suffix-entry'])).toEqual([
      'addressLists.list.0: `*.co.uk` covers every domain that anybody has registered below the public suffix `co.uk`; write the domain of the partner, below the suffix',
    ]);
  });

  it('asks the function of the caller, once a domain, and takes no nonsense for an answer', () => {
    const asked: string[] = [];
    const organizationalDomain = (domain: string): string | null => {
      asked.push(domain);
      return domain === 'a.corp' ? null : domain;
    };
    expect(pathsOf(listPolicy(['a.corp', 'b.corp', 'x@b.corp']), 'public-suffix-entry', { organizationalDomain })).toEqual(['addressLists.list.0']);
    expect(asked.sort()).toEqual(['a.corp', 'b.corp']);
    const broken = (): string => {
      throw new Error('list not loaded');
    };
    expect(pathsOf(listPolicy(['com']), 'public-suffix-entry', { organizationalDomain: broken })).toEqual([]);
    expect(pathsOf(listPolicy(['com']), 'public-suffix-entry', { organizationalDomain: () => undefined as unknown as null })).toEqual([]);
  });
});

describe('own-domain-entry', () => {
  const own = { domains: ['own.example'] };

  it.each([['own.example'], ['OWN.example.'], ['ann@own.example']])('finds %s', (entry) => {
    expect(pathsOf(listPolicy([entry], own), 'own-domain-entry')).toEqual(['addressLists.list.0']);
  });

  it.each([['sub.own.example'], ['*.own.example'], ['*'], ['own.example.org']])('passes %s', (entry) => {
    expect(pathsOf(listPolicy([entry], own), 'own-domain-entry')).toEqual([]);
  });

  it('knows nothing of own domains without `domains`', () => {
    expect(pathsOf(listPolicy(['own.example']), 'own-domain-entry')).toEqual([]);
  });
});

describe('free-mail-entry', () => {
  it('finds a provider as a whole, not the addresses of partners there', () => {
    expect(pathsOf(listPolicy(['gmail.com', '*.gmail.com', 'ann@gmail.com', 'partner.example']), 'free-mail-entry')).toEqual(['addressLists.list.0', 'addressLists.list.1']);
  });

  it('takes the list of the caller instead, canonically', () => {
    const options = { freeMailDomains: ['Bücher.example'] };
    expect(pathsOf(listPolicy(['gmail.com', 'bücher.example']), 'free-mail-entry', options)).toEqual(['addressLists.list.1']);
  });

  it('comes with a list of canonical domains, sorted', () => {
    expect(FREE_MAIL_DOMAINS.map(canonicalDomain)).toEqual(FREE_MAIL_DOMAINS);
    expect([...FREE_MAIL_DOMAINS].sort()).toEqual(FREE_MAIL_DOMAINS);
    expect(new Set(FREE_MAIL_DOMAINS).size).toBe(FREE_MAIL_DOMAINS.length);
  });
});
