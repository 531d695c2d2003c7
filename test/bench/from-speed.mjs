// Readers of From values in turns, on values of real mails and on header blocks; runs in a process of its own.

import { FreshTexts } from './fresh-texts.mjs';
import { fromValue, realFromValues } from './from-values.mjs';
import { headerBlock } from './header-block.mjs';
import { OURS, blockReaders, readers } from './peers/from-readers.mjs';
import { Random } from './random.mjs';
import { inRounds } from './rounds.mjs';

/** @param {{ rounds: number, sample: number, corpora?: string, download: boolean }} plan - values of a round */
export async function measure({ rounds, sample, corpora, download }) {
  const { values, source } = await realFromValues({ corpora, download });
  const random = new Random(11);
  const some = () => Array.from({ length: sample }, () => random.pick(values).replace(/[^\0-\xFF]/g, '?'));
  const blocks = () => Array.from({ length: Math.ceil(sample / 4) }, (_, place) => headerBlock(random, fromValue(random, `user${place}@mail.example`)));
  return {
    source,
    values: await speeds(readers, rounds, some),
    blocks: await speeds(blockReaders, rounds, blocks),
    agreement: agreement(values),
  };
}

function speeds(all, rounds, texts) {
  const contenders = Object.entries(all).map(([name, read]) => ({
    name,
    batch: (fresh) => fresh.decode(),
    operations: (batch) => batch.length,
    run: (batch) => batch.reduce((found, text) => found + read(text).length, 0),
  }));
  return inRounds(contenders, { rounds, warmUp: 10, materials: () => new FreshTexts(texts()) });
}

/** The share of different values for which a reader finds what ours does. */
function agreement(values) {
  const different = [...new Set(values)];
  const ours = different.map((value) => readers[OURS](value).join(' '));
  return Object.fromEntries(Object.entries(readers).map(([name, read]) => [name, different.filter((value, place) => read(value).join(' ') === ours[place]).length / different.length]));
}
