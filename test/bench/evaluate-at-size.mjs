// `evaluate` at one size of the policy; runs in a process of its own.

import { compilePolicy } from '../../dist/index.js';
import { inboundContenders, outboundContenders } from './evaluate-contenders.mjs';
import { PlainLoop, listsByKey, setsOf } from './lookups.mjs';
import { checkByOracle, loadOracle } from './oracle.mjs';
import { Random } from './random.mjs';
import { inRounds } from './rounds.mjs';
import { documentOf, scenarioOf } from './scenario.mjs';
import { inboundMessages, inboundTraffic, outboundMessages, outboundTraffic } from './traffic.mjs';

/** What is sent: its words in the table, how its messages are made, and the goals by size. */
export const CASES = [
  { name: 'outbound, 1 recipient', direction: 'outbound', perMessage: 1, mix: 'thirds' },
  { name: 'outbound, 1 recipient, 95 % in no list', direction: 'outbound', perMessage: 1, mix: 'misses' },
  { name: 'outbound, 50 recipients, per recipient', direction: 'outbound', perMessage: 50, mix: 'thirds' },
  { name: 'inbound, From is a bare address', direction: 'inbound', form: 'address', mix: 'thirds' },
  { name: 'inbound, From value', direction: 'inbound', form: 'value', mix: 'thirds' },
  { name: 'inbound, From value, DMARC passed', direction: 'inbound', form: 'value', mix: 'thirds', options: { dmarc: true } },
  { name: 'inbound, raw header block', direction: 'inbound', form: 'headers', mix: 'thirds' },
];

/** Recipients before the first that counts: V8 has to have seen tens of thousands of messages before its code is the final one. */
const WARM_UP = 40_000;

/**
 * @param {{ size: string, rounds: number, recipients: number, sample: number }} plan - recipients of a round, decisions that are compared with the oracle
 * @returns {Promise<{ entries: number, keys: number, octetsPerKey: number, checked: number, cases: { name: string, contenders: object[] }[] }>}
 */
export async function measure({ size, rounds, recipients, sample }) {
  const scenario = scenarioOf(size);
  const byKey = listsByKey(scenario);
  const loop = new PlainLoop(scenario.frame, setsOf(scenario, byKey));
  const subjects = { engine: compilePolicy(documentOf(scenario)), byKey, loop };
  const checked = await check(scenario, subjects, sample);
  const cases = [];
  for (const given of CASES) {
    const contenders = given.direction === 'outbound' ? outboundContenders(subjects) : inboundContenders(subjects, given.options);
    const random = new Random(99);
    const materials = () => trafficOf(scenario, random, given, recipients);
    cases.push({ name: given.name, contenders: await inRounds(contenders, { rounds, warmUp: Math.ceil(WARM_UP / recipients), materials }) });
  }
  return { entries: scenario.entries, keys: scenario.pool.count, octetsPerKey: scenario.pool.octets / scenario.pool.count, checked, cases };
}

function trafficOf(scenario, random, { direction, perMessage = 1, mix, form }, recipients) {
  const messages = Math.ceil(recipients / perMessage);
  return direction === 'outbound' ? outboundTraffic(scenario, random, { messages, perMessage, mix }) : inboundTraffic(scenario, random, { messages, mix, form });
}

/** A sample of every case. @returns {Promise<number>} the decisions that were compared */
async function check(scenario, { engine, byKey }, sample) {
  const oracle = await loadOracle();
  const random = new Random(5);
  let checked = 0;
  for (const given of CASES) {
    const traffic = trafficOf(scenario, random, given, sample);
    const outbound = given.direction === 'outbound';
    const messages = outbound ? outboundMessages(traffic) : inboundMessages(traffic, given.options);
    const authors = outbound ? [] : traffic.addresses.decode();
    const { direction } = given;
    checkByOracle(oracle, scenario, byKey, messages.map((message, place) => ({ message, direction, author: authors[place], decision: engine.evaluate(message, direction) })));
    checked += messages.length;
  }
  return checked;
}
