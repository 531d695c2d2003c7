// Measures contenders in turns: in every round each works through the same materials, and is compared with the reference of that round.
// So what slows the machine for a while slows both sides of a ratio.

import { mean, median, quantile, sum } from './statistics.mjs';

/**
 * @typedef {object} Contender
 * @property {string} name
 * @property {(materials: any) => any} batch - what it works through, made afresh outside of the clock
 * @property {(batch: any) => number | Promise<number>} run - the work, inside the clock; its answer is a checksum of all results, so that no work can be dropped
 * @property {(batch: any) => number} operations - how many operations the work is
 * @property {string} [answers] - contenders of the same word have to come to the same checksum per round
 */

/**
 * @param {readonly Contender[]} contenders - the first is the reference
 * @param {{ rounds: number, warmUp: number, materials: (round: number) => any }} plan
 * @returns {Promise<{ name: string, nanoseconds: Spread, ratio: Spread, ratioOfTotals: number }[]>} per operation, and per contender the ratio to the reference
 */
export async function inRounds(contenders, { rounds, warmUp, materials }) {
  const times = contenders.map(() => /** @type {number[]} */ ([]));
  for (let round = -warmUp; round < rounds; round++) {
    const given = materials(round);
    const checksums = new Map();
    for (let turn = 0; turn < contenders.length; turn++) {
      // Nobody always comes first, when the caches hold what another left.
      const place = (turn + round + warmUp) % contenders.length;
      const { nanoseconds, checksum } = await timed(contenders[place], given);
      if (round >= 0) times[place].push(nanoseconds);
      agree(checksums, contenders[place], checksum);
    }
  }
  const [reference] = times;
  return contenders.map(({ name }, place) => ({
    name,
    nanoseconds: spreadOf(times[place]),
    ratio: spreadOf(times[place].map((time, round) => time / reference[round])),
    ratioOfTotals: sum(times[place]) / sum(reference),
  }));
}

/** @typedef {{ median: number, p10: number, p90: number, mean: number }} Spread */

/** @returns {Spread} */
export function spreadOf(values) {
  return { median: median(values), p10: quantile(values, 0.1), p90: quantile(values, 0.9), mean: mean(values) };
}

async function timed(contender, given) {
  const batch = contender.batch(given);
  const operations = contender.operations(batch);
  const start = performance.now();
  const answer = contender.run(batch);
  // Awaiting costs time, and only one of the contenders asks for it.
  const checksum = typeof answer === 'number' ? answer : await answer;
  const milliseconds = performance.now() - start;
  return { nanoseconds: (milliseconds * 1e6) / operations, checksum };
}

function agree(checksums, { name, answers }, checksum) {
  if (!Number.isFinite(checksum)) throw new Error(`${name} came to no checksum`);
  if (answers === undefined) return;
  const other = checksums.get(answers) ?? { name, checksum };
  checksums.set(answers, other);
  if (other.checksum !== checksum) throw new Error(`${name} comes to ${checksum}, ${other.name} to ${other.checksum} on the same messages`);
}
