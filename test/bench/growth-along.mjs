// The cost of a decision as one size grows, in turns over the sizes; runs in a process of its own.

import { compilePolicy } from '../../dist/index.js';
import { FreshTexts } from './fresh-texts.mjs';
import * as policies from './growth-policies.mjs';
import { bareLookups } from './lookups.mjs';
import { inRounds } from './rounds.mjs';

/**
 * @param {{ along: 'listOf' | 'listOfFewAsked' | 'settingsOf' | 'orgUnitsOf' | 'recipientsOf', sizes: number[], rounds: number }} plan
 * @returns {Promise<{ size: number, cost: number, lookups: number | null }[]>} nanoseconds of a decision; for lists also of the bare look-ups in a Map of the same keys
 */
export async function measure({ along, sizes, rounds }) {
  const subjects = sizes.map((size) => ({ size, ...subjectOf(along, size) }));
  const engines = subjects.map((subject) => contenderOf(subject, along === 'recipientsOf'));
  const lookups = along.startsWith('listOf') ? subjects.map(lookupsOf) : [];
  const results = await inRounds([...engines, ...lookups], { rounds, warmUp: 20, materials: () => null });
  return sizes.map((size, place) => ({ size, cost: results[place].nanoseconds.median, lookups: results[sizes.length + place]?.nanoseconds.median ?? null }));
}

function subjectOf(along, size) {
  const { policy, recipients } = policies[along](size);
  const keys = along.startsWith('listOf') ? new Map(policy.addressLists.partners.split('\n').map((key) => [key, 1])) : null;
  return { engine: compilePolicy(policy), recipients, keys };
}

/** One message for each recipient, or one for all of them. */
function contenderOf({ size, engine, recipients }, together) {
  const messages = (texts) => (together ? [texts] : texts.map((text) => [text])).map((rcptTo) => ({ envelope: { mailFrom: policies.SENDER, rcptTo } }));
  // Of few recipients many messages, so that the clock has something to measure.
  const copies = together ? Math.max(1, Math.round(policies.BATCH / size)) : 1;
  return {
    name: `engine, ${size}`,
    batch: () => Array.from({ length: copies }, () => messages(new FreshTexts(recipients()).decode())).flat(),
    operations: (batch) => batch.length,
    run: (batch) => requiredIn(engine, batch),
  };
}

function lookupsOf({ size, keys, recipients }) {
  return { name: `two Map.get, ${size}`, batch: () => new FreshTexts(recipients()).decode(), operations: (batch) => batch.length, run: (batch) => bareLookups(keys, batch) };
}

function requiredIn(engine, messages) {
  let required = 0;
  for (const message of messages) for (const { constraints } of engine.evaluate(message, 'outbound').recipients) if (constraints.tls === 'required') required++;
  return required;
}
