// A policy and the time from which it holds.

import { compilePolicy } from '../engine.js';
import type { CompileOptions, PolicyEngine } from '../engine.js';
import { PolicyError } from '../model/diagnostic.js';
import type { PolicyInput } from '../model/document.js';
import type { Policy } from '../model/policy.js';
import { readProperty } from '../model/property.js';
import { describeValue, quote } from '../model/quotation.js';
import { parsePolicy } from '../policy/parse-policy.js';
import { isPolicy } from '../policy/parsed-policy.js';
import { checkDuration, checkInstant } from './instant.js';
import type { Instant } from './instant.js';

/** When a version takes its place. */
export interface VersionTimes {
  /** From when on it holds. */
  readonly from: Instant;
  /** Milliseconds from then until every node has it (Gmail: up to 24 hours). Default 0. */
  readonly propagation?: number;
}

/** A version as it is given: with a policy, or with an engine that was compiled or opened before. */
export type PolicyVersionInput = VersionTimes & ({ readonly policy: PolicyInput | Policy } | { readonly engine: PolicyEngine });

/** A version of a timeline. It can be given to another timeline. */
export interface PolicyVersion {
  /** The policy that holds from then on. */
  readonly policy: Policy;
  /** Milliseconds since 1970-01-01T00:00:00Z. */
  readonly from: number;
  /** Milliseconds from then until every node has it. */
  readonly propagation: number;
  /** The earlier version whose policy a rollback brought back; null: it is no rollback. */
  readonly restores: PolicyVersion | null;
}

/** A version with its engine, which is compiled when it is first needed and then kept. */
export class HeldVersion implements PolicyVersion {
  readonly policy: Policy;
  readonly from: number;
  readonly propagation: number;
  readonly restores: HeldVersion | null;
  readonly #engine: () => PolicyEngine;

  private constructor(policy: Policy, engine: () => PolicyEngine, times: { from: number; propagation: number }, restores: HeldVersion | null) {
    this.policy = policy;
    this.from = times.from;
    this.propagation = times.propagation;
    this.restores = restores;
    this.#engine = engine;
    Object.freeze(this);
  }

  /** @throws TypeError for what is no version @throws PolicyError for a document that is not valid */
  static of(given: unknown, options: CompileOptions): HeldVersion {
    if (typeof given === 'object' && given !== null && #engine in given) return given;
    const [policy, engine] = policyOf(given, options);
    return new HeldVersion(policy, engine, checkTimes(given), null);
  }

  /** The policy of this version once more, from another time on. */
  again(times: { from: number; propagation: number }): HeldVersion {
    return new HeldVersion(this.policy, this.#engine, times, this.restores ?? this);
  }

  get engine(): PolicyEngine {
    return this.#engine();
  }

  /** When every node has it. */
  get until(): number {
    return this.from + this.propagation;
  }
}

const KEYS: readonly string[] = ['policy', 'engine', 'from', 'propagation'];

/** A misspelt key would be one that is quietly not there (S-12.4). */
function checkTimes(given: unknown): { from: number; propagation: number } {
  const unknown = Object.keys(given as object).find((key) => !KEYS.includes(key));
  if (unknown !== undefined) throw new TypeError(`a version of a policy has no ${quote(unknown)}; it has ${KEYS.join(', ')}`);
  return { from: checkInstant(readProperty(given, 'from'), '`from`'), propagation: checkDuration(readProperty(given, 'propagation') ?? 0, '`propagation`') };
}

function policyOf(given: unknown, options: CompileOptions): [Policy, () => PolicyEngine] {
  if (typeof given !== 'object' || given === null) throw new TypeError(`a version of a policy is an object with ${KEYS.join(', ')}, not ${describeValue(given)}`);
  const [policy, engine] = [readProperty(given, 'policy'), readProperty(given, 'engine')];
  if ((policy === undefined) === (engine === undefined)) throw new TypeError('a version has either a `policy` or an `engine`');
  if (engine !== undefined) return [checkEngine(engine).policy, () => engine as PolicyEngine];
  const parsed = parsePolicy(policy);
  if (!parsed.ok) throw new PolicyError(parsed.issues);
  let compiled: PolicyEngine | null = null;
  return [parsed.policy, () => (compiled ??= compilePolicy(parsed.policy, options))];
}

function checkEngine(engine: unknown): PolicyEngine {
  const isEngine = isPolicy(readProperty(engine, 'policy')) && ['evaluate', 'explain'].every((name) => typeof readProperty(engine, name) === 'function');
  if (isEngine) return engine as PolicyEngine;
  throw new TypeError('`engine` must be an engine that compilePolicy or openSnapshot made');
}
