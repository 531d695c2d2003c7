// The part `crossover`: from which number of entries on packed keys are looked up faster than a map of strings, and what each takes to make.

import { inOwnProcess } from './own-process.mjs';
import { figure, nanoseconds, whole } from './table.mjs';

const SIZES = [1, 4, 16, 64, 256, 1024, 16_384];

/** @param {{ quick: boolean, progress: (text: string) => void }} options */
export async function crossover({ quick, progress }) {
  progress('crossover');
  const records = await inOwnProcess(new URL('crossover-at-size.mjs', import.meta.url), { sizes: quick ? SIZES.slice(0, 4) : SIZES, rounds: quick ? 10 : 60 });
  const table = {
    title: 'What matches an address, by the number of entries: a map of strings and packed keys',
    columns: ['entries', 'map', 'packed', 'packed / map', 'map made in', 'packed made in'],
    rows: records.map(({ size, map, packed, mapMade, packedMade }) => [whole(size), nanoseconds(map), nanoseconds(packed), figure(packed / map), nanoseconds(mapMade), nanoseconds(packedMade)]),
    notes: ['Both read the text of the address and give every entry that matches. A policy keeps a map up to 16 entries, where packed keys gain little and a map is made twenty times sooner.'],
  };
  return { tables: [table], records };
}
