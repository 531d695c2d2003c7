// Maps of the document by names that it is free to choose: `__proto__` is a name like any other (S-1.4).

import { quote } from '../model/quotation.js';
import { byCodeUnits } from '../model/text.js';
import { refusal } from './edit-result.js';
import type { EditIssueCode, Remarks } from './edit-result.js';

/** One more name, in the order of names. */
export function withName<T>(map: Readonly<Record<string, T>>, name: string, value: T): Record<string, T> {
  return Object.fromEntries([...Object.entries(map), [name, value] as const].sort(([a], [b]) => byCodeUnits(a, b)));
}

export function withoutName<T>(map: Readonly<Record<string, T>>, name: string): Record<string, T> {
  return Object.fromEntries(Object.entries(map).filter(([each]) => each !== name));
}

/** @param noun - what has the name, as in `route` */
export function taken(code: EditIssueCode, path: readonly string[], noun: string, name: string): Remarks {
  return refusal(code, path, `there is a ${noun} ${quote(name)} already; choose another name`);
}
