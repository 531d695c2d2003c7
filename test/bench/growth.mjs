// The part `growth`: how the cost of a decision grows with each size of the policy and of the message.

import { goalCells } from './goal.mjs';
import { inOwnProcess } from './own-process.mjs';
import { growthExponent } from './statistics.mjs';
import { figure, nanoseconds, whole } from './table.mjs';

const FLAT = { atMost: 0.1 };

const AXES = [
  { along: 'listOfFewAsked', name: 'entries of a list, 100 recipients', sizes: [1e3, 1e4, 1e5, 1e6], quick: [1e3, 1e4, 1e5], goal: FLAT },
  { along: 'listOf', name: 'entries of a list, any recipients', sizes: [1e3, 1e4, 1e5, 1e6], quick: [1e3, 1e4, 1e5], goal: undefined },
  { along: 'settingsOf', name: 'settings that do not match', sizes: [10, 100, 1000, 10_000], quick: [10, 100, 1000], goal: FLAT },
  { along: 'orgUnitsOf', name: 'org units', sizes: [10, 100, 1000, 10_000], quick: [10, 100, 1000], goal: FLAT },
  { along: 'recipientsOf', name: 'recipients of a message', sizes: [10, 100, 1000, 10_000], quick: [10, 100, 1000], goal: undefined },
];

/** @param {{ quick: boolean, progress: (text: string) => void }} options */
export async function growth({ quick, progress }) {
  const records = [];
  for (const axis of AXES) {
    progress(`growth, ${axis.name}`);
    const sizes = quick ? axis.quick : axis.sizes;
    const points = await inOwnProcess(new URL('growth-along.mjs', import.meta.url), { along: axis.along, sizes, rounds: quick ? 8 : 40 }, { heapMegabytes: 6000 });
    records.push({ ...axis, points, exponent: growthExponent(points), lookups: exponentOfLookups(points) });
  }
  return { tables: records.map(costTable).concat(exponentTable(records)), records };
}

/** The caches of the machine make a Map slower too when it grows; null where there is none. */
function exponentOfLookups(points) {
  return points[0].lookups === null ? null : growthExponent(points.map(({ size, lookups }) => ({ size, cost: lookups })));
}

function costTable({ name, points }) {
  const lookups = points[0].lookups !== null;
  return {
    title: `A decision by the number of ${name}`,
    columns: [name, 'a decision', ...(lookups ? ['two Map.get', 'ratio'] : [])],
    rows: points.map(({ size, cost, lookups: bare }) => [whole(size), nanoseconds(cost), ...(lookups ? [nanoseconds(bare), figure(cost / bare)] : [])]),
  };
}

function exponentTable(records) {
  return {
    title: 'Exponents of growth, fitted to all sizes (0: flat, 1: linear)',
    columns: ['', 'exponent', 'of two Map.get', 'goal', ''],
    rows: records.map(({ name, exponent, lookups, goal }) => [name, exponent.toFixed(3), lookups === null ? '-' : lookups.toFixed(3), ...goalCells(goal, exponent)]),
    notes: ['Larger lists fit the caches of the processor less. A hundred recipients keep what concerns them in the caches, so that the work itself shows; with any recipients two look-ups in a Map of the same keys show how much is due to the caches.'],
  };
}
