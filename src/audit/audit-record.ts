// A record of the audit log: who changed the policy, when, why, what, and the hash of the line before, so that lines hold each other.

import { documentChanges } from '../change/document-changes.js';
import type { DocumentChange } from '../change/document-change.js';
import { visible } from '../explain/visible-text.js';
import { instantText } from '../model/instant.js';
import type { Policy } from '../model/policy.js';
import { describeValue } from '../model/quotation.js';
import { contentOf } from '../policy/parsed-policy.js';
import { canonicalJson } from './canonical-json.js';
import { hashOfPieces } from './content-hash.js';
import type { ContentHash } from './content-hash.js';
import { countEffects } from './effect-counts.js';
import type { EffectCounts, Tendency } from './effect-counts.js';
import { readInstant } from './instant.js';
import { policyHash } from './policy-hash.js';
import { touchedByAll, usesOf } from './touched.js';
import type { Use } from './touched.js';

/** One line of an audit log. Frozen, plain data. */
export interface AuditRecord {
  /** Of the format. */
  readonly version: 1;
  /** 1 for the first record, and one more for each that follows. */
  readonly sequence: number;
  /** The hash of the line before ({@link lineHash}); null for the first. */
  readonly previous: ContentHash | null;
  /** In UTC with milliseconds: `2026-11-25T09:30:00.000Z`. */
  readonly at: string;
  readonly actor: string;
  readonly reason: string;
  /** The hash of the policy before ({@link policyHash}); null: there was none. */
  readonly policyBefore: ContentHash | null;
  readonly policyAfter: ContentHash;
  /** Everything that changed: empty if and only if the hashes of the policies are equal. */
  readonly changes: readonly DocumentChange[];
  /** The settings that use the address lists and routes among the changes. */
  readonly uses: readonly Use[];
  /** The org units that the changes touch, each for what is below it, too; sorted. */
  readonly orgUnits: readonly string[];
  /** The ids of the settings that the changes touch, sorted. */
  readonly settings: readonly string[];
  /** Among the changes is one of the policy as a whole, which can touch every setting. */
  readonly everySetting: boolean;
  /** What the changes mean, where it was worked out: how many effects there are of each tendency. */
  readonly effects: EffectCounts | null;
}

/** What {@link auditRecord} needs of a change: that of an edit has it, and so has the result of `diffPolicies`, which knows the effects as well. */
export interface RecordedChange {
  /** Null: there was no policy. */
  readonly before: Policy | null;
  readonly after: Policy;
  readonly effects?: readonly { readonly tendency: Tendency }[];
}

export interface AuditContext {
  /** Who made the change: a name, an address, an account. */
  readonly actor: string;
  /** When: milliseconds since 1970, or a date-time of RFC 3339 with its zone. */
  readonly at: number | string;
  /** Why, in a line. */
  readonly reason: string;
  /** The last record of the log; null if there is none yet. */
  readonly previous: AuditRecord | null;
}

/**
 * The record of a change, to be appended to the log that ends with `previous`. What changed is worked out from the two policies, so a record never says
 * otherwise than its hashes. In `actor` and `reason` characters that would not be seen, or would break the line, are written `\x{HEX}` (S-10.3).
 *
 * @param change - the change of an edit, of `diffPolicies`, or any two policies
 * @param context - clock and identity are the caller's
 * @throws TypeError for what is no policy, text or record
 * @throws RangeError if `actor` or `reason` is empty, `at` is no moment, or `previous` ends with another policy than `change.before`
 * @example
 * const record = auditRecord(edit.change, { actor: 'ann@example.com', at: Date.now(), reason: 'asked for by the bank', previous });
 * appendFileSync('policy.audit', `${auditLine(record)}\n`);
 * @see clause S-16.2
 */
export function auditRecord(change: RecordedChange, { actor, at, reason, previous }: AuditContext): AuditRecord {
  const { before, after } = change;
  const policyBefore = before === null ? null : policyHash(before);
  if (previous !== null) checkPrevious(previous, policyBefore);
  const changes = documentChanges(before, after);
  const uses = usesOf(changes, [...(before === null ? [] : [contentOf(before)]), contentOf(after)]);
  return frozen({
    version: 1,
    sequence: previous === null ? 1 : previous.sequence + 1,
    previous: previous === null ? null : lineHash(auditLine(previous)),
    at: instantText(readInstant(at, 'at')),
    actor: readLine(actor, 'actor'),
    reason: readLine(reason, 'reason'),
    policyBefore,
    policyAfter: policyHash(after),
    changes,
    uses,
    ...touchedByAll(changes, uses),
    effects: change.effects === undefined ? null : countEffects(change.effects),
  });
}

/** The line of a record, without its line break: canonical JSON (RFC 8785), so that a record has one line. */
export function auditLine(record: AuditRecord): string {
  return canonicalJson(record);
}

/**
 * The hash of a line without its line break, which the next record holds as `previous`: the SHA-256 of its UTF-8 bytes. That of the last line is the
 * head of the log; who keeps it elsewhere finds a log that was cut or written anew.
 *
 * @example await saveElsewhere(lineHash(auditLine(record)));
 * @see clause S-16.3
 */
export function lineHash(line: string): ContentHash {
  return hashOfPieces((put) => put(line));
}

function checkPrevious(previous: AuditRecord, policyBefore: ContentHash | null): void {
  if (typeof previous !== 'object' || !Number.isSafeInteger(previous.sequence)) throw new TypeError(`previous is ${describeValue(previous)}; give the last record of the log, or null`);
  if (previous.policyAfter === policyBefore) return;
  const found = policyBefore ?? 'no policy';
  throw new RangeError(`the log ends with the policy ${previous.policyAfter}, and the change begins with ${found}; record what happened in between first`);
}

/** Text on one line that says something. */
function readLine(text: unknown, name: string): string {
  if (typeof text !== 'string') throw new TypeError(`${name} is ${describeValue(text)}; give text`);
  if (text.trim() === '') throw new RangeError(`${name} is empty; an audit log has to say it`);
  return visible(text, Infinity);
}

/** Frozen all the way down. */
export function frozen<T>(value: T): T {
  if (typeof value !== 'object' || value === null) return value;
  for (const member of Object.values(value)) frozen(member);
  return Object.freeze(value);
}
