// What an edit is given: what is no text, or no object, is misuse (S-12.4); a name of nothing is told, with the one that was probably meant (S-15.3).

import { describeValue, quote } from '../model/quotation.js';
import { Suggestions } from '../policy/suggestion.js';
import type { EditIssueCode, Remarks } from './edit-result.js';
import { refusal } from './edit-result.js';

/** @throws TypeError for what is no text @param what - as in `the name of a route` */
export function checkText(value: unknown, what: string): string {
  if (typeof value === 'string') return value;
  throw new TypeError(`${what} must be text, not ${describeValue(value)}`);
}

/** @throws TypeError for what is no plain object @param what - as in `the changes of a route` */
export function checkObject(value: unknown, what: string): object {
  if (isPlainObject(value)) return value;
  const found = describeValue(value);
  throw new TypeError(`${what} must be ${found === 'an object' ? 'a plain object, not an instance of a class' : `an object, not ${found}`}`);
}

/** A Map or other instance keeps what it says where it is not looked for, and would be changes that change nothing. */
export function isPlainObject(value: unknown): value is object {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  // That of another realm's objects has no prototype either.
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}

/** Undefined would be as if left out of the document (S-1.5). @throws TypeError for it @param what - as in `the mode of a setting` */
export function checkGiven<T>(value: T, what: string): T {
  if (value !== undefined) return value;
  throw new TypeError(`${what} must be given`);
}

/** A misspelt option would be one that is quietly not there (S-12.4). @throws TypeError for what is no object, and for an option that is not known */
export function checkOptions<T extends object>(options: T, what: string, known: readonly string[]): T {
  const unknown = Object.keys(checkObject(options, `the options of ${what}`)).find((key) => !known.includes(key));
  if (unknown !== undefined) throw new TypeError(`${what} has no option ${quote(unknown)}; it has ${known.join(', ')}`);
  return withoutUndefined(options);
}

/** Undefined is as if left out (S-1.5). */
export function withoutUndefined<T extends object>(value: T): T {
  return Object.fromEntries(Object.entries(value).filter(([, member]) => member !== undefined)) as T;
}

type Path = readonly (string | number)[];

/** @param lead - what is said of the name, as in `there is no address list` */
export function unknownName(code: EditIssueCode, path: Path, lead: string, name: string, known: Iterable<string>): Remarks {
  return unknownNames(code, () => path, lead, [name], known);
}

/** Several, for whose suggestions together the work is bounded. */
export function unknownNames(code: EditIssueCode, pathOf: (name: string) => Path, lead: string, names: readonly string[], known: Iterable<string>): Remarks {
  const suggestions = new Suggestions();
  return names.flatMap((name) => {
    const meant = suggestions.nearest(name, known);
    return refusal(code, pathOf(name), `${lead} ${quote(name)}${meant === null ? '' : `; did you mean ${quote(meant)}?`}`);
  });
}
