// The From reader on the address tests of ten other libraries (S-4.2); where they repair what we call malformed, the table says why.
import { describe, expect } from 'vitest';
import { readFrom } from '../../src/header/from-field.js';
import { agrees, expectationOf } from './address-expectation.js';
import { casesOf, filesBelow, itOnCorpora } from './corpus.js';
import { listedIds } from './disagreements.js';

describe('addresses', () => {
  itOnCorpora('are read as the corpora expect, but for the listed disagreements', () => {
    const cases = filesBelow('addresses', '.jsonl').flatMap((file) =>
      casesOf(`addresses/${file}`).map((corpusCase) => ({ id: corpusCase.id, expectation: expectationOf(file.replace('.jsonl', ''), corpusCase) })),
    );
    const disagreements = cases.filter(({ expectation }) => expectation === undefined || !agrees(readFrom(expectation.values), expectation.expected));
    expect(cases.length).toBeGreaterThanOrEqual(800);
    expect(disagreements.map(({ id }) => id).sort()).toEqual(listedIds('addresses'));
  });
});
