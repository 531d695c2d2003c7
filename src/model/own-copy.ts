// Copies of plain data whose reader owns them (S-12.6).

/**
 * Copies plain data, all the way down. What is frozen nobody can change, so it is shared; what occurs twice is copied once, so that shared parts stay shared
 * and take no more time than they take memory.
 */
export function ownCopies(): <T>(value: T) => T {
  const copies = new Map<object, unknown>();
  const copy = (value: unknown): unknown => {
    if (typeof value !== 'object' || value === null || Object.isFrozen(value)) return value;
    const known = copies.get(value);
    if (known !== undefined) return known;
    copies.set(value, value); // in a circle, which no decision has, the original stands for itself
    const made: unknown = Array.isArray(value) ? value.map(copy) : Object.fromEntries(Object.entries(value).map(([key, member]) => [key, copy(member)]));
    copies.set(value, made);
    return made;
  };
  return copy as <T>(value: T) => T;
}
