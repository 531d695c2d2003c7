// Both structures behind the index, from the sources: the package chooses between them by itself. Runs in a process of its own.

import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { FreshTexts } from './fresh-texts.mjs';
import { KeyPool, localPart, strangeDomain } from './key-pool.mjs';
import { Random } from './random.mjs';
import { median } from './statistics.mjs';

const LOOK_UPS = 5000;

/** @param {{ sizes: readonly number[], rounds: number }} plan */
export async function measure({ sizes, rounds }) {
  const { EntryCollector, MapIndex } = await loadIndexes();
  return sizes.map((size) => {
    const keys = keysOf(size);
    const makePacked = () => collect(EntryCollector, keys).packedIndex(1);
    const makeMap = () => new MapIndex(new Map(keys.map((key) => [key, [{ list: 0, requireAuthentication: true }]])), 1);
    const contenders = { map: makeMap(), packed: makePacked() };
    const asked = new FreshTexts(addressesFor(keys));
    const times = { map: [], packed: [] };
    for (let round = -20; round < rounds; round++) {
      for (const name of round % 2 === 0 ? ['map', 'packed'] : ['packed', 'map']) {
        const time = lookUpAll(contenders[name], asked.decode());
        if (round >= 0) times[name].push(time);
      }
    }
    return { size, map: median(times.map), packed: median(times.packed), mapMade: makingTime(makeMap), packedMade: makingTime(makePacked) };
  });
}

async function loadIndexes() {
  const contents = `export { EntryCollector } from './entry-collector.ts'; export { MapIndex } from './map-index.ts';`;
  const resolveDir = fileURLToPath(new URL('../../src/lists/', import.meta.url));
  const { outputFiles } = await build({ stdin: { contents, resolveDir, loader: 'ts' }, bundle: true, format: 'esm', platform: 'node', write: false });
  return import(`data:text/javascript;base64,${Buffer.from(outputFiles[0].contents).toString('base64')}`);
}

function keysOf(size) {
  const pool = new KeyPool(Math.max(size, 2));
  return Array.from({ length: size }, (_, place) => pool.text(place));
}

function collect(EntryCollector, keys) {
  const collector = new EntryCollector();
  for (const key of keys) collector.add(key, 0, true);
  return collector;
}

/** A third by domain, a third by address, a third in no list. */
function addressesFor(keys) {
  const random = new Random(3);
  return Array.from({ length: LOOK_UPS }, (_, place) => {
    const key = keys[random.below(keys.length)];
    if (place % 3 === 0) return `${localPart(random)}@${strangeDomain(random)}`;
    return key.includes('@') ? key : `${localPart(random)}@${key}`;
  });
}

function lookUpAll(index, texts) {
  const start = performance.now();
  let found = 0;
  for (const text of texts) found += index.matchesOf(text, false).entries.length;
  const time = ((performance.now() - start) * 1e6) / texts.length;
  if (found === 0) throw new Error('nothing was found');
  return time;
}

/** Nanoseconds, the middle of many. */
function makingTime(make) {
  const times = Array.from({ length: 200 }, () => {
    const start = performance.now();
    make();
    return (performance.now() - start) * 1e6;
  });
  return median(times.slice(50));
}
