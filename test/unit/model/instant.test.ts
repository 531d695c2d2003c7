// Moments as RFC 3339 writes them, by the calendar alone.
import { describe, expect, it } from 'vitest';
import { instantText, parseInstant } from '../../../src/model/instant.js';

describe('parseInstant', () => {
  it.each([
    ['1970-01-01T00:00:00Z', 0],
    ['2026-11-25T09:30:00Z', Date.UTC(2026, 10, 25, 9, 30)],
    ['2026-11-25T09:30:00.5Z', Date.UTC(2026, 10, 25, 9, 30, 0, 500)],
    ['2026-11-25T09:30:00.1239Z', Date.UTC(2026, 10, 25, 9, 30, 0, 123)],
    ['2026-11-25T09:30:00.999999999Z', Date.UTC(2026, 10, 25, 9, 30, 0, 999)],
    ['2026-11-25T09:30:00+01:30', Date.UTC(2026, 10, 25, 8, 0)],
    ['2026-12-31T23:30:00-01:00', Date.UTC(2027, 0, 1, 0, 30)],
    ['2024-02-29T00:00:00Z', Date.UTC(2024, 1, 29)],
    ['0000-01-01T00:00:00Z', -62_167_219_200_000],
    ['9999-12-31T23:59:59.999Z', 253_402_300_799_999],
  ])('reads %s', (text, instant) => {
    expect(parseInstant(text)).toBe(instant);
  });

  it.each([
    '', '2026-11-25', '2026-11-25T09:30:00', '2026-11-25 09:30:00Z', '2026-11-25t09:30:00z', '2026-02-29T00:00:00Z', '1900-02-29T00:00:00Z', '2026-13-01T00:00:00Z', '2026-00-01T00:00:00Z', '2026-11-00T00:00:00Z', '2026-04-31T00:00:00Z',
    '2026-11-25T24:00:00Z', '2026-11-25T09:60:00Z', '2026-11-25T23:59:60Z', '2026-11-25T09:30:00.1234567890Z', '2026-11-25T09:30:00.Z', '2026-11-25T09:30:00+24:00', '2026-11-25T09:30:00+01:60', '2026-11-25T09:30:00+0100',
    '0000-01-01T00:00:00+00:01', '9999-12-31T23:59:59-00:01', '+12026-11-25T09:30:00Z', ' 2026-11-25T09:30:00Z', '2026-11-25T09:30:00Z\n',
  ])('refuses %j', (text) => {
    expect(parseInstant(text)).toBe(null);
  });
});

describe('instantText', () => {
  it('writes what Date writes, over all years that have four digits', () => {
    const steps = 20_000;
    for (let step = 0; step <= steps; step++) {
      const instant = Math.round(-62_167_219_200_000 + (step / steps) * (253_402_300_799_999 + 62_167_219_200_000));
      const text = instantText(instant);
      expect(text).toBe(new Date(instant).toISOString());
      expect(parseInstant(text)).toBe(instant);
    }
  });

  it.each([[1900, 2, 28], [1900, 3, 1], [2000, 2, 29], [2024, 2, 29], [2024, 3, 1], [2026, 12, 31], [1969, 12, 31], [1600, 2, 29], [400, 12, 31]])('writes the days around leap days: %i-%i-%i', (year, month, day) => {
    const date = new Date(Date.UTC(2000, month - 1, day, 23, 59, 59, 999));
    date.setUTCFullYear(year, month - 1, day);
    expect(instantText(date.getTime())).toBe(date.toISOString());
  });
});
