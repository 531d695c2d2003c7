// Reading facts that may be anything (S-12.1, S-12.3).
import { describe, expect, it } from 'vitest';
import { readElements, readProperty, unreadable } from '../../../src/model/property.js';

const throwing = {
  get from(): string {
    throw new Error('no');
  },
};

function revoked(target: object): object {
  const { proxy, revoke } = Proxy.revocable(target, {});
  revoke();
  return proxy;
}

describe('readProperty', () => {
  it('reads own and inherited properties by name and by index', () => {
    expect(readProperty({ from: 'x' }, 'from')).toBe('x');
    expect(readProperty(Object.create({ from: 'y' }), 'from')).toBe('y');
    expect(readProperty(['a', 'b'], 1)).toBe('b');
    expect(readProperty({ from: null }, 'from')).toBeNull();
  });

  it.each([undefined, null, 'text', 5, true, 10n, Symbol('s'), () => 1])('gives undefined where there is no object: %s', (value) => {
    expect(readProperty(value, 'length')).toBeUndefined();
  });

  it('gives undefined where there is no such property', () => {
    expect(readProperty({}, 'from')).toBeUndefined();
  });

  it('S-12.3: a property whose getter throws is present and unreadable', () => {
    expect(readProperty(throwing, 'from')).toBe(unreadable);
    expect(readProperty(revoked({}), 'from')).toBe(unreadable);
    expect(unreadable.description).toBe('unreadable');
  });
});

describe('readElements', () => {
  it('reads each element once, holes as undefined', () => {
    expect(readElements(['a', 1, null])).toEqual(['a', 1, null]);
    // eslint-disable-next-line no-sparse-arrays -- a hole is the case
    expect(readElements(['a', , 'b'])).toEqual(['a', undefined, 'b']);
    expect(readElements([])).toEqual([]);
  });

  it.each([undefined, null, 'text', { length: 1, 0: 'a' }, new Set(['a'])])('gives null for what is no array: %s', (value) => {
    expect(readElements(value)).toBeNull();
  });

  it('S-12.3: an element that throws is unreadable, its neighbours stay', () => {
    const elements = ['a', 'b', 'c'];
    Object.defineProperty(elements, 1, {
      get() {
        throw new Error('no');
      },
    });
    expect(readElements(elements)).toEqual(['a', unreadable, 'c']);
  });

  it('reads the length and every element once', () => {
    const reads: (string | symbol)[] = [];
    const growing = new Proxy(['a', 'b'], {
      get(target, key, receiver): unknown {
        reads.push(key);
        return key === 'length' ? 2 * reads.filter((read) => read === 'length').length : Reflect.get(target, key, receiver);
      },
    });
    expect(readElements(growing)).toEqual(['a', 'b']);
    expect(reads).toEqual(['length', '0', '1']);
  });

  it('S-12.7: an array with more than 1,000,000 elements cannot be read', () => {
    expect(readElements(new Array(1_000_000))).toHaveLength(1_000_000);
    expect(readElements(new Array(1_000_001))).toBeNull();
  });

  it('S-12.3: gives null for an array that cannot be read as one', () => {
    expect(readElements(revoked([]))).toBeNull();
    const noLength = new Proxy(['a'], {
      get() {
        throw new Error('no');
      },
    });
    expect(readElements(noLength)).toBeNull();
  });
});
