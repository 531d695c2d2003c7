// What a row of a table says, as its name: `to ann@bank.example, session none`.

import type { Draft, Refused } from '../policy/draft.js';
import type { RowFrame } from './policy-test-schema.js';

const MAX_LENGTH = 100;

/** Null where the row says nothing but what is expected. */
export function rowName(row: Exclude<Draft<RowFrame>, Refused>): string | null {
  const said = Object.entries(row).filter(([key]) => key !== 'expect' && key !== 'name');
  const words = said.map(([key, value]) => `${key} ${valueWords(value)}`).join(', ');
  if (words === '') return null;
  return words.length > MAX_LENGTH ? `${words.slice(0, MAX_LENGTH)}…` : words;
}

function valueWords(value: unknown): string {
  if (typeof value === 'string') return value;
  if (Array.isArray(value) && value.every((item) => typeof item === 'string')) return value.length === 0 ? 'none' : value.join(' and ');
  return JSON.stringify(value);
}
