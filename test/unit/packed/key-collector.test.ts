// Keys that are to be packed: each once, in the order in which they came.
import { describe, expect, it } from 'vitest';
import { KeyCollector } from '../../../src/packed/key-collector.js';
import { keysOfOneSum } from './crowding-keys.js';

function collected(keys: Iterable<string>): KeyCollector {
  const collector = new KeyCollector();
  for (const key of keys) collector.add(key);
  return collector;
}

const keysIn = (collector: KeyCollector): string[] => Array.from({ length: collector.size }, (_, place) => collector.key(place));
const numbered = (count: number): string[] => Array.from({ length: count }, (_, number) => `user${number}@a${number % 7}.example`);

/** Keys that crowd for the first seed, found once: it takes a while. */
let crowd: readonly string[] | null = null;
const crowded = (count: number): string[] => (crowd ??= keysOfOneSum(300, 0)).slice(0, count);

describe('KeyCollector', () => {
  it('numbers keys from 0 in the order in which they came, each once', () => {
    const collector = new KeyCollector();
    expect(['b', 'a', 'b', 'c', 'a'].map((key) => collector.add(key))).toEqual([0, 1, 0, 2, 1]);
    expect(collector.size).toBe(3);
    expect(keysIn(collector)).toEqual(['b', 'a', 'c']);
  });

  it('is empty at first', () => {
    const collector = new KeyCollector();
    expect(collector.size).toBe(0);
    expect(keysIn(collector)).toEqual([]);
    expect(collector.starts[0]).toBe(0);
  });

  it('takes any bytes: none, high ones, keys that are the beginnings and ends of others', () => {
    const keys = ['', 'a', 'aa', 'aaa', 'ba', 'ab', 'a\u00ff', '\u00ffa', '\u0080', '\u0000', 'b'.repeat(255), 'b'.repeat(256), 'b'.repeat(257), 'b'.repeat(70_000)];
    const collector = collected([...keys, ...keys]);
    expect(collector.size).toBe(keys.length);
    expect(keysIn(collector)).toEqual(keys);
    expect(keys.map((key) => collector.add(key))).toEqual(keys.map((_, place) => place));
  });

  it.each([15, 16, 17, 31, 32, 33, 1000, 20_000])('keeps %i keys and their numbers while it grows', (count) => {
    const keys = numbered(count);
    const collector = new KeyCollector();
    keys.forEach((key, place) => {
      expect(collector.add(key)).toBe(place);
      collector.numbers[place] = place * 3;
    });
    expect(collector.size).toBe(count);
    expect(keysIn(collector)).toEqual(keys);
    expect([...collector.numbers.subarray(0, count)]).toEqual(keys.map((_, place) => place * 3));
    expect(keys.map((key) => collector.add(key))).toEqual(keys.map((_, place) => place));
    expect([...collector.starts.subarray(0, count + 1)]).toEqual(keys.reduce((starts, key) => [...starts, (starts.at(-1) ?? 0) + key.length], [0]));
  });

  it.each([510, 511, 512, 513, 1023, 1024, 1025])('keeps keys whose bytes are %i together', (length) => {
    const keys = ['x'.repeat(length - 5), 'abcde', 'f'];
    expect(keysIn(collected(keys))).toEqual(keys);
  });

  it('makes room for a text of keys at once', () => {
    const keys = numbered(500).map((key) => key.padStart(40, 'x'));
    for (const before of [[], numbered(20)]) {
      const collector = collected(before);
      collector.reserve(500 * 40);
      const { bytes, starts, numbers } = collector;
      for (const key of keys) collector.add(key);
      expect(collector.bytes).toBe(bytes);
      expect(collector.starts).toBe(starts);
      expect(collector.numbers).toBe(numbers);
      expect(keysIn(collector)).toEqual([...before, ...keys]);
      expect([...before, ...keys].map((key) => collector.add(key))).toEqual([...before, ...keys].map((_, place) => place));
    }
  });

  it('takes a key that somebody else has filled in', () => {
    const collector = collected(['a', 'b']);
    collector.next.set('a');
    expect(collector.addNext()).toBe(0);
    collector.next.set('c');
    expect(collector.addNext()).toBe(2);
    expect(keysIn(collector)).toEqual(['a', 'b', 'c']);
  });

  it('S-12.2: takes another seed where keys crowd, and loses none', () => {
    const crowd = crowded(300);
    const others = numbered(50);
    const collector = collected(others);
    const first = collector.next;
    const [one, ...more] = crowd;
    const places = [one ?? '', ...more].map((key) => collector.add(key));
    expect(places).toEqual(crowd.map((_, index) => others.length + index));
    expect(collector.next).not.toBe(first);
    expect(keysIn(collector)).toEqual([...others, ...crowd]);
    expect([...others, ...crowd].map((key) => collector.add(key))).toEqual([...others, ...crowd].map((_, place) => place));
  });

  it('S-12.2: loses no key of those that have one sum for every seed', () => {
    const keys = Array.from({ length: 700 }, (_, count) => `${'\u0000'.repeat(count)}a.example`);
    const others = numbered(500);
    const collector = collected([...keys.slice(0, 400), ...others, ...keys.slice(400)]);
    expect(new Set(keysIn(collector))).toEqual(new Set([...keys, ...others]));
    expect(collector.size).toBe(keys.length + others.length);
    for (const key of [...keys, ...others]) expect(collector.key(collector.add(key))).toBe(key);
    expect(collector.size).toBe(keys.length + others.length);
  });

  it('keeps its seed while no more than 128 keys crowd', () => {
    const crowd = crowded(129);
    const collector = new KeyCollector();
    const first = collector.next;
    for (const key of crowd.slice(0, 128)) collector.add(key);
    expect(crowd.slice(0, 128).map((key) => collector.add(key))).toEqual(crowd.slice(0, 128).map((_, place) => place));
    expect(collector.next).toBe(first);
    expect(collector.add(crowd[128] ?? '')).toBe(128);
    expect(collector.next).not.toBe(first);
  });

  it('takes a filled-in key along into the new seed', () => {
    const [last = '', ...crowd] = crowded(129);
    const collector = collected(crowd.slice(0, 128));
    collector.next.set(last);
    expect(collector.addNext()).toBe(128);
    expect(collector.key(128)).toBe(last);
    expect(collector.add(last)).toBe(128);
  });
});

describe('digest', () => {
  it('depends on every key and not on their order', () => {
    const keys = numbered(100);
    const { length } = keys;
    const digest = collected(keys).digest();
    expect(collected([...keys].reverse()).digest()).toBe(digest);
    expect(collected([...keys, ...keys]).digest()).toBe(digest);
    const others = [...keys.map((_, left) => keys.filter((__, place) => place !== left)), [...keys, 'one more'], keys.map((key, place) => (place === length - 1 ? `${key}x` : key)), []];
    expect(new Set([digest, ...others.map((other) => collected(other).digest())]).size).toBe(length + 4);
  });

  it('is a 32-bit integer', () => {
    for (const count of [0, 1, 2, 50]) {
      const digest = collected(numbered(count)).digest();
      expect(digest).toBe(digest | 0);
    }
  });
});
