// The one text of a JSON value (RFC 8785): keys sorted by UTF-16 code units, no blanks, numbers and strings as ECMAScript writes them. A lone
// surrogate, which RFC 8785 does not take, is written as its escape, so that every value has one text and every text is UTF-8.

import { byCodeUnits } from '../model/text.js';

export function canonicalJson(value: unknown): string {
  let text = '';
  writeCanonicalJson(value, (piece) => (text += piece));
  return text;
}

/** Writes the text in pieces. @param value - plain JSON data, nested no deeper than the stack allows */
export function writeCanonicalJson(value: unknown, put: (piece: string) => void): void {
  if (typeof value !== 'object' || value === null) put(JSON.stringify(value));
  else if (Array.isArray(value)) writeArray(value, put);
  else writeObject(value as Readonly<Record<string, unknown>>, put);
}

function writeArray(items: readonly unknown[], put: (piece: string) => void): void {
  let separator = '[';
  for (const item of items) {
    put(separator);
    writeCanonicalJson(item, put);
    separator = ',';
  }
  put(items.length === 0 ? '[]' : ']');
}

function writeObject(object: Readonly<Record<string, unknown>>, put: (piece: string) => void): void {
  const keys = Object.keys(object).sort(byCodeUnits);
  let separator = '{';
  for (const key of keys) {
    put(`${separator}${JSON.stringify(key)}:`);
    writeCanonicalJson(object[key], put);
    separator = ',';
  }
  put(keys.length === 0 ? '{}' : '}');
}
