// Points in time as callers give them: milliseconds since 1970-01-01T00:00:00Z, or text of RFC 3339. Nothing here knows what time it is.

import { describeValue } from '../model/quotation.js';

/** Milliseconds since 1970-01-01T00:00:00Z (what `Date.now()` gives), or RFC 3339 text, whose zone is never guessed: `2026-03-01T09:00:00+01:00`. */
export type Instant = number | string;

/** A point in time in milliseconds. @param what - as in `from` @throws TypeError for what is no instant */
export function checkInstant(value: unknown, what: string): number {
  const instant = typeof value === 'string' ? parseInstant(value) : value;
  if (typeof instant === 'number' && Math.abs(instant) <= LATEST) return instant;
  throw new TypeError(`${what} must be milliseconds since 1970, or text as 2026-03-01T09:00:00Z with its zone, not ${describeValue(value)}`);
}

/** A length of time in milliseconds. @param what - as in `propagation` @throws TypeError for what is none */
export function checkDuration(value: unknown, what: string): number {
  if (typeof value === 'number' && value >= 0 && value <= LATEST) return value;
  throw new TypeError(`${what} must be a number of milliseconds from 0, not ${describeValue(value)}`);
}

/** RFC 3339 text in UTC, for messages to people. */
export function instantText(instant: number): string {
  const day = Math.floor(instant / DAY);
  const rest = Math.floor(instant) - day * DAY;
  const [hours, minutes, seconds] = [rest / HOUR, (rest / MINUTE) % 60, (rest / SECOND) % 60];
  const fraction = rest % SECOND === 0 ? '' : `.${digits(rest % SECOND, 3)}`;
  return `${dateOfDay(day)}T${digits(hours, 2)}:${digits(minutes, 2)}:${digits(seconds, 2)}${fraction}Z`;
}

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
/** The latest time value of ECMAScript, so that every instant is one that a `Date` can hold. */
const LATEST = 8.64e15;

const RFC3339 = /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d):(\d\d)(?:\.(\d{1,9}))?(?:Z|([+-])(\d\d):(\d\d))$/;

/** Leap seconds, which milliseconds since 1970 do not count, are refused with everything else that no clock shows. */
function parseInstant(text: string): number | null {
  const match = RFC3339.exec(text);
  if (match === null) return null;
  const field = (index: number): number => Number(match[index] ?? 0);
  const [year, month, date] = [field(1), field(2), field(3)];
  const [hours, minutes, seconds, zoneHours, zoneMinutes] = [field(4), field(5), field(6), field(9), field(10)];
  const isTime = hours < 24 && minutes < 60 && seconds < 60 && zoneHours < 24 && zoneMinutes < 60;
  const isDate = month >= 1 && month <= 12 && date >= 1 && date <= daysIn(year, month);
  if (!isTime || !isDate) return null;
  const fraction = Math.floor(Number(`0.${match[7] ?? '0'}`) * SECOND);
  const offset = (zoneHours * HOUR + zoneMinutes * MINUTE) * (match[8] === '-' ? -1 : 1);
  return (daysBefore(year, month) + date - 1) * DAY + hours * HOUR + minutes * MINUTE + seconds * SECOND + fraction - offset;
}

/** Days from 1970-01-01 to the first of a month of the Gregorian calendar. */
function daysBefore(year: number, month: number): number {
  const before = year - 1;
  let days = before * 365 + Math.floor(before / 4) - Math.floor(before / 100) + Math.floor(before / 400) - DAYS_BEFORE_1970;
  for (let each = 1; each < month; each++) days += daysIn(year, each);
  return days;
}

const DAYS_BEFORE_1970 = 719_162;

function daysIn(year: number, month: number): number {
  if (month === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28;
  return [4, 6, 9, 11].includes(month) ? 30 : 31;
}

function dateOfDay(day: number): string {
  let year = 1970 + Math.floor(day / 366);
  while (daysBefore(year + 1, 1) <= day) year += 1;
  while (daysBefore(year, 1) > day) year -= 1;
  let month = 1;
  while (month < 12 && daysBefore(year, month + 1) <= day) month += 1;
  return `${digits(year, 4)}-${digits(month, 2)}-${digits(day - daysBefore(year, month) + 1, 2)}`;
}

function digits(value: number, length: number): string {
  return String(Math.floor(value)).padStart(length, '0');
}
