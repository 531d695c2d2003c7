// Addresses and domains that stand in text a reader sees, as in `"ceo@partner.example" <x@evil.example>`: what they could be taken for.

import { parseAddress } from '../model/address.js';
import { parseDomain } from '../model/domain.js';

/** What neither a domain nor an address without quotes holds, as far as display text goes: blanks, controls, quotation marks, dashes, symbols. */
const SEPARATOR = /[^\p{L}\p{M}\p{N}\u200C-\u200D.\u3002\uFF0E\uFF61@!#$%&'*+/=?^_`{|}~-]/u;
/** What is rare in names: it parts the words of a URL, say, where the whole cannot be read. */
const BEYOND_WORDS = /[!#$%&'*/=?^`{|}~]/u;
/** From the first to the last letter or digit: a name without the quotes, full stops and slashes around it. */
const CORE = /[\p{L}\p{M}\p{N}].*[\p{L}\p{M}\p{N}]/u;

/** UTF-16 units: more text than anything shows, and longer than a name is. What is beyond is left alone. */
const MAX_TEXT = 20_000;
const MAX_RUN = 512;

/**
 * The addresses and dotted domains in texts, canonical but for the case of local parts, each once and in the order of the texts. Linear in the
 * texts, of which the first 20,000 UTF-16 units are read.
 *
 * @example candidatesIn(['the CEO (ceo@partner.example)', 'see www.partner.example!']) // ['ceo@partner.example', 'www.partner.example']
 * @see clauses S-3.3 and S-11.2
 */
export function candidatesIn(texts: readonly string[]): string[] {
  const text = texts.join(' ');
  const runs = text.slice(0, MAX_TEXT).split(SEPARATOR);
  if (text.length > MAX_TEXT) runs.pop(); // it may be cut
  return [...new Set(runs.flatMap(candidatesInRun))];
}

/** The longest reading wins: the whole run, else its words. */
function candidatesInRun(run: string): string[] {
  if (run.length > MAX_RUN) return [];
  const whole = readCandidate(run);
  return whole !== null ? [whole] : run.split(BEYOND_WORDS).flatMap((word) => readCandidate(word) ?? []);
}

function readCandidate(run: string): string | null {
  const text = CORE.exec(run)?.[0];
  if (text === undefined) return null;
  if (text.includes('@')) return parseAddress(text, true)?.text ?? null;
  const domain = parseDomain(text);
  return domain?.includes('.') === true ? domain : null;
}
