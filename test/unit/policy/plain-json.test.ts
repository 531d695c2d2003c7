// The snapshot of an unknown value: plain JSON passes, everything else is an error and never a crash (S-1.5).
import { runInNewContext } from 'node:vm';
import { describe, expect, it, vi } from 'vitest';
import { refused } from '../../../src/policy/draft.js';
import { Findings } from '../../../src/policy/findings.js';
import { plainJson } from '../../../src/policy/plain-json.js';
import { found } from './report.js';

const snapshot = (value: unknown): unknown => plainJson(value, new Findings());
const problems = (value: unknown): string[] => found((findings) => plainJson(value, findings));

describe('plain JSON', () => {
  it.each([[null], [true], [false], [0], [-1.5], ['text'], [''], [[]], [['a', 1, [null]]]])('%j is copied', (value) => {
    expect(snapshot(value)).toEqual(value);
    expect(problems(value)).toEqual([]);
  });

  it('copies objects deeply, without a prototype', () => {
    const original = { a: { b: [{ c: 1 }] }, d: 'e' };
    const copied = snapshot(original) as typeof original;
    expect(copied).toEqual(Object.assign(Object.create(null), original));
    expect(Object.getPrototypeOf(copied)).toBe(null);
    expect(Object.getPrototypeOf(copied.a)).toBe(null);
    expect(copied.a.b).not.toBe(original.a.b);
    expect(problems(original)).toEqual([]);
  });

  it('takes objects without a prototype and objects of another realm', () => {
    expect(problems(Object.assign(Object.create(null), { a: 1 }))).toEqual([]);
    expect(problems(runInNewContext('({ a: [1, { b: 2 }] })'))).toEqual([]);
  });

  it('S-1.5: leaves out an explicit undefined', () => {
    expect(Object.keys(snapshot({ a: undefined, b: 1 }) as object)).toEqual(['b']);
    expect(snapshot(undefined)).toBe(undefined);
    expect(problems({ a: undefined })).toEqual([]);
    expect(problems(undefined)).toEqual([]);
  });

  it('copies an object that occurs twice', () => {
    const entry = { value: 'a.example' };
    expect(problems({ x: [entry, entry], y: entry })).toEqual([]);
    expect(snapshot([entry, entry])).toEqual([Object.assign(Object.create(null), entry), Object.assign(Object.create(null), entry)]);
  });

  it('copies many shared objects in linear time', () => {
    let value: unknown = 'leaf';
    for (let depth = 0; depth < 30; depth++) value = [value, value, value, value];
    expect(problems(value)).toEqual([]);
  });

  it('S-1.4: keeps an own `__proto__` as a member like any other', () => {
    const copied = snapshot(JSON.parse('{"__proto__": {"a": 1}, "__proto___": 2, "constructor": 3}')) as object;
    expect(Object.keys(copied)).toEqual(['__proto___', '__proto____', 'constructor']);
    expect(Object.getPrototypeOf(copied)).toBe(null);
  });
});

const bad = 'error not-plain-json at';

describe('what is not plain JSON', () => {
  it.each([
    [NaN, 'the number NaN has no form in JSON; write a finite number'],
    [Infinity, 'the number Infinity has no form in JSON; write a finite number'],
    [-Infinity, 'the number -Infinity has no form in JSON; write a finite number'],
    [1n, 'a bigint is not plain JSON; write text, a number, true, false, a list or an object'],
    [Symbol('s'), 'a symbol is not plain JSON; write text, a number, true, false, a list or an object'],
    [() => 1, 'a function is not plain JSON; write text, a number, true, false, a list or an object'],
    [new Map(), 'a `Map` object is not plain JSON; write an object literal, a list, text or a number'],
    [new Date(0), 'a `Date` object is not plain JSON; write an object literal, a list, text or a number'],
    [new String('x'), 'a `String` object is not plain JSON; write an object literal, a list, text or a number'],
    [new (class Partner { name = 'x'; })(), 'an instance of a class is not plain JSON; write an object literal, a list, text or a number'],
    [Object.create({ route: 'x' }), 'an instance of a class is not plain JSON; write an object literal, a list, text or a number'],
    [Object.create(Object.create(null)), 'an instance of a class is not plain JSON; write an object literal, a list, text or a number'],
    [Object.create(Object.assign(Object.create({}) as object, { isPrototypeOf: 1 })), 'an instance of a class is not plain JSON; write an object literal, a list, text or a number'],
    [new Uint8Array(1), 'a `Uint8Array` object is not plain JSON; write an object literal, a list, text or a number'],
  ])('%s', (value, message) => {
    expect(snapshot(value)).toBe(refused);
    expect(problems(value)).toEqual([`${bad} the top of the document: ${message}`]);
    expect(problems({ a: [value] })).toEqual([`${bad} a[0]: ${message}`]);
  });

  it('is an undefined item', () => {
    expect(problems([undefined])).toEqual([`${bad} [0]: a list has an item that is undefined; remove the item`]);
  });

  it('is a getter, which is not run', () => {
    const getter = vi.fn(() => 1);
    const value = Object.defineProperty({ b: 2 }, 'a', { enumerable: true, get: getter });
    expect(problems(value)).toEqual([`${bad} a: \`a\` is computed by a getter; write its value`]);
    expect(snapshot(value)).toEqual(Object.assign(Object.create(null), { a: refused, b: 2 }));
    const list = Object.defineProperty(['x'], 0, { enumerable: true, get: getter });
    expect(problems(list)).toEqual([`${bad} [0]: \`0\` is computed by a getter; write its value`]);
    expect(getter).not.toHaveBeenCalled();
  });

  it('is a setter alone', () => {
    const value = Object.defineProperty({}, 'a', { enumerable: true, set: () => undefined });
    expect(problems(value)).toEqual([`${bad} a: \`a\` is computed by a getter; write its value`]);
  });

  it('is a hidden property', () => {
    const value = Object.defineProperty({}, 'a', { value: 1 });
    expect(problems(value)).toEqual([`${bad} a: \`a\` is a hidden (not enumerable) property; write it as an ordinary one or remove it`]);
    const list = Object.defineProperty([], 0, { value: 'x' });
    expect(problems(list)).toEqual([`${bad} [0]: \`0\` is a hidden (not enumerable) property; write it as an ordinary one or remove it`]);
  });

  it('is a property named by a symbol; the others are read', () => {
    const value = { [Symbol('x')]: 1, a: 2 };
    expect(problems(value)).toEqual([`${bad} the top of the document: the object has a property named by a symbol, \`Symbol(x)\`; remove it`]);
    expect(Object.keys(snapshot(value) as object)).toEqual(['a']);
  });

  it('is a list with holes', () => {
    const hole = ['a'];
    hole[2] = 'c';
    expect(problems(hole)).toEqual([`${bad} the top of the document: the list has a hole at index 1; give the item a value or close the gap`]);
    expect(snapshot(hole)).toBe(refused);
    expect(problems(new Array(4_294_967_295))).toEqual([`${bad} the top of the document: the list has a hole at index 0; give the item a value or close the gap`]);
  });

  it('is a list with other properties', () => {
    expect(problems(Object.assign(['a'], { extra: 1 }))).toEqual([`${bad} the top of the document: the list has properties besides its items; pass a plain list`]);
    expect(problems(Object.assign(['a'], { [Symbol('x')]: 1 }))).toHaveLength(1);
  });

  it('is a cycle', () => {
    const value: Record<string, unknown> = { a: 1 };
    value['b'] = [value];
    expect(problems(value)).toEqual([`${bad} b[0]: the value contains itself; a document cannot be circular`]);
  });

  it('is nested too deep', () => {
    const nested = (depth: number): unknown => (depth === 0 ? 'leaf' : [nested(depth - 1)]);
    expect(problems(nested(32))).toEqual([]);
    expect(problems(nested(33))).toEqual([`${bad} ${'[0]'.repeat(32)}: values are nested more than 32 levels deep; no policy is`]);
    let endless: unknown = 'leaf';
    for (let depth = 0; depth < 100_000; depth++) endless = { endless };
    expect(problems(endless)).toHaveLength(1);
  });
});

describe('a proxy', () => {
  const unreadable = 'the value cannot be read; pass plain objects and lists';
  const boom = (): never => {
    throw new Error('boom');
  };

  it('is read once, through descriptors', () => {
    const get = vi.fn();
    expect(problems(new Proxy({ a: 1 }, { get }))).toEqual([]);
    expect(get).not.toHaveBeenCalled();
  });

  it('that throws is an error', () => {
    expect(problems({ a: new Proxy({}, { ownKeys: boom }) })).toEqual([`${bad} a: ${unreadable}`]);
    expect(problems({ a: new Proxy({}, { getPrototypeOf: boom }) })).toEqual([`${bad} a: ${unreadable}`]);
    expect(problems({ a: new Proxy({ b: 1 }, { getOwnPropertyDescriptor: boom }) })).toEqual([`${bad} a: ${unreadable}`]);
    expect(problems(new Proxy(['a'], { get: boom }))).toEqual([`${bad} the top of the document: ${unreadable}`]);
    const { proxy, revoke } = Proxy.revocable({}, {});
    revoke();
    expect(problems({ a: proxy })).toEqual([`${bad} a: ${unreadable}`]);
  });

  it('that names a member and denies it is an error', () => {
    expect(problems(new Proxy({ b: 1 }, { getOwnPropertyDescriptor: () => undefined }))).toEqual([`${bad} b: ${unreadable}`]);
  });

  it('that lies about its length is an error and takes no longer', () => {
    const long = new Proxy(['a'], {
      get: () => 4_000_000_000,
      getOwnPropertyDescriptor: () => ({ value: 'a', enumerable: true, configurable: true, writable: true }),
    });
    expect(problems(long)).toEqual([`${bad} the top of the document: the list has a hole at index 2; give the item a value or close the gap`]);
    const short = new Proxy(['a', 'b'], { get: () => 1 });
    expect(problems(short)).toEqual([`${bad} the top of the document: the list has properties besides its items; pass a plain list`]);
  });
});
