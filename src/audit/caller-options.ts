// Options that a caller gave.

import { describeValue, quote } from '../model/quotation.js';

/** A misspelt option would be one that is quietly not there: a head that nobody looks for, a filter that lets everything through (S-12.4). @throws TypeError */
export function checkKeys(options: unknown, known: readonly string[], what: string): void {
  if (typeof options !== 'object' || options === null) throw new TypeError(`the options of ${what} are an object with ${known.join(', ')}, not ${describeValue(options)}`);
  const unknown = Object.keys(options).find((key) => !known.includes(key));
  if (unknown !== undefined) throw new TypeError(`${what} has no option ${quote(unknown)}; it has ${known.join(', ')}`);
}
