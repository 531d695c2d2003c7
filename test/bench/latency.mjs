// What single calls cost, each by the clock: the median and the worst in a hundred, thousand and ten thousand; runs in a process of its own.

import { compilePolicy } from '../../dist/index.js';
import { listsByKey, bareLookups } from './lookups.mjs';
import { Random } from './random.mjs';
import { documentOf, scenarioOf } from './scenario.mjs';
import { quantile } from './statistics.mjs';
import { outboundMessages, outboundTraffic } from './traffic.mjs';

const SHARES = [0.5, 0.99, 0.999, 0.9999];

/** @param {{ size: string, calls: number }} plan @returns {Promise<{ name: string, nanoseconds: number[] }[]>} at the shares above */
export async function measure({ size, calls }) {
  const scenario = scenarioOf(size);
  const byKey = listsByKey(scenario);
  const engine = compilePolicy(documentOf(scenario));
  const subjects = [
    { name: 'the clock alone', call: () => 0 },
    { name: 'two Map.get', call: ({ envelope }) => bareLookups(byKey, envelope.rcptTo) },
    { name: 'engine, outbound, 1 recipient', call: (message) => engine.evaluate(message, 'outbound').recipients.length },
  ];
  return subjects.map(({ name, call }) => {
    timesOf(scenario, calls / 4, call);
    const times = timesOf(scenario, calls, call);
    return { name, nanoseconds: SHARES.map((share) => quantile(times, share)) };
  });
}

/** In batches, for an MTA holds few messages at a time. */
function timesOf(scenario, calls, call) {
  const random = new Random(3);
  const times = [];
  while (times.length < calls) {
    for (const message of outboundMessages(outboundTraffic(scenario, random, { messages: 1000, perMessage: 1, mix: 'thirds' }))) {
      const start = process.hrtime.bigint();
      call(message);
      times.push(Number(process.hrtime.bigint() - start));
    }
  }
  return times;
}
