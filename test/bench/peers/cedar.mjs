// Cedar as WebAssembly, with policies that are parsed beforehand, one a setting, in two encodings: one set of all policies, with the units that
// override a setting as exceptions, and a set of the settings in force for each org unit. The program looks the recipient up in a Map and hands
// over the slice of entities that matters, for Cedar reads all entities at every call.

import { preparsePolicySet, statefulIsAuthorized } from '@cedar-policy/cedar-wasm/nodejs';
import { ancestry, bitsOf } from '../settings-in-force.mjs';
import { definitionsIn, overridersOf } from './engine-policy.mjs';

export const NAME = 'cedar-wasm, a policy per setting, sliced entities';
export const NAME_PER_UNIT = 'cedar-wasm, a policy set per org unit and direction';

/** @param {import('./engine-policy.mjs').EnginePolicy} policy */
export async function decider({ orgUnits, byKey, lists }) {
  const bits = new Map();
  const policies = {};
  for (const { path, setting, direction } of definitionsIn(orgUnits)) {
    const id = `${setting.id} at ${path}`;
    bits.set(id, bitsOf(setting));
    const exceptions = overridersOf(orgUnits, path, setting.id).map((overrider) => ` unless { principal in OrgUnit::"${overrider}" }`);
    policies[id] = `permit(principal in OrgUnit::"${path}", action == Action::"${direction}", resource) when { ${isListed(setting)} }${exceptions.join('')};`;
  }
  parse('all', policies);
  const slices = new Map(orgUnits.map(({ path }) => [path, unitEntities(path)]));
  return (path, address, domain) => decide('all', [recipientEntity(byKey, lists, address, domain), ...slices.get(path)], bits);
}

/** @param {import('./engine-policy.mjs').EnginePolicy} policy */
export async function deciderPerUnit({ units, byKey, lists }) {
  const bits = new Map([...units].flatMap(([path, settings]) => settings.map((setting) => [`${setting.id} at ${path}`, bitsOf(setting)])));
  for (const [path, settings] of units) {
    parse(path, Object.fromEntries(settings.map((setting) => [`${setting.id} at ${path}`, `permit(principal, action, resource) when { ${isListed(setting)} };`])));
  }
  return (path, address, domain) => decide(path, [recipientEntity(byKey, lists, address, domain)], bits);
}

const SENDER = { type: 'User', id: 'sender' };
const RECIPIENT = { type: 'Recipient', id: 'recipient' };
const CALL = { principal: SENDER, action: { type: 'Action', id: 'outbound' }, resource: RECIPIENT, context: {} };

function parse(name, staticPolicies) {
  const parsed = preparsePolicySet(name, { staticPolicies });
  if (parsed.type !== 'success') throw new Error(`Cedar refuses the policies: ${JSON.stringify(parsed)}`);
}

function decide(preparsedPolicySetId, entities, bits) {
  const answer = statefulIsAuthorized({ ...CALL, preparsedPolicySetId, entities });
  if (answer.type !== 'success') throw new Error(`Cedar did not decide: ${JSON.stringify(answer)}`);
  return answer.response.diagnostics.reason.reduce((all, id) => all | bits.get(id), 0);
}

function isListed({ addressLists }) {
  return addressLists.map((name) => `resource in List::"${name}"`).join(' || ');
}

function recipientEntity(byKey, lists, address, domain) {
  const mask = (byKey.get(address) ?? 0) | (byKey.get(domain) ?? 0);
  return { uid: RECIPIENT, attrs: {}, parents: lists.filter((_, list) => (mask & (1 << list)) !== 0).map((id) => ({ type: 'List', id })) };
}

/** The sender and its unit, with the units above it. */
function unitEntities(path) {
  const units = ancestry(path).map((unit, depth, all) => ({ uid: { type: 'OrgUnit', id: unit }, attrs: {}, parents: depth === 0 ? [] : [{ type: 'OrgUnit', id: all[depth - 1] }] }));
  return [{ uid: SENDER, attrs: {}, parents: [{ type: 'OrgUnit', id: path }] }, ...units];
}
