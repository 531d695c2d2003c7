// casbin, in its best encoding: an enforcer per org unit and direction with the settings in force there, and a function over the Sets of the lists.
// It cannot name all policies that match, so each of the three constraints is a question of its own.

import { newEnforcer, newModelFromString } from 'casbin';
import { BITS, bitsFor } from './engine-policy.mjs';

const MODEL = `
[request_definition]
r = address, domain, constraint
[policy_definition]
p = list, constraint
[policy_effect]
e = some(where (p.eft == allow))
[matchers]
m = r.constraint == p.constraint && inList(r.address, r.domain, p.list)
`;

export const NAME = 'casbin, an enforcer per org unit and direction';

/** @param {import('./engine-policy.mjs').EnginePolicy} policy */
export async function decider({ units, sets }) {
  const inList = (address, domain, list) => {
    const set = sets.get(list);
    return set.has(address) || set.has(domain);
  };
  const enforcers = new Map();
  for (const [path, settings] of units) enforcers.set(path, await enforcerOf(settings, inList));
  return (path, address, domain) => {
    const enforcer = enforcers.get(path);
    let bits = 0;
    for (const { name, bit } of BITS) if (enforcer.enforceSync(address, domain, name)) bits |= bit;
    return bits;
  };
}

async function enforcerOf(settings, inList) {
  const enforcer = await newEnforcer(newModelFromString(MODEL));
  await enforcer.addFunction('inList', inList);
  const rules = settings.flatMap((setting) => setting.addressLists.flatMap((list) => bitsFor(setting).map(({ name }) => JSON.stringify([list, name]))));
  await enforcer.addPolicies([...new Set(rules)].map((rule) => JSON.parse(rule)));
  return enforcer;
}
