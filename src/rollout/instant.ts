// Points in time as callers give them: milliseconds since 1970-01-01T00:00:00Z, or text of RFC 3339. Nothing here knows what time it is.

import { instantText, parseInstant } from '../model/instant.js';
import { describeValue } from '../model/quotation.js';

/** Milliseconds since 1970-01-01T00:00:00Z (what `Date.now()` gives), or RFC 3339 text, whose zone is never guessed: `2026-03-01T09:00:00+01:00`. */
export type Instant = number | string;

/** A point in time in milliseconds. @param what - as in `from` @throws TypeError for what is no instant */
export function checkInstant(value: unknown, what: string): number {
  const instant = typeof value === 'string' ? parseInstant(value) : value;
  if (typeof instant === 'number' && Math.abs(instant) <= LATEST_TIME_VALUE) return instant;
  throw new TypeError(`${what} must be milliseconds since 1970, or text as 2026-03-01T09:00:00Z with its zone, not ${describeValue(value)}`);
}

/** A length of time in milliseconds. @param what - as in `propagation` @throws TypeError for what is none */
export function checkDuration(value: unknown, what: string): number {
  if (typeof value === 'number' && value >= 0 && value <= LATEST_TIME_VALUE) return value;
  throw new TypeError(`${what} must be a number of milliseconds from 0, not ${describeValue(value)}`);
}

/** RFC 3339 text in UTC, for messages to people. */
export function shortInstantText(instant: number): string {
  return instantText(Math.floor(instant)).replace('.000Z', 'Z');
}

/** The latest time value of ECMAScript, so that every instant is one that a `Date` can hold. */
const LATEST_TIME_VALUE = 8.64e15;
