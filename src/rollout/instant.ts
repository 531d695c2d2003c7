// A moment, as callers give it: they have the clock, the library has none (S-17.1).

import { describeValue } from '../model/quotation.js';

/** Milliseconds since 1970-01-01T00:00Z, as of `Date.now()` and `Date.parse('2026-11-25T09:00:00Z')`. */
export type Instant = number;

/** @throws TypeError for what is no moment */
export function readInstant(value: unknown, name: string): Instant {
  if (typeof value === 'number' && Number.isFinite(value)) return value;
  throw new TypeError(`${name} must be milliseconds since 1970, as of \`Date.now()\`, not ${describeValue(value)}`);
}

/** @throws TypeError for what is no stretch of time */
export function readDuration(value: unknown, name: string): number {
  if (typeof value === 'number' && value >= 0 && Number.isFinite(value)) return value;
  throw new TypeError(`${name} must be milliseconds, 0 or more, not ${describeValue(value)}`);
}
