// Policies one after another, and which of them hold when: a change that tightens acts from its first minute, one that loosens when every node has it (S-17).

import { compilePolicy } from '../engine.js';
import type { CompileOptions, PolicyEngine } from '../engine.js';
import type { Decision } from '../model/decision.js';
import type { PolicyInput } from '../model/document.js';
import type { Message } from '../model/message.js';
import type { Policy } from '../model/policy.js';
import type { Direction } from '../model/transport.js';
import type { Explanation } from '../explain/explanation.js';
import { readDuration, readInstant } from './instant.js';
import type { Instant } from './instant.js';
import { joinDecisions } from './joined-decision.js';

/** A policy and the time from which it holds. */
export interface PolicyVersion {
  readonly policy: PolicyInput | Policy;
  readonly from: Instant;
  /** Milliseconds until every node has it, in which the version before still counts: in Gmail up to 24 hours. Default 0. */
  readonly propagation?: number;
}

/** The policies of all times. It is immutable: what adds to it makes another. */
export interface PolicyTimeline {
  /** By time; policies parsed, times in milliseconds. */
  readonly versions: readonly HeldVersion[];
  /**
   * The policies that hold at a time.
   * @throws RangeError for a time before the first version: what holds then is not known, and nothing would be no answer (S-17.3)
   * @throws TypeError for what is no time
   */
  at(time: Instant): PoliciesAt;
  /** The timeline with one more version. @throws TypeError, PolicyError, or RangeError for a time that a version has already */
  add(version: PolicyVersion): PolicyTimeline;
  /**
   * From a time on the policy that held before the newest one of that time; versions that were to come later were made on top of what is rolled back, and
   * are taken off. Rolling back twice brings the change back. @throws RangeError if there is none before it
   */
  rollback(options: { readonly at: Instant; readonly propagation?: number }): PolicyTimeline;
}

export interface HeldVersion {
  readonly policy: Policy;
  readonly from: number;
  readonly propagation: number;
}

/** What holds at one time: one policy or, while a change travels, several. */
export interface PoliciesAt {
  /** The newest first. */
  readonly engines: readonly [PolicyEngine, ...PolicyEngine[]];
  /** As `PolicyEngine.evaluate`: the strictest that any of the policies asks for. `enforce` takes it like any other decision. */
  evaluate(message: Message, direction: Direction): Decision;
  /** The explanation of each policy, the newest first. */
  explain(message: Message, direction: Direction): readonly [Explanation, ...Explanation[]];
}

/**
 * A timeline of policies. It has no clock: whoever asks says what time it is.
 *
 * @param versions - at least one, in any order, no two from the same time
 * @param options - as for `compilePolicy`, for all versions
 * @throws TypeError for times and windows that are none; RangeError for no version and for two from the same time; PolicyError for a policy that is not valid
 * @example
 * const timeline = policyTimeline([
 *   { policy: inForce, from: Date.parse('2026-01-01T00:00:00Z') },
 *   { policy: proposed, from: Date.parse('2026-11-25T09:00:00Z'), propagation: 24 * 60 * 60 * 1000 },
 * ]);
 * timeline.at(Date.now()).evaluate(message, 'outbound');
 * @see clause S-17
 */
export function policyTimeline(versions: Iterable<PolicyVersion>, options: CompileOptions = {}): PolicyTimeline {
  const held = [...versions].map((version) => heldVersion(version, options));
  if (held.length === 0) throw new RangeError('a timeline has at least one version');
  return timelineOf(held, options);
}

interface CompiledVersion extends HeldVersion {
  readonly engine: PolicyEngine;
}

function heldVersion({ policy, from, propagation = 0 }: PolicyVersion, options: CompileOptions): CompiledVersion {
  const engine = compilePolicy(policy, options);
  return { policy: engine.policy, engine, from: readInstant(from, '`from`'), propagation: readDuration(propagation, '`propagation`') };
}

function timelineOf(unsorted: readonly CompiledVersion[], options: CompileOptions): PolicyTimeline {
  const versions = [...unsorted].sort((a, b) => a.from - b.from);
  const twin = versions.find(({ from }, index) => versions[index + 1]?.from === from);
  if (twin !== undefined) throw new RangeError(`two versions hold from ${twin.from}; give each a time of its own`);
  return Object.freeze({
    versions: Object.freeze(versions.map(({ policy, from, propagation }) => Object.freeze({ policy, from, propagation }))),
    at: (time: Instant) => policiesAt(versions, readInstant(time, '`time`')),
    add: (version: PolicyVersion) => timelineOf([...versions, heldVersion(version, options)], options),
    rollback: ({ at, propagation = 0 }: { readonly at: Instant; readonly propagation?: number }) => {
      const time = readInstant(at, '`at`');
      return timelineOf(rolledBack(versions, time, readDuration(propagation, '`propagation`')), options);
    },
  });
}

/** S-17.4 */
function rolledBack(versions: readonly CompiledVersion[], time: number, propagation: number): CompiledVersion[] {
  const begun = versions.filter(({ from }) => from <= time);
  const previous = begun[begun.length - 2];
  if (previous === undefined) throw new RangeError(`there is no version to go back to at ${time}: ${begun.length === 0 ? 'none' : 'only one'} has begun`);
  return [...begun, { ...previous, from: time, propagation }];
}

function policiesAt(versions: readonly CompiledVersion[], time: number): PoliciesAt {
  const engines = countingVersions(versions, time).map(({ engine }) => engine);
  const [newest, ...older] = engines;
  if (newest === undefined) throw new RangeError(`no policy holds at ${time}; the first version holds from ${versions[0]?.from ?? 0}`);
  return Object.freeze({
    engines: Object.freeze([newest, ...older] as const),
    evaluate: (message: Message, direction: Direction) => {
      const decision = newest.evaluate(message, direction);
      return older.length === 0 ? decision : joinDecisions(message, decision, older.map((engine) => engine.evaluate(message, direction)));
    },
    explain: (message: Message, direction: Direction): readonly [Explanation, ...Explanation[]] => [
      newest.explain(message, direction),
      ...older.map((engine) => engine.explain(message, direction)),
    ],
  });
}

/** The newest that has begun, and every older one for as long as no later one has reached every node. The newest first. */
function countingVersions(versions: readonly CompiledVersion[], time: number): CompiledVersion[] {
  const counting: CompiledVersion[] = [];
  for (const version of versions.filter(({ from }) => from <= time).reverse()) {
    counting.push(version);
    if (version.from + version.propagation <= time) break;
  }
  return counting;
}
