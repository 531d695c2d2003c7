// Moments that callers give to a log.
import { describe, expect, it } from 'vitest';
import { readInstant } from '../../../src/audit/instant.js';

describe('readInstant', () => {
  it('takes milliseconds and text', () => {
    expect([readInstant(-1, 'at'), readInstant('1970-01-01T00:00:01Z', 'at')]).toEqual([-1, 1000]);
  });

  it.each([[undefined, TypeError], [null, TypeError], [{}, TypeError], ['yesterday', RangeError], [NaN, RangeError], [0.5, RangeError], [253_402_300_800_000, RangeError], [-62_167_219_200_001, RangeError]])('refuses %j', (at, kind) => {
    expect(() => readInstant(at, 'at')).toThrow(kind);
    expect(() => readInstant(at, 'at')).toThrow(/^at is/);
  });
});
