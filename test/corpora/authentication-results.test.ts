// Authentication-Results fields from the tests of two other libraries (S-5.6, RFC 8601).
import { describe, expect } from 'vitest';
import type { AuthenticationResults } from '../../src/header/authentication-results-field.js';
import { readAuthenticationResults } from '../../src/header/authentication-results-field.js';
import { unfold } from '../../src/header/header-field.js';
import type { CorpusCase } from './corpus.js';
import { casesOf, itOnCorpora } from './corpus.js';
import { listedIds } from './disagreements.js';

interface ExpectedMethod {
  readonly method: string;
  readonly result: string;
  readonly props?: readonly { readonly ptype: string; readonly property: string; readonly value: string }[];
}

describe('authentication-results', () => {
  itOnCorpora('are read as the corpora expect, but for the listed disagreements', () => {
    const cases = ['mimekit', 'go-msgauth'].flatMap((name) => casesOf(`authentication-results/${name}.jsonl`));
    const disagreements = cases.filter((corpusCase) => JSON.stringify(readingOf(corpusCase)) !== JSON.stringify(expectationOf(corpusCase)));
    expect(cases.length).toBeGreaterThanOrEqual(101);
    expect(disagreements.map(({ id }) => id).sort()).toEqual(listedIds('authentication-results'));
  });
});

/** The authserv-id, then methods with results and, where the corpus tells them, properties. */
type Comparable = readonly unknown[] | null;

function readingOf(corpusCase: CorpusCase): Comparable {
  const text = unfold(String(corpusCase['input']));
  const read: AuthenticationResults | null = text === null ? null : readAuthenticationResults(text);
  if (read === null) return null;
  const withProperties = corpusCase['methods'] !== undefined;
  return [read.authservId, ...read.results.map(({ method, result, properties }) => [method, result, ...(withProperties ? [...properties].filter(([name]) => name.includes('.')) : [])])];
}

function expectationOf(corpusCase: CorpusCase): Comparable {
  if (corpusCase['valid'] === false || corpusCase['authserv_id'] === '') return null;
  const methods = (corpusCase['methods'] ?? corpusCase['results']) as readonly ExpectedMethod[];
  return [corpusCase['authserv_id'], ...methods.map(({ method, result, props = [] }) => [method, result, ...props.map(({ ptype, property, value }) => [`${ptype}.${property}`, value])])];
}
