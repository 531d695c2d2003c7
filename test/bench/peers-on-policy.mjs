// The peers on one policy, in turns with the engine; runs in a process of its own.

import { compilePolicy } from '../../dist/index.js';
import { PlainLoop, bareLookups, listsByKey, setsOf } from './lookups.mjs';
import * as casbin from './peers/casbin.mjs';
import * as casl from './peers/casl.mjs';
import * as cedar from './peers/cedar.mjs';
import { enginePolicy } from './peers/engine-policy.mjs';
import * as jsonRulesEngine from './peers/json-rules-engine.mjs';
import { Random } from './random.mjs';
import { inRounds } from './rounds.mjs';
import { documentOf, scenarioOf } from './scenario.mjs';
import { CA_SIGNED, HOSTNAME, TLS } from './settings-in-force.mjs';
import { outboundMessages, outboundTraffic } from './traffic.mjs';

/** What decides, and how many messages it gets in a round: as many as take some tens of milliseconds. */
const PEERS = [
  { name: casl.NAME, messages: 1000, decider: casl.decider },
  { name: casbin.NAME, messages: 300, decider: casbin.decider },
  { name: cedar.NAME_PER_UNIT, messages: 100, decider: cedar.deciderPerUnit },
  { name: cedar.NAME, messages: 60, decider: cedar.decider },
  { name: jsonRulesEngine.NAME_PER_UNIT, messages: 60, decider: jsonRulesEngine.deciderPerUnit },
  { name: jsonRulesEngine.NAME, messages: 20, decider: jsonRulesEngine.decider },
];

/** @param {{ size: string, rounds: number, sample: number }} plan - `sample`: messages that all have to agree on before anything is measured */
export async function measure({ size, rounds, sample }) {
  const scenario = scenarioOf(size);
  const byKey = listsByKey(scenario);
  const sets = setsOf(scenario, byKey);
  const { users } = scenario.frame;
  const subjects = [engineSubject(compilePolicy(documentOf(scenario))), loopSubject(new PlainLoop(scenario.frame, sets))];
  const policy = enginePolicy(scenario, byKey, sets);
  for (const { name, messages, decider } of PEERS) subjects.push({ name, messages, decide: fromEnvelope(users, await decider(policy)) });
  const random = new Random(17);
  const checked = await agree(subjects, outboundMessages(outboundTraffic(scenario, random, { messages: sample, perMessage: 1, mix: 'thirds' })));
  const contenders = [...subjects.map(contenderOf), lookupContender(byKey)];
  const results = await inRounds(contenders, { rounds, warmUp: 5, materials: () => outboundTraffic(scenario, random, { messages: 4000, perMessage: 1, mix: 'thirds' }) });
  return { entries: scenario.entries, checked, results };
}

function engineSubject(engine) {
  const decide = (message) => {
    const { tls, caSigned, hostname } = engine.evaluate(message, 'outbound').recipients[0].constraints;
    return asBits(tls === 'required', caSigned, hostname);
  };
  return { name: 'engine', messages: 4000, decide };
}

function loopSubject(loop) {
  const decide = ({ envelope }) => {
    const { tls, caSigned, hostname } = loop.outbound(envelope.mailFrom, envelope.rcptTo[0]);
    return asBits(tls, caSigned, hostname);
  };
  return { name: 'one Set per list, settings in force worked out beforehand', messages: 4000, decide };
}

function asBits(tls, caSigned, hostname) {
  return (tls ? TLS : 0) | (caSigned ? CA_SIGNED : 0) | (hostname ? HOSTNAME : 0);
}

/** What every program around a general engine has to do: fold the case, split the address, find the sender's org unit. */
function fromEnvelope(users, decide) {
  const units = new Map(Object.entries(users));
  return ({ envelope }) => {
    const address = envelope.rcptTo[0].toLowerCase();
    return decide(units.get(envelope.mailFrom.toLowerCase()) ?? '/', address, address.slice(address.indexOf('@') + 1));
  };
}

async function agree(subjects, messages) {
  const found = new Set();
  for (const message of messages) {
    const [ours, ...others] = await Promise.all(subjects.map(({ decide }) => decide(message)));
    const place = others.findIndex((bits) => bits !== ours);
    if (place >= 0) throw new Error(`${subjects[place + 1].name} answers ${others[place]}, the engine ${ours} for ${JSON.stringify(message)}`);
    found.add(ours);
  }
  return { messages: messages.length, answers: found.size };
}

function contenderOf({ name, messages, decide }) {
  return { name, batch: (traffic) => outboundMessages(traffic).slice(0, messages), operations: (batch) => batch.length, run: (batch) => bitsOfAll(batch, decide) };
}

function lookupContender(byKey) {
  return { name: 'lower-case and two Map.get, no decision', batch: ({ addresses }) => addresses.decode(), operations: (addresses) => addresses.length, run: (addresses) => bareLookups(byKey, addresses) };
}

function bitsOfAll(messages, decide) {
  let sum = 0;
  for (let place = 0; place < messages.length; place++) {
    const bits = decide(messages[place]);
    if (typeof bits !== 'number') return restOf(messages, place + 1, decide, bits);
    sum += bits;
  }
  return sum;
}

/** For a peer that answers later, one message after the other. */
async function restOf(messages, next, decide, first) {
  let sum = await first;
  for (let place = next; place < messages.length; place++) sum += await decide(messages[place]);
  return sum;
}
