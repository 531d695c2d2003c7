// The engine that a vector asks for: its policy, with functions that answer from tables.

import { revive } from './special-value.mjs';

/**
 * @param {any} library - what the package exports
 * @param {any} vector - with `policy` and perhaps `options`
 * @param {unknown} [policy] - another policy than the vector's
 * @returns {any} a compiled engine
 */
export function engineOf(library, vector, policy = revive(vector.policy)) {
  return library.compilePolicy(policy, compileOptions(vector.options ?? {}));
}

/** Evaluates the vector's message, and enforces its sessions one after the other. */
export function decisionOf(library, vector, engine = engineOf(library, vector)) {
  const decision = engine.evaluate(revive(vector.message), vector.direction);
  return enforceAll(library, decision, vector.enforce ?? []);
}

/** @param {readonly any[]} steps - `{ session, delivery? }` each */
export function enforceAll(library, decision, steps) {
  return steps.reduce((before, step) => library.enforce(before, revive(step.session), 'delivery' in step ? { delivery: step.delivery } : undefined), decision);
}

/** A copy as a queue would give it back. */
export function throughJson(value) {
  return JSON.parse(JSON.stringify(value));
}

function compileOptions(options) {
  return {
    ...('replyProfile' in options ? { replyProfile: options.replyProfile } : {}),
    ...('orgUnitOf' in options ? { orgUnitOf: orgUnitFrom(options.orgUnitOf) } : {}),
    ...('organizationalDomain' in options ? { organizationalDomain: organizationalDomainFrom(options.organizationalDomain) } : {}),
  };
}

/** An address that is not in the table, and one with null, has no org unit of its own; `!throw` is a directory that is down. */
function orgUnitFrom(table) {
  return (address) => {
    const answer = lookUp(table, address) ?? undefined;
    if (answer === '!throw') throw new Error('the directory does not answer');
    return answer;
  };
}

function organizationalDomainFrom(table) {
  return (domain) => {
    const answer = lookUp(table, domain) ?? null;
    if (answer === '!throw') throw new Error('the list cannot be read');
    return answer;
  };
}

function lookUp(table, key) {
  return Object.hasOwn(table, key) ? table[key] : undefined;
}
