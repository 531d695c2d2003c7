// The command line takes linear time for large files: four times the input takes about four times as long.
import { describe, expect, it } from 'vitest';
import { readJsonDocument } from '../../../src/files/json-document.js';
import { locate } from '../../../src/files/source-document.js';
import type { SourceDocument } from '../../../src/files/source-document.js';
import { readYamlDocument } from '../../../src/files/yaml-document.js';

/** Milliseconds of the processor that are no trouble: quadratic time for the larger size is more than a second. */
const NOISE = 250;
/** Four for linear, sixteen for quadratic time. */
const RATIO = 12;

const keys = (size: number): string[] => Array.from({ length: size }, (_, index) => `key ${index}`);
const yamlMap = (size: number): SourceDocument => readYamlDocument(keys(size).map((key) => `${key}: x\n`).join(''));
const jsonMap = (size: number): SourceDocument => readJsonDocument(JSON.stringify(Object.fromEntries(keys(size).map((key) => [key, 'x']))));
const yamlAlias = (size: number): SourceDocument => readYamlDocument(`a: &a [${'x, '.repeat(size)}]\nb: *a\n`);

function locateKeys({ root }: SourceDocument, size: number): void {
  for (const key of keys(size)) locate(root, [key], false);
}

function locateItems({ root }: SourceDocument, size: number): void {
  for (let index = 0; index < size; index++) locate(root, ['b', index], false);
}

describe('places are found in linear time', () => {
  it.each([
    ['of every key of a YAML map', yamlMap, locateKeys, 32_000],
    ['of every key of a JSON object', jsonMap, locateKeys, 32_000],
    ['of every item of a YAML list behind an alias', yamlAlias, locateItems, 8_000],
  ])('%s', (_name, prepare, work, size) => {
    const large = fastest(prepare, work, size);
    expect(large < NOISE || large < RATIO * fastest(prepare, work, size / 4)).toBe(true);
  });
});

/** Processor time, which other programs do not lengthen: the best of three runs, or the first that is no trouble. */
function fastest(prepare: (size: number) => SourceDocument, work: (document: SourceDocument, size: number) => void, size: number): number {
  let best = Number.POSITIVE_INFINITY;
  for (let run = 0; run < 3 && best >= NOISE; run++) {
    const document = prepare(size);
    const start = process.cpuUsage();
    work(document, size);
    const { user, system } = process.cpuUsage(start);
    best = Math.min(best, (user + system) / 1000);
  }
  return best;
}
