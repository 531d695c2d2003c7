// A record of the audit log and its line, whose hash the next record holds, so that lines hold each other.

import type { DocumentChange } from '../change/document-change.js';
import { canonicalJson } from './canonical-json.js';
import { hashOfPieces } from './content-hash.js';
import type { ContentHash } from './content-hash.js';
import type { EffectCounts } from './effect-counts.js';
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
  /** Who made the change. What would not be seen in it is written `\x{HEX}` (S-10.3). */
  readonly actor: string;
  /** Why, in a line, written as `actor` is. */
  readonly reason: string;
  /** The hash of the policy before ({@link policyHash}); null: there was none. */
  readonly policyBefore: ContentHash | null;
  /** The hash of the policy after, with which the next record begins (S-16.4). */
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

/** Frozen all the way down. */
export function frozen<T>(value: T): T {
  if (typeof value !== 'object' || value === null) return value;
  for (const member of Object.values(value)) frozen(member);
  return Object.freeze(value);
}
