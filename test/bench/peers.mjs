// The part `peers`: the engine against policy engines that a developer could pick instead, each in its best encoding, on an equivalent policy.

import { goalCells } from './goal.mjs';
import { inOwnProcess } from './own-process.mjs';
import { NAME as CASBIN } from './peers/casbin.mjs';
import { NAME as CEDAR } from './peers/cedar.mjs';
import { NAME as JSON_RULES_ENGINE } from './peers/json-rules-engine.mjs';
import { between, figure, nanoseconds, whole } from './table.mjs';

/** At a million entries. */
const GOALS = {
  [CASBIN]: { atLeast: 40 },
  [CEDAR]: { atLeast: 300 },
  [JSON_RULES_ENGINE]: { atLeast: 1000 },
  'one Set per list, settings in force worked out beforehand': { atLeast: 4 },
};

/** V8 11.3 ends with `Fatal error ... unreachable code` where it gives up code that it made of a call into WebAssembly, as Cedar's are. */
const FLAGS = ['--no-turbo-inline-js-wasm-calls'];

/** @param {{ quick: boolean, progress: (text: string) => void }} options */
export async function peers({ quick, progress }) {
  const records = [];
  for (const size of quick ? ['1e3'] : ['S', 'L']) {
    progress(`peers, policy ${size}`);
    const plan = { size, rounds: quick ? 5 : 40, sample: quick ? 60 : 600 };
    records.push({ size, ...(await inOwnProcess(new URL('peers-on-policy.mjs', import.meta.url), plan, { heapMegabytes: 6000, flags: FLAGS })) });
  }
  return { tables: records.map(tableOf), records };
}

function tableOf({ size, entries, checked, results }) {
  return {
    title: `Outbound, 1 recipient, ${whole(entries)} entries`,
    columns: ['', 'a message', 'times the cost of the engine', 'p10-p90', 'goal', ''],
    rows: results.map(({ name, nanoseconds: time, ratio }) => [name, nanoseconds(time.median), figure(ratio.median), between(ratio), ...goalCells(size === 'L' ? GOALS[name] : undefined, ratio.median)]),
    notes: [
      `Before anything was measured all of them gave the same constraints for ${whole(checked.messages)} messages (${checked.answers} different answers).`,
      'OPA is left out: @open-policy-agent/opa-wasm runs modules that the opa program compiles from Rego, and npm does not install that program.',
    ],
  };
}
