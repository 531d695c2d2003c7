// A moment as text and as a number, by the calendar alone: neither the clock nor the time zone of a machine counts. RFC 3339, to the millisecond.

const FORM = /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d):(\d\d)(?:\.(\d{1,9}))?(?:Z|([+-])(\d\d):(\d\d))$/;
const DAY = 86_400_000;
/** The year 0000, and the end of the year 9999, which is the latest that RFC 3339 can write. */
const EARLIEST = -62_167_219_200_000;
export const LATEST = 253_402_300_799_999;

/** Milliseconds since 1970, or null for what is no date-time of RFC 3339 with a zone, which is never guessed. What is finer is left out. */
export function parseInstant(text: string): number | null {
  const parts = FORM.exec(text);
  if (parts === null) return null;
  const part = (group: number): number => Number(parts[group] ?? 0);
  const [year, month, day] = [part(1), part(2), part(3)];
  if (month < 1 || month > 12 || day < 1 || day > daysOf(year, month)) return null;
  const time = timeOfDay(part(4), part(5), part(6));
  const offset = timeOfDay(part(9), part(10), 0);
  if (time === null || offset === null) return null;
  const local = (dayNumber(year, month) + day - 1) * DAY + time + Number((parts[7] ?? '').padEnd(3, '0').slice(0, 3));
  const instant = parts[8] === '-' ? local + offset : local - offset;
  return isInCalendar(instant) ? instant : null;
}

/** Whether RFC 3339 can write it. */
export function isInCalendar(instant: number): boolean {
  return instant >= EARLIEST && instant <= LATEST;
}

/** Milliseconds. A leap second is no moment of its own: the count since 1970 has none. */
function timeOfDay(hour: number, minute: number, second: number): number | null {
  return hour > 23 || minute > 59 || second > 59 ? null : ((hour * 60 + minute) * 60 + second) * 1000;
}

/** In UTC, with milliseconds: of one length, so that texts sort as moments do. */
export function instantText(instant: number): string {
  const days = Math.floor(instant / DAY);
  const rest = instant - days * DAY;
  let year = Math.floor(days / 365.2425) + 1970;
  while (dayNumber(year + 1, 1) <= days) year++;
  while (dayNumber(year, 1) > days) year--;
  let month = 1;
  while (month < 12 && dayNumber(year, month + 1) <= days) month++;
  const day = days - dayNumber(year, month) + 1;
  const time = [Math.floor(rest / 3_600_000), Math.floor(rest / 60_000) % 60, Math.floor(rest / 1000) % 60].map(two).join(':');
  return `${String(year).padStart(4, '0')}-${two(month)}-${two(day)}T${time}.${String(rest % 1000).padStart(3, '0')}Z`;
}

/** Days from 1970-01-01 to the first of a month. */
function dayNumber(year: number, month: number): number {
  const before = year - 1;
  const leapDays = Math.floor(before / 4) - Math.floor(before / 100) + Math.floor(before / 400) - LEAP_DAYS_TO_1970;
  let days = (year - 1970) * 365 + leapDays;
  for (let earlier = 1; earlier < month; earlier++) days += daysOf(year, earlier);
  return days;
}

const LEAP_DAYS_TO_1970 = 477;
const MONTHS: readonly number[] = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

function daysOf(year: number, month: number): number {
  const isLeap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  return month === 2 && isLeap ? 29 : (MONTHS[month - 1] ?? 0);
}

function two(value: number): string {
  return String(value).padStart(2, '0');
}
