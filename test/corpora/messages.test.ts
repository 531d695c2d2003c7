// The authors of the message fixtures of other projects (S-4.6): which are unknown, and why.
import { describe, expect } from 'vitest';
import { readFrom } from '../../src/header/from-field.js';
import { fromFields } from '../../src/header/header-block.js';
import { bytesOf, filesBelow, itOnCorpora, textOf } from './corpus.js';
import { listedIds } from './disagreements.js';

describe('messages', () => {
  itOnCorpora('have a known author, but for those that are listed', () => {
    const files = [...filesBelow('messages', '.eml'), ...filesBelow('messages', '.txt').filter((file) => file.startsWith('cpython'))];
    const unknown = files.flatMap((file) => {
      const reading = readFrom(fromFields(textOf(bytesOf(`messages/${file}`))));
      return reading.known ? [] : [`${reading.reason} ${file}`];
    });
    const missing = unknown.filter((line) => line.startsWith('missing ')).length;
    console.log(`authors of ${files.length} messages: ${files.length - unknown.length} known, ${missing} missing, ${unknown.length - missing} malformed`);
    expect(files.length).toBeGreaterThanOrEqual(290);
    expect(unknown.sort()).toEqual(listedIds('messages'));
  });
});
