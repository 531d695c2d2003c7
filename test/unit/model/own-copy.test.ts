// A copy of plain data whose reader owns it (S-12.6).
import { describe, expect, it } from 'vitest';
import { ownCopy } from '../../../src/model/own-copy.js';

describe('ownCopy', () => {
  it.each([undefined, null, true, 0, 'text', 5n])('of %s is itself', (value) => {
    expect(ownCopy(value)).toBe(value);
  });

  it('copies objects and arrays, all the way down', () => {
    const value = { a: [{ b: 1 }, [2]], c: { d: null }, e: undefined };
    const copy = ownCopy(value);
    expect(copy).toStrictEqual(value);
    for (const [one, other] of [[copy, value], [copy.a, value.a], [copy.a[0], value.a[0]], [copy.a[1], value.a[1]], [copy.c, value.c]]) expect(one).not.toBe(other);
    expect(Array.isArray(copy.a)).toBe(true);
  });

  it('shares what is frozen', () => {
    const frozen = Object.freeze({ a: 1 });
    const copy = ownCopy({ frozen, list: [frozen] });
    expect(copy.frozen).toBe(frozen);
    expect(copy.list[0]).toBe(frozen);
    expect(ownCopy(frozen)).toBe(frozen);
  });

  it('copies once what occurs twice', () => {
    const twice = { a: 1 };
    const copy = ownCopy([twice, { twice }, twice] as const);
    expect(copy[0]).not.toBe(twice);
    expect(copy[1].twice).toBe(copy[0]);
    expect(copy[2]).toBe(copy[0]);
  });

  it('takes no more time than memory for what occurs often', () => {
    let value: unknown = { end: true };
    for (let depth = 0; depth < 60; depth++) value = [value, value];
    const copy = ownCopy(value) as unknown[];
    expect(copy[0]).toBe(copy[1]);
  });

  it('S-1.4: copies keys of any name', () => {
    const value: unknown = JSON.parse('{"__proto__": {"a": 1}, "constructor": 2, "toString": 3}');
    const copy = ownCopy(value);
    expect(Object.keys(copy as object)).toEqual(['__proto__', 'constructor', 'toString']);
    expect(Object.getPrototypeOf(copy)).toBe(Object.prototype);
    expect(JSON.stringify(copy)).toBe(JSON.stringify(value));
  });

  it('S-12.1: ends in a circle, and where nothing is so deep', () => {
    const circle: Record<string, unknown> = { a: {} };
    circle['self'] = circle;
    const copy = ownCopy(circle);
    expect(copy).not.toBe(circle);
    expect(copy['a']).not.toBe(circle['a']);
    expect(copy['self']).toBe(circle);
    let deep: unknown[] = [];
    const deepest = deep;
    for (let depth = 0; depth < 100_000; depth++) deep = [deep];
    expect(() => ownCopy(deep)).not.toThrow();
    expect(deepest).toEqual([]);
  });

  it('copies sixty-four levels', () => {
    const at = (levels: number): { top: unknown; bottom: unknown[] } => {
      const bottom: unknown[] = [];
      let top: unknown = bottom;
      for (let level = 1; level < levels; level++) top = [top];
      return { top, bottom };
    };
    const bottomOf = (value: unknown): unknown => (Array.isArray(value) && value.length === 1 ? bottomOf(value[0]) : value);
    const [copied, kept] = [at(64), at(65)];
    expect(bottomOf(ownCopy(copied.top))).not.toBe(copied.bottom);
    expect(bottomOf(ownCopy(kept.top))).toBe(kept.bottom);
  });
});
