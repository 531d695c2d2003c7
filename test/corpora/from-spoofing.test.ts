// Spoofed From fields (Chen et al., Composition Kills, 2020): the impersonated author is among those read, or the author is unknown (S-4.1, S-4.7).
import { describe, expect } from 'vitest';
import { readFrom } from '../../src/header/from-field.js';
import { fromFields } from '../../src/header/header-block.js';
import { canonicalAddress } from '../../src/model/address.js';
import { casesOf, itOnCorpora, textOf } from './corpus.js';
import { listedIds } from './disagreements.js';

describe('from-spoofing', () => {
  itOnCorpora('hides no impersonated author', () => {
    const cases = casesOf('from-spoofing/espoofer.jsonl').map((corpusCase) => ({
      id: corpusCase.id,
      impersonated: canonicalAddress(String(corpusCase['impersonated'])),
      reading: readFrom(fromFields(textOf(Buffer.from(String(corpusCase['raw_b64']), 'base64')))),
    }));
    const hidden = cases.filter(({ reading, impersonated }) => reading.known && !reading.mailboxes.includes(impersonated ?? '?'));
    const unknown = cases.filter(({ reading }) => !reading.known);
    expect(cases.length).toBeGreaterThanOrEqual(22);
    expect(hidden).toEqual([]);
    expect(unknown.map(({ id }) => id).sort()).toEqual(listedIds('from-spoofing'));
  });
});
