// CASL, in its best encoding: an ability per org unit and direction, with a hand-written function over the Sets of the lists as condition of each rule.

import { Ability } from '@casl/ability';
import { bitsOf } from '../settings-in-force.mjs';

export const NAME = 'casl, functions as conditions';

/** @param {import('./engine-policy.mjs').EnginePolicy} policy */
export async function decider({ units, sets }) {
  const bits = new Map();
  const abilities = new Map([...units].map(([path, settings]) => [path, abilityOf(settings, sets, bits)]));
  return (path, address, domain) => {
    const recipient = { address, domain };
    let all = 0;
    for (const rule of abilities.get(path).rulesFor('send', 'Recipient')) if (rule.matchesConditions(recipient)) all |= bits.get(rule.reason);
    return all;
  };
}

function abilityOf(settings, sets, bits) {
  const rules = settings.map((setting) => {
    const lists = setting.addressLists.map((name) => sets.get(name));
    const reason = String(bitsOf(setting));
    bits.set(reason, bitsOf(setting));
    return { action: 'send', subject: 'Recipient', reason, conditions: ({ address, domain }) => lists.some((set) => set.has(address) || set.has(domain)) };
  });
  return new Ability(rules, { conditionsMatcher: (matches) => matches, detectSubjectType: () => 'Recipient' });
}
