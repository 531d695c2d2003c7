// The part `small`: what a decision with 1,000 entries is made of, step by step, against two bare look-ups. It shows what keeps small policies from the goal.

import { inOwnProcess } from './own-process.mjs';
import { between, figure, nanoseconds } from './table.mjs';

/** @param {{ quick: boolean, progress: (text: string) => void }} options */
export async function small({ quick, progress }) {
  progress('small');
  const records = await inOwnProcess(new URL('small-steps.mjs', import.meta.url), { rounds: quick ? 20 : 300, recipients: 1000 });
  const table = {
    title: 'One recipient, 1,000 entries: what the cost is made of',
    columns: ['', 'per message', '/ two Map.get', 'p10-p90'],
    rows: records.map(({ name, nanoseconds: time, ratio }) => [name, nanoseconds(time.median), figure(ratio.median), between(ratio)]),
    notes: ['In a small policy the two look-ups hit the caches and cost little more than the hashes of two strings, which V8 computes in machine code. A decision has to read every character in JavaScript, once, and to make its objects; each of the two costs about half of the whole goal.'],
  };
  return { tables: [table], records };
}
