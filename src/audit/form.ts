// The form of plain JSON data, as small checks that are put together. A flaw says where a value is not as its form wants it.

import { describeValue, quote } from '../model/quotation.js';

export interface Flaw {
  readonly path: readonly (string | number)[];
  /** What stands there, and what should. */
  readonly message: string;
}

/** Null: the value has the form. */
export type Form = (value: unknown, path: Flaw['path']) => Flaw | null;

export function where(holds: (value: unknown) => boolean, wanted: string): Form {
  return (value, path) => (holds(value) ? null : { path, message: `${describeValue(value)} stands where ${wanted} should` });
}

export const isNull: Form = where((value) => value === null, 'null');
export const isText: Form = where((value) => typeof value === 'string', 'text');
export const isTextOrNull: Form = where((value) => value === null || typeof value === 'string', 'text or null');
export const isFlag: Form = where((value) => typeof value === 'boolean', 'true or false');
export const isCount: Form = where((value) => Number.isSafeInteger(value) && (value as number) >= 0, 'a whole number, 0 or more');

export function oneOf(words: readonly unknown[]): Form {
  return where((value) => words.includes(value), words.map((word) => quote(String(word))).join(' or '));
}

export function orNull(form: Form): Form {
  return (value, path) => (value === null ? null : form(value, path));
}

/** @param least - so many items at least */
export function listOf(form: Form, least = 0): Form {
  return (value, path) => {
    if (!Array.isArray(value) || value.length < least) return { path, message: `${describeValue(value)} stands where a list ${least === 0 ? '' : 'that is not empty '}should` };
    for (const [index, item] of (value as readonly unknown[]).entries()) {
      const flaw = form(item, [...path, index]);
      if (flaw !== null) return flaw;
    }
    return null;
  };
}

/** An object with these keys and no other. */
export function objectOf(members: Readonly<Record<string, Form>>): Form {
  const keys = Object.keys(members);
  return (value, path) => {
    if (!isObject(value)) return { path, message: `${describeValue(value)} stands where an object should` };
    const unknown = Object.keys(value).find((key) => !Object.hasOwn(members, key));
    if (unknown !== undefined) return { path: [...path, unknown], message: `${quote(unknown)} is no key of this object; it has ${keys.join(', ')}` };
    for (const [key, form] of Object.entries(members)) {
      if (!Object.hasOwn(value, key)) return { path, message: `${quote(key)} is missing` };
      const flaw = form(value[key], [...path, key]);
      if (flaw !== null) return flaw;
    }
    return null;
  };
}

export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** No value in a policy document is nested deeper. */
const MAX_DEPTH = 32;

/** Any JSON value that a document can hold. */
export const isAnyValue: Form = (value, path) => (depthWithin(value, MAX_DEPTH) ? null : { path, message: `the value is nested more than ${MAX_DEPTH} deep` });

function depthWithin(value: unknown, most: number): boolean {
  if (typeof value !== 'object' || value === null) return true;
  return most > 0 && Object.values(value).every((member) => depthWithin(member, most - 1));
}
