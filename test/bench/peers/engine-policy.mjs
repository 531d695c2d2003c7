// The policy of the benchmarks as the other engines get it, with constraints as three bits and the sender's org unit known. They are asked about outbound mail.

import { CA_SIGNED, HOSTNAME, TLS, ancestry, bitsOf, settingsInForce } from '../settings-in-force.mjs';

/**
 * @typedef {object} EnginePolicy
 * @property {readonly object[]} orgUnits - as the policy document has them
 * @property {ReadonlyMap<string, readonly object[]>} units - the outbound settings in force by the path of an org unit
 * @property {ReadonlyMap<string, Set<string>>} sets - the entries of each list
 * @property {ReadonlyMap<string, number>} byKey - every key of every list, with a bit for each list
 * @property {readonly string[]} lists - their names, in the order of the bits
 */

export const BITS = [
  { name: 'tls', bit: TLS },
  { name: 'ca-signed', bit: CA_SIGNED },
  { name: 'hostname', bit: HOSTNAME },
];

export function bitsFor(setting) {
  const bits = bitsOf(setting);
  return BITS.filter(({ bit }) => (bits & bit) !== 0);
}

/** @returns {EnginePolicy} */
export function enginePolicy({ frame, lists }, byKey, sets) {
  const units = new Map([...settingsInForce(frame)].map(([path, { outbound }]) => [path, outbound]));
  return { orgUnits: frame.orgUnits, units, sets, byKey, lists: lists.map(({ name }) => name) };
}

/** Every setting of both directions, where it is defined. */
export function definitionsIn(orgUnits) {
  return orgUnits.flatMap(({ path, settings }) => settings.map((setting) => ({ path, setting, direction: setting.appliesTo[0] })));
}

/** The units below a unit that define its setting anew. */
export function overridersOf(orgUnits, path, id) {
  return orgUnits.filter((unit) => unit.path !== path && ancestry(unit.path).includes(path) && unit.settings.some((setting) => setting.id === id)).map((unit) => unit.path);
}
