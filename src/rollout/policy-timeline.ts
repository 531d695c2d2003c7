// Which policies count at what time. A change that tightens acts at once; one that loosens acts when every node has it (S-17.1).

import { compilePolicy } from '../engine.js';
import type { CompileOptions } from '../engine.js';
import { describeValue, quote } from '../model/quotation.js';
import { checkDuration, checkInstant, shortInstantText } from './instant.js';
import type { Instant } from './instant.js';
import { HeldVersion } from './policy-version.js';
import type { PolicyVersion, PolicyVersionInput } from './policy-version.js';
import { engineOfVersions } from './timeline-engine.js';
import type { TimelineEngine } from './timeline-engine.js';

/** When a rollback takes place, and to what. */
export interface RollbackOptions {
  /** From when on the earlier policy holds again. */
  readonly at: Instant;
  /** Milliseconds until every node has it. Default: as long as the version took that is rolled back. 0 lets go of that version at once. */
  readonly propagation?: number;
  /** A version of this timeline. Default: the one before the version that holds; after a rollback, the one before what that brought back. */
  readonly to?: PolicyVersion;
}

/** Versions of a policy in the order in which they take each other's place. Immutable. */
export interface PolicyTimeline {
  /** The oldest first. Of those that begin at the same time, what was given or added later is newer. */
  readonly versions: readonly PolicyVersion[];
  /**
   * The engine for messages at that time: ask for it once a message. Policies are compiled when they first count, and then kept.
   * @throws RangeError before the first version: there is no policy then, and an engine that requires nothing would drop protection in silence
   * @throws TypeError for what is no instant
   * @see clause S-17.1
   */
  at(instant: Instant): TimelineEngine;
  /**
   * A timeline with one more version, which may begin before others.
   * @throws TypeError for what is no version
   * @throws PolicyError for a document that is not valid
   */
  add(version: PolicyVersionInput | PolicyVersion): PolicyTimeline;
  /**
   * A timeline with one more version: an earlier policy again. Versions that begin later stay.
   * @throws RangeError where there is no earlier version, and for a version that the timeline does not have
   * @throws TypeError for options that are not what they should be
   * @see clause S-17.4
   */
  rollback(options: RollbackOptions): PolicyTimeline;
}

/**
 * A timeline of policies. It knows no clock: whoever asks says what time it is.
 *
 * @param versions - in any order, at least one; policies are parsed at once and compiled when they are needed
 * @param options - those of `compilePolicy`, for every version that is given as a policy
 * @throws TypeError for what is no version, for none at all, and for options that are not what they should be
 * @throws PolicyError listing every problem of a document that is not valid
 * @example
 * const timeline = policyTimeline([
 *   { policy: before, from: '2026-01-01T00:00:00Z' },
 *   { policy: after, from: '2026-03-01T09:00:00+01:00', propagation: 24 * 60 * 60 * 1000 },
 * ]);
 * timeline.at(Date.now()).evaluate(message, 'outbound');
 * @see clauses S-17.1 to S-17.4
 */
export function policyTimeline(versions: Iterable<PolicyVersionInput | PolicyVersion>, options: CompileOptions = {}): PolicyTimeline {
  // Options that are wrong are told now, not when the first policy is compiled.
  compilePolicy({}, options);
  const own = Object.freeze({ ...options });
  const held = [...versions].map((version) => HeldVersion.of(version, own));
  if (held.length === 0) throw new TypeError('a timeline has at least one version: without any there is no policy at any time');
  return timelineOf(held.sort(byTime), own);
}

/** @param versions - sorted */
function timelineOf(versions: readonly HeldVersion[], options: CompileOptions): PolicyTimeline {
  const engines = new Map<string, TimelineEngine>();
  const add = (version: HeldVersion): PolicyTimeline => timelineOf([...versions, version].sort(byTime), options);
  return Object.freeze({
    versions: Object.freeze([...versions]),
    at: (instant: Instant) => {
      const time = checkInstant(instant, 'the instant');
      const [first, end] = countingAt(versions, time);
      if (end === 0) throw new RangeError(`no policy holds at ${shortInstantText(time)}; the first version of the timeline begins at ${shortInstantText(versions[0]?.from ?? 0)}`);
      const key = `${first} ${end}`;
      const engine = engines.get(key) ?? engineOfVersions(versions.slice(first, end), nextChange(versions, time));
      engines.set(key, engine);
      return engine;
    },
    add: (version: PolicyVersionInput | PolicyVersion) => add(HeldVersion.of(version, options)),
    rollback: (rollback: RollbackOptions) => add(rolledBack(versions, rollback)),
  });
}

function byTime(a: PolicyVersion, b: PolicyVersion): number {
  return a.from - b.from;
}

/** Those that count stand in a row: from the newest that every node has to the newest that began (S-17.1). */
function countingAt(versions: readonly HeldVersion[], time: number): [first: number, end: number] {
  const end = versions.filter(({ from }) => from <= time).length;
  const first = versions.map(({ until }) => until <= time).lastIndexOf(true);
  return [Math.max(first, 0), end];
}

/** When other versions will count; null: never again. */
function nextChange(versions: readonly HeldVersion[], time: number): number | null {
  const [first, end] = countingAt(versions, time);
  const changes = versions.flatMap(({ from, until }, index) => (index > first ? [from, until] : [])).filter((change) => change > time);
  const next = Math.min(...changes.filter((change) => countingAt(versions, change).join() !== `${first},${end}`));
  return next === Infinity ? null : next;
}

function rolledBack(versions: readonly HeldVersion[], options: RollbackOptions): HeldVersion {
  checkRollback(options);
  const from = checkInstant(options.at, '`at`');
  const holding = versions[countingAt(versions, from)[1] - 1];
  if (holding === undefined) throw new RangeError(`no policy holds at ${shortInstantText(from)}, so there is none to roll back`);
  const target = options.to === undefined ? before(versions, holding.restores ?? holding) : versions.find((version) => version === options.to);
  if (target === undefined) throw new RangeError(options.to === undefined ? 'there is no version before the one that holds' : '`to` is no version of this timeline');
  return target.again({ from, propagation: checkDuration(options.propagation ?? holding.propagation, '`propagation`') });
}

const ROLLBACK: readonly string[] = ['at', 'propagation', 'to'];

/** A misspelt `propagation` would leave a version that stops mail in force for a window (S-12.4). */
function checkRollback(options: RollbackOptions): void {
  if (typeof options !== 'object' || (options as RollbackOptions | null) === null) throw new TypeError(`a rollback is an object with ${ROLLBACK.join(', ')}, not ${describeValue(options)}`);
  const unknown = Object.keys(options).find((key) => !ROLLBACK.includes(key));
  if (unknown !== undefined) throw new TypeError(`a rollback has no ${quote(unknown)}; it has ${ROLLBACK.join(', ')}`);
}

/** What a rollback brought back may have been left out since: then the place where it stood counts. */
function before(versions: readonly HeldVersion[], version: HeldVersion): HeldVersion | undefined {
  const place = versions.indexOf(version);
  return versions[(place === -1 ? versions.filter(({ from }) => from <= version.from).length : place) - 1];
}
