// Organisational domains by the vectors of the Public Suffix List (S-5.5).
import { describe, expect } from 'vitest';
import { publicSuffixOrganizationalDomain } from '../../src/evaluate/organizational-domain.js';
import { parseDomain } from '../../src/model/domain.js';
import type { CorpusCase } from './corpus.js';
import { casesOf, itOnCorpora } from './corpus.js';
import { listedIds } from './disagreements.js';

describe('psl', () => {
  itOnCorpora('organisational domains are those of the list, but for the listed disagreements', () => {
    const cases = casesOf('psl/psl.jsonl');
    const disagreements = cases.filter((corpusCase) => organizationalDomainOf(corpusCase) !== canonical(corpusCase['registrable']));
    expect(cases.length).toBeGreaterThanOrEqual(83);
    expect(disagreements.map(({ id }) => id).sort()).toEqual(listedIds('psl'));
  });
});

function organizationalDomainOf({ input }: CorpusCase): string | null {
  const domain = canonical(input);
  return domain === null ? null : publicSuffixOrganizationalDomain(domain);
}

function canonical(domain: unknown): string | null {
  return typeof domain === 'string' ? parseDomain(domain) : null;
}
