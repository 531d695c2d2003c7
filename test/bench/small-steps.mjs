// The steps of a decision, each with those before it; runs in a process of its own.

import { canonicalAddress, compilePolicy } from '../../dist/index.js';
import { bareLookups, listsByKey } from './lookups.mjs';
import { Random } from './random.mjs';
import { inRounds } from './rounds.mjs';
import { documentOf, scenarioOf } from './scenario.mjs';
import { outboundMessages, outboundTraffic } from './traffic.mjs';

/** @param {{ rounds: number, recipients: number }} plan */
export async function measure({ rounds, recipients }) {
  const scenario = scenarioOf('1e3');
  const byKey = listsByKey(scenario);
  const whole = documentOf(scenario);
  const withoutUsers = { ...whole, users: undefined };
  const bare = { ...withoutUsers, domains: undefined };
  const engines = { bare: compilePolicy(bare), domains: compilePolicy(withoutUsers), whole: compilePolicy(whole) };
  const random = new Random(99);
  const materials = () => ({
    hits: outboundTraffic(scenario, random, { messages: recipients, perMessage: 1, mix: 'thirds' }),
    misses: outboundTraffic(scenario, random, { messages: recipients, perMessage: 1, mix: 'misses' }),
  });
  const ready = engines.bare.evaluate(outboundMessages(materials().misses)[0], 'outbound');
  const contenders = [
    texts('two Map.get', (addresses) => bareLookups(byKey, addresses)),
    texts('every character of the address read once', readAll),
    texts('`canonicalAddress`: read and checked', (addresses) => addresses.reduce((length, address) => length + canonicalAddress(address).length, 0)),
    texts('the objects of a decision that matches nothing, and no more', (addresses) => makeAll(ready, addresses)),
    decisions('a decision, 95 % in no list, no users, no domains', engines.bare, 'misses'),
    decisions('a decision, a third in no list, no users, no domains', engines.bare, 'hits'),
    decisions('the same, with the organisation’s own domains', engines.domains, 'hits'),
    decisions('the same, with 1,000 users: the whole policy', engines.whole, 'hits'),
  ];
  return inRounds(contenders, { rounds, warmUp: 40, materials });
}

function texts(name, run) {
  return { name, batch: ({ hits }) => hits.addresses.decode(), operations: (addresses) => addresses.length, run };
}

function decisions(name, engine, traffic) {
  return { name, batch: (materials) => outboundMessages(materials[traffic]), operations: (messages) => messages.length, run: (messages) => requiredIn(engine, messages) };
}

function requiredIn(engine, messages) {
  let required = 0;
  for (const message of messages) if (engine.evaluate(message, 'outbound').constraints.tls === 'required') required++;
  return required;
}

function readAll(addresses) {
  let sum = 0;
  for (const address of addresses) for (let at = 0; at < address.length; at++) sum = (sum + address.charCodeAt(at)) | 0;
  return sum;
}

/** What a reader could look at must be made; the last one is kept, so that none can be left out. */
let kept = null;

function makeAll(ready, addresses) {
  let made = 0;
  for (const address of addresses) {
    kept = copyFor(ready, address);
    made += kept.recipients.length;
  }
  return made;
}

function copyFor({ direction, replyProfile, outcome, constraints, author, reply, recipients: [of], deliveries: [to] }, recipient) {
  const route = { kind: of.route.kind, domain: recipient.slice(recipient.indexOf('@') + 1) };
  const { orgUnit, orgUnitSource, secureTransport, routeConflicts, onViolation, maxAttempts, determinedBy, testing, violations } = of;
  const decided = { recipient, orgUnit, orgUnitSource, outcome, constraints, secureTransport, route, routeConflicts, onViolation, maxAttempts, determinedBy, testing, violations, reply };
  return { direction, replyProfile, outcome, constraints, recipients: [decided], deliveries: [{ recipients: [0], route, constraints, maxAttempts: to.maxAttempts }], author, reply };
}
