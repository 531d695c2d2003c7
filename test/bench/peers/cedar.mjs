// Cedar as WebAssembly, in its best encoding: policies are parsed beforehand, one a setting, with the units that override it as exceptions. The
// program looks the recipient up in a Map and hands over the slice of entities that matters, for Cedar reads all entities at every call.

import { preparsePolicySet, statefulIsAuthorized } from '@cedar-policy/cedar-wasm/nodejs';
import { ancestry, bitsOf } from '../settings-in-force.mjs';
import { outboundDefinitions, overridersOf } from './engine-policy.mjs';

export const NAME = 'cedar-wasm, policies parsed beforehand, sliced entities';
const POLICIES = 'smtp-tls-policy-bench';

/** @param {import('./engine-policy.mjs').EnginePolicy} policy */
export async function decider({ orgUnits, byKey, lists }) {
  const bits = new Map();
  const policies = {};
  for (const { path, setting } of outboundDefinitions(orgUnits)) {
    const id = `${setting.id} at ${path}`;
    bits.set(id, bitsOf(setting));
    policies[id] = policyOf(path, setting, overridersOf(orgUnits, path, setting.id));
  }
  const parsed = preparsePolicySet(POLICIES, { staticPolicies: policies });
  if (parsed.type !== 'success') throw new Error(`Cedar refuses the policies: ${JSON.stringify(parsed)}`);
  const slices = new Map(orgUnits.map(({ path }) => [path, unitEntities(path)]));
  return (path, address, domain) => {
    const mask = (byKey.get(address) ?? 0) | (byKey.get(domain) ?? 0);
    const parents = lists.filter((_, list) => (mask & (1 << list)) !== 0).map((id) => ({ type: 'List', id }));
    const answer = statefulIsAuthorized({ ...CALL, entities: [{ uid: RECIPIENT, attrs: {}, parents }, ...slices.get(path)] });
    if (answer.type !== 'success') throw new Error(`Cedar did not decide: ${JSON.stringify(answer)}`);
    return answer.response.diagnostics.reason.reduce((all, id) => all | bits.get(id), 0);
  };
}

const SENDER = { type: 'User', id: 'sender' };
const RECIPIENT = { type: 'Recipient', id: 'recipient' };
const CALL = { principal: SENDER, action: { type: 'Action', id: 'outbound' }, resource: RECIPIENT, context: {}, preparsedPolicySetId: POLICIES };

function policyOf(path, { addressLists }, overriders) {
  const matched = addressLists.map((name) => `resource in List::"${name}"`).join(' || ');
  const exceptions = overriders.map((overrider) => ` unless { principal in OrgUnit::"${overrider}" }`).join('');
  return `permit(principal in OrgUnit::"${path}", action == Action::"outbound", resource) when { ${matched} }${exceptions};`;
}

/** The sender and its unit, with the units above it. */
function unitEntities(path) {
  const units = ancestry(path).map((unit, depth, all) => ({ uid: { type: 'OrgUnit', id: unit }, attrs: {}, parents: depth === 0 ? [] : [{ type: 'OrgUnit', id: all[depth - 1] }] }));
  return [{ uid: SENDER, attrs: {}, parents: [{ type: 'OrgUnit', id: path }] }, ...units];
}
