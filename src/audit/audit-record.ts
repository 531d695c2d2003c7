// The record of a change, made of two policies: who changed the policy, when, why and what.

import { documentChanges } from '../change/document-changes.js';
import { visible } from '../explain/visible-text.js';
import { instantText } from '../model/instant.js';
import type { Policy } from '../model/policy.js';
import { describeValue } from '../model/quotation.js';
import { contentOf } from '../policy/parsed-policy.js';
import type { ContentHash } from './content-hash.js';
import { countEffects } from './effect-counts.js';
import type { Tendency } from './effect-counts.js';
import { readInstant } from './instant.js';
import { policyHash } from './policy-hash.js';
import { readRecord } from './record-form.js';
import { auditLine, frozen, lineHash } from './record-line.js';
import type { AuditRecord } from './record-line.js';
import { touchedByAll, usesOf } from './touched.js';

/** What {@link auditRecord} needs of a change: that of an edit has it, and so has the result of `diffPolicies`, which knows the effects as well. */
export interface RecordedChange {
  /** Null: there was no policy. */
  readonly before: Policy | null;
  /** The policy from the change on. */
  readonly after: Policy;
  /** What the change means, as `diffPolicies` has it: the record counts effects by tendency. Left out: `effects` of the record is null. */
  readonly effects?: readonly { readonly tendency: Tendency }[];
}

/** What a record says beside the change: who made it, when and why. */
export interface AuditContext {
  /** Who made the change: a name, an address, an account. */
  readonly actor: string;
  /** When: milliseconds since 1970, or a date-time of RFC 3339 with its zone. */
  readonly at: number | string;
  /** Why, in a line. */
  readonly reason: string;
  /** The last record of the log. Default: null, for there is none yet. */
  readonly previous?: AuditRecord | null | undefined;
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
export function auditRecord(change: RecordedChange, { actor, at, reason, previous = null }: AuditContext): AuditRecord {
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

function checkPrevious(previous: AuditRecord, policyBefore: ContentHash | null): void {
  const reading = readRecord(previous);
  if (!reading.ok) throw new TypeError(`previous is no record: ${reading.flaw.message}; give the last record of the log, or leave it out where there is none`);
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
