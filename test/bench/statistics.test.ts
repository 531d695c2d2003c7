// The statistics of the benchmarks, on values worked out by hand.
import { describe, expect, it } from 'vitest';
import { growthExponent, mean, median, quantile, sum } from './statistics.mjs';

describe('the statistics of the benchmarks', () => {
  it('take the middle, between two where there are two', () => {
    expect([median([3, 1, 2]), median([4, 1, 3, 2]), median([7])]).toEqual([2, 2.5, 7]);
    expect(() => median([])).toThrow(RangeError);
  });

  it('take quantiles as numbers, not as text', () => {
    const values = [100, 9, 8, 7, 6, 5, 4, 3, 2, 1, 0];
    expect([quantile(values, 0), quantile(values, 0.1), quantile(values, 0.9), quantile(values, 1)]).toEqual([0, 1, 9, 100]);
    expect(values[0]).toBe(100);
  });

  it('find the exponent of a power, whatever its factor', () => {
    const points = (exponent: number): { size: number; cost: number }[] => [1, 10, 100, 1000].map((size) => ({ size, cost: 3 * size ** exponent }));
    expect([0, 0.5, 1, 2, -1].map((exponent) => growthExponent(points(exponent)))).toEqual([0, 0.5, 1, 2, -1].map((exponent) => expect.closeTo(exponent, 9) as number));
  });

  it('fit the line with the least squares between points that are on none', () => {
    const points = [0, 2, 1].map((y, x) => ({ size: Math.E ** x, cost: Math.E ** y }));
    expect(growthExponent(points)).toBeCloseTo(0.5, 9);
  });

  it('find no exponent at one size', () => {
    expect(() => growthExponent([{ size: 2, cost: 1 }, { size: 2, cost: 3 }])).toThrow(RangeError);
  });

  it('add and average', () => {
    expect([sum([1, 2, 4]), mean([1, 2, 6])]).toEqual([7, 3]);
  });
});
