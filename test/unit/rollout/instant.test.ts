// Points in time as callers give them (S-17.1).
import { describe, expect, it } from 'vitest';
import { checkDuration, checkInstant, shortInstantText } from '../../../src/rollout/instant.js';

describe('an instant', () => {
  it.each([
    '1970-01-01T00:00:00Z', '2026-03-01T09:00:00+01:00', '2024-02-29T23:59:59.999Z', '2000-02-29T00:00:00-12:30', '1969-12-31T23:59:59Z', '0001-01-01T00:00:00Z', '9999-12-31T23:59:59.5Z',
  ])('is the one that JavaScript reads: %s', (text) => {
    const time = Date.parse(text);
    expect(checkInstant(text, 'it')).toBe(time);
    expect(Date.parse(shortInstantText(time))).toBe(time);
  });

  it('agrees with the calendar of JavaScript on every day of four centuries', () => {
    const day = 24 * 60 * 60 * 1000;
    const wrong = Array.from({ length: 146_097 / 7 }, (_, week) => (week * 7 - 80_000) * day + week).filter((time) => {
      const text = new Date(time).toISOString();
      return checkInstant(text, 'it') !== time || Date.parse(shortInstantText(time)) !== time;
    });
    expect(wrong).toEqual([]);
  });

  it.each([0, -1, 1_764_079_200_000, 8.64e15])('is %d milliseconds', (time) => {
    expect(checkInstant(time, 'it')).toBe(time);
  });

  it.each([
    '2026-03-01T09:00:00', '2026-03-01', '2026-02-29T00:00:00Z', '2026-13-01T00:00:00Z', '2026-00-01T00:00:00Z', '2026-01-00T00:00:00Z', '2026-04-31T00:00:00Z', '2026-01-01T24:00:00Z', '2026-01-01T23:60:00Z',
    '2016-12-31T23:59:60Z', '2026-01-01T00:00:00+24:00', '2026-01-01T00:00:00+01:60', '2100-02-29T00:00:00Z', '', 'now', NaN, Infinity, 8.65e15, null, undefined, new Date(0), 10n,
  ])('is not %s', (value) => {
    expect(() => checkInstant(value, '`from`')).toThrow(TypeError);
    expect(() => checkInstant(value, '`from`')).toThrow('`from` must be milliseconds since 1970, or text as 2026-03-01T09:00:00Z with its zone, not ');
  });
});

describe('a duration', () => {
  it.each([0, 1, 0.5, 86_400_000])('is %d milliseconds', (value) => {
    expect(checkDuration(value, 'it')).toBe(value);
  });

  it.each([-1, NaN, Infinity, '1', null, undefined])('is not %s', (value) => {
    expect(() => checkDuration(value, '`propagation`')).toThrow(/^`propagation` must be a number of milliseconds from 0, not /);
  });
});
