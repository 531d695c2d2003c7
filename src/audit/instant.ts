// The moments of a log, as callers give them.

import { isInCalendar, parseInstant } from '../model/instant.js';
import { describeValue } from '../model/quotation.js';

/** A moment that a caller gave, in milliseconds since 1970. @throws TypeError or RangeError that names what was given */
export function readInstant(at: unknown, name: string): number {
  if (typeof at !== 'number' && typeof at !== 'string') throw new TypeError(`${name} is ${describeValue(at)}; ${ADVICE}`);
  const read = typeof at === 'string' ? parseInstant(at) : at;
  if (read !== null && Number.isInteger(read) && isInCalendar(read)) return read;
  throw new RangeError(`${name} is no moment: ${describeValue(at)}; ${ADVICE}`);
}

const ADVICE = 'give whole milliseconds since 1970, or text with a zone such as 2026-11-25T09:30:00Z';
