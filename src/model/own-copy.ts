// A copy of plain data whose reader owns it (S-12.6).

/** Deeper than any decision. */
const DEEPEST = 64;

/**
 * Copies plain data, all the way down. What is frozen nobody can change, so it is shared; what occurs twice is copied once, so that shared parts stay shared
 * and take no more time than they take memory. What stands in a circle or deeper than any decision stands for itself.
 */
export function ownCopy<T>(value: T): T {
  return copy(value, DEEPEST, new Map()) as T;
}

function copy(value: unknown, depth: number, copies: Map<object, unknown>): unknown {
  if (typeof value !== 'object' || value === null || depth === 0 || Object.isFrozen(value)) return value;
  const known = copies.get(value);
  if (known !== undefined) return known;
  copies.set(value, value);
  const member = (one: unknown): unknown => copy(one, depth - 1, copies);
  const made: unknown = Array.isArray(value) ? value.map(member) : Object.fromEntries(Object.entries(value).map(([key, one]) => [key, member(one)]));
  copies.set(value, made);
  return made;
}
