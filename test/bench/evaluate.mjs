// The part `evaluate`: what a decision costs, against two bare look-ups and against a plain loop, at four sizes of the policy.

import { goalCells } from './goal.mjs';
import { inOwnProcess } from './own-process.mjs';
import { between, figure, nanoseconds, whole } from './table.mjs';

const GOALS = {
  '1e3': { 'outbound, 1 recipient': { atMost: 1.5 } },
  L: {
    'outbound, 1 recipient': { atMost: 1 },
    'outbound, 50 recipients, per recipient': { atMost: 0.9 },
    'inbound, From value': { atMost: 1.4 },
    'inbound, raw header block': { atMost: 2.8 },
  },
};

/** @param {{ quick: boolean, progress: (text: string) => void }} options */
export async function evaluate({ quick, progress }) {
  // Rounds are short, so that few of them are interrupted by what else the machine does.
  const plan = quick ? { rounds: 8, recipients: 1000, sample: 50 } : { rounds: 200, recipients: 1000, sample: 300 };
  const records = [];
  for (const size of quick ? ['1e3', 'L'] : ['1e3', '1e5', 'L', '1e7']) {
    progress(`evaluate, policy ${size}`);
    // Ten million entries, four times over: the Map, the Sets, the engine and the text that it is compiled from.
    records.push({ size, ...(await inOwnProcess(new URL('evaluate-at-size.mjs', import.meta.url), { size, ...plan }, { heapMegabytes: size === '1e7' ? 14_000 : 6000 })) });
  }
  return { tables: records.map(tableOf), records };
}

function tableOf({ size, entries, keys, octetsPerKey, checked, cases }) {
  return {
    title: `${whole(entries)} entries (${whole(keys)} different keys of ${figure(octetsPerKey)} octets)`,
    columns: ['', 'two Map.get', 'plain loop', 'engine', 'engine / two Map.get', 'p10-p90', 'ratio of totals', 'engine / loop', 'goal', ''],
    rows: cases.map(({ name, contenders: [bare, loop, engine] }) => [
      name,
      nanoseconds(bare.nanoseconds.median),
      nanoseconds(loop.nanoseconds.median),
      nanoseconds(engine.nanoseconds.median),
      figure(engine.ratio.median),
      between(engine.ratio),
      figure(engine.ratioOfTotals),
      figure(engine.ratio.median / loop.ratio.median),
      ...goalCells(GOALS[size]?.[name], engine.ratio.median),
    ]),
    notes: [`Every field of ${whole(checked)} decisions equals what the oracle of test/reference decides; in every round the loop and the engine find as many recipients that need TLS.`],
  };
}
