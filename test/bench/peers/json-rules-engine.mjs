// json-rules-engine, with an operator over the Sets of the lists, in two encodings: one engine with a rule for each setting, and an engine of the
// settings in force for each org unit.

import { Engine } from 'json-rules-engine';
import { ancestry, bitsOf } from '../settings-in-force.mjs';
import { definitionsIn, overridersOf } from './engine-policy.mjs';

export const NAME = 'json-rules-engine, a rule per setting';
export const NAME_PER_UNIT = 'json-rules-engine, an engine per org unit and direction';

/** @param {import('./engine-policy.mjs').EnginePolicy} policy */
export async function decider({ orgUnits, sets }) {
  const engine = newEngine(sets);
  for (const { path, setting, direction } of definitionsIn(orgUnits)) {
    const exceptions = overridersOf(orgUnits, path, setting.id).map((value) => ({ fact: 'ancestry', operator: 'doesNotContain', value }));
    engine.addRule(ruleOf(setting, [{ fact: 'direction', operator: 'equal', value: direction }, { fact: 'ancestry', operator: 'contains', value: path }, ...exceptions]));
  }
  const ancestries = new Map(orgUnits.map(({ path }) => [path, ancestry(path)]));
  return async (path, address, domain) => bitsOfEvents(await engine.run({ recipient: { address, domain }, direction: 'outbound', ancestry: ancestries.get(path) }));
}

/** @param {import('./engine-policy.mjs').EnginePolicy} policy */
export async function deciderPerUnit({ units, sets }) {
  const engines = new Map([...units.keys()].map((path) => [path, newEngine(sets)]));
  for (const [path, settings] of units) for (const setting of settings) engines.get(path).addRule(ruleOf(setting, []));
  return async (path, address, domain) => bitsOfEvents(await engines.get(path).run({ recipient: { address, domain } }));
}

function newEngine(sets) {
  const engine = new Engine();
  engine.addOperator('inList', ({ address, domain }, list) => {
    const set = sets.get(list);
    return set.has(address) || set.has(domain);
  });
  return engine;
}

/** Direction and org unit are asked first: they are the cheaper questions, and most rules end there. */
function ruleOf(setting, conditions) {
  const lists = { any: setting.addressLists.map((value) => ({ fact: 'recipient', operator: 'inList', value })) };
  const all = [...conditions, lists].map((condition, place) => ({ ...condition, priority: 100 - place }));
  return { conditions: { all }, event: { type: 'required', params: { bits: bitsOf(setting) } } };
}

function bitsOfEvents({ events }) {
  return events.reduce((all, { params }) => all | params.bits, 0);
}
