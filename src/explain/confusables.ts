// The skeleton of UTS 39: two texts that look the same have the same skeleton. For explanations and lint only; nothing is matched by it (S-3.3).

import { CONFUSABLES } from './confusables-data.js';

/**
 * The skeleton of a text: decomposed, without what is not displayed, each character replaced by the prototype of all that look like it.
 * It is good for comparing only.
 *
 * @param text - any text; the data covers what can stand in a domain and what can imitate an ASCII local part
 * @example skeleton('раураl') === skeleton('paypal') // the first is Cyrillic but for its last letter
 * @see clause S-11.2; UTS 39 section 4
 */
export function skeleton(text: string): string {
  const prototypes = prototypeTable();
  const decomposed = text.normalize('NFD').replace(/\p{Default_Ignorable_Code_Point}/gu, '');
  return decomposed.replace(NOT_ITS_OWN, (character) => prototypes.get(character) ?? character).normalize('NFD');
}

/** Most characters of most domains are the prototypes of themselves: no need to look these up. */
const NOT_ITS_OWN = /[^a-ln-z2-9.@-]/gu;

/**
 * A skeleton that does not tell case apart, as domains do not: `0` has the prototype `O`, and looks like `o` too. The second round is for
 * letters that are confusable in lower case only (`M` has no prototype, `m` has `rn`).
 */
export function caselessSkeleton(text: string): string {
  return skeleton(skeleton(text).toLowerCase());
}

let table: ReadonlyMap<string, string> | null = null;

/** Read when it is first needed: evaluation never needs it. */
function prototypeTable(): ReadonlyMap<string, string> {
  table ??= readTable(CONFUSABLES);
  return table;
}

function readTable(packed: string): Map<string, string> {
  const prototypes = new Map<string, string>();
  for (const group of packed.split(' ')) {
    const equals = group.indexOf('=');
    const characters = group.slice(0, equals).split('.').map((code) => String.fromCodePoint(fromBase36(code))).join('');
    let source = 0;
    for (const distance of group.slice(equals + 1).split('+')) {
      source += fromBase36(distance);
      prototypes.set(String.fromCodePoint(source), characters);
    }
  }
  return prototypes;
}

function fromBase36(digits: string): number {
  return Number.parseInt(digits, 36);
}
