// Reading facts that a caller supplied and that may be anything: proxies, throwing getters, nothing at all (S-12.1, S-12.3).

/** What {@link readProperty} gives where a getter threw: present, and not to be read. */
export const unreadable: unique symbol = Symbol('unreadable');

/** The property of an object; undefined where there is no object or no such property. */
export function readProperty(object: unknown, key: string | number): unknown {
  if (typeof object !== 'object' || object === null) return undefined;
  try {
    return (object as Record<string | number, unknown>)[key];
  } catch {
    return unreadable;
  }
}

function readElement(elements: readonly unknown[], index: number): unknown {
  try {
    return elements[index];
  } catch {
    return unreadable;
  }
}

/** No message has so many recipients; an array may still claim to, and would take all memory (S-12.7). */
const MAX_ELEMENTS = 1_000_000;

/** The elements of an array, each read once; null for anything that is no array or cannot be read as one. */
export function readElements(value: unknown): unknown[] | null {
  try {
    if (!Array.isArray(value)) return null;
    const elements: readonly unknown[] = value;
    const { length } = elements;
    if (length > MAX_ELEMENTS) return null;
    const read = new Array<unknown>(length);
    for (let index = 0; index < length; index++) read[index] = readElement(elements, index);
    return read;
  } catch {
    return null;
  }
}
