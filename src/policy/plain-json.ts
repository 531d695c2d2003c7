// The snapshot of an unknown value as plain JSON (S-1.5). Each property is read once, through its descriptor, so that no accessor runs and nothing
// can change between the check and the use. What is not plain JSON becomes the mark `refused`, with an error that says what it is.

import { refused } from './draft.js';
import type { Refused } from './draft.js';
import type { Findings, Path } from './findings.js';
import { escapeKey } from './free-names.js';
import { quote } from '../model/quotation.js';

export type PlainJson = string | number | boolean | null | Refused | readonly PlainJson[] | PlainObject;
/** Without a prototype, so that a name such as `toString` is a name like any other (S-1.4). Keys are escaped: see `escapeKey`. */
export interface PlainObject {
  readonly [key: string]: PlainJson;
}

/** The document is five levels deep; more is a mistake, and a bound keeps the walk from exhausting the stack. */
const MAX_DEPTH = 32;

/** A copy of the value, or undefined if there is none. Never throws. */
export function plainJson(value: unknown, findings: Findings): PlainJson | undefined {
  return value === undefined ? undefined : copy(value, [], { findings, copies: new Map() });
}

interface Walk {
  readonly findings: Findings;
  /** Copies by original: an object that occurs twice is copied once. `null`: it is being copied, and meeting it again is a cycle. */
  readonly copies: Map<object, PlainJson | null>;
}

function copy(value: unknown, path: Path, walk: Walk): PlainJson {
  switch (typeof value) {
    case 'string':
    case 'boolean':
      return value;
    case 'number':
      return Number.isFinite(value) ? value : refuse(`the number ${value} has no form in JSON; write a finite number`, path, walk);
    case 'object':
      return value === null ? null : copyObject(value, path, walk);
    case 'undefined':
      return refuse('a list has an item that is undefined; remove the item', path, walk);
    case 'bigint':
    case 'function':
    case 'symbol':
      return refuse(`a ${typeof value} is not plain JSON; write text, a number, true, false, a list or an object`, path, walk);
  }
}

function copyObject(value: object, path: Path, walk: Walk): PlainJson {
  const known = walk.copies.get(value);
  if (known === null) return refuse('the value contains itself; a document cannot be circular', path, walk);
  if (known !== undefined) return known;
  if (path.length >= MAX_DEPTH) return refuse(`values are nested more than ${MAX_DEPTH} levels deep; no policy is`, path, walk);
  walk.copies.set(value, null);
  const result = copyReadable(value, path, walk);
  walk.copies.set(value, result);
  return result;
}

function copyReadable(value: object, path: Path, walk: Walk): PlainJson {
  try {
    return Array.isArray(value) ? copyArray(value, path, walk) : copyMembers(value, path, walk);
  } catch {
    // Only a proxy can throw here: its traps are the caller's code.
    return refuse('the value cannot be read; pass plain objects and lists', path, walk);
  }
}

function copyArray(list: readonly unknown[], path: Path, walk: Walk): PlainJson {
  const { length } = list;
  const items = Reflect.ownKeys(list).length - 1; // one key is `length`
  const result: PlainJson[] = [];
  for (let index = 0; index < length; index++) {
    const descriptor = Object.getOwnPropertyDescriptor(list, index);
    // The bound is for proxies, whose `length` need not be that of anything.
    if (descriptor === undefined || index > items) return refuse(`the list has a hole at index ${index}; give the item a value or close the gap`, path, walk);
    // Text is nearly all there is in long lists, and needs no path.
    const plainText = typeof descriptor.value === 'string' && descriptor.enumerable === true;
    result.push(plainText ? (descriptor.value as string) : copyValue(descriptor, index, path, walk));
  }
  return items === length ? result : refuse('the list has properties besides its items; pass a plain list', path, walk);
}

function copyMembers(value: object, path: Path, walk: Walk): PlainJson {
  if (!hasPlainPrototype(value)) return refuse(`${describeInstance(value)} is not plain JSON; write an object literal, a list, text or a number`, path, walk);
  const result = Object.create(null) as Record<string, PlainJson>;
  for (const key of Reflect.ownKeys(value)) {
    if (typeof key === 'symbol') {
      walk.findings.error('not-plain-json', path, `the object has a property named by a symbol, ${quote(String(key))}; remove it`);
      continue;
    }
    const descriptor = Object.getOwnPropertyDescriptor(value, key);
    if (descriptor !== undefined && isLeftOut(descriptor)) continue;
    result[escapeKey(key)] = copyValue(descriptor, key, path, walk);
  }
  return result;
}

/** An explicit undefined is as if left out (S-1.5). */
function isLeftOut(descriptor: PropertyDescriptor): boolean {
  return 'value' in descriptor && descriptor.value === undefined;
}

function copyValue(descriptor: PropertyDescriptor | undefined, key: string | number, path: Path, walk: Walk): PlainJson {
  const place = [...path, key];
  if (descriptor === undefined) return refuse('the value cannot be read; pass plain objects and lists', place, walk);
  if (!('value' in descriptor)) return refuse(`${quote(String(key))} is computed by a getter; write its value`, place, walk);
  if (descriptor.enumerable !== true) return refuse(`${quote(String(key))} is a hidden (not enumerable) property; write it as an ordinary one or remove it`, place, walk);
  return copy(descriptor.value, place, walk);
}

/** None, or `Object.prototype` of any realm: the one object without a prototype that owns `isPrototypeOf`. */
function hasPlainPrototype(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === null || (Object.getPrototypeOf(prototype) === null && Object.hasOwn(prototype as object, 'isPrototypeOf'));
}

function describeInstance(value: object): string {
  const tag = Object.prototype.toString.call(value).slice('[object '.length, -1);
  return tag === 'Object' ? 'an instance of a class' : `a ${quote(tag)} object`;
}

function refuse(message: string, path: Path, { findings }: Walk): Refused {
  findings.error('not-plain-json', path, message);
  return refused;
}
