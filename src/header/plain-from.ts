// The fast path for From values as nearly all mail has them: one plain address, bare, or in angle brackets after a display name of atoms or one quoted
// string. Whatever else stands in a value is left to the full reader (`mailbox-list.ts`), which gives the same answer for these: a property holds the
// two together.

import { parsePlainAddress } from '../model/address.js';
import type { Address } from '../model/address.js';
import { isBlank } from './header-field.js';

/** The one address of the value, or null if the value is not plain. */
export function readPlainFrom(value: string, caseSensitive: boolean): Address | null {
  const opening = value.indexOf('<');
  if (opening === -1) return parsePlainAddress(value, caseSensitive);
  let end = value.length;
  while (isBlank(value.charCodeAt(end - 1))) end--;
  if (value.charCodeAt(end - 1) !== GREATER_THAN || !isPlainDisplayName(value, opening)) return null;
  return parsePlainAddress(value.slice(opening + 1, end - 1), caseSensitive);
}

/** Blanks, a quoted string without quoted-pairs, blanks; or atoms, blanks and dots of which an atom comes first. */
function isPlainDisplayName(value: string, end: number): boolean {
  let at = 0;
  while (isBlank(value.charCodeAt(at))) at++;
  if (value.charCodeAt(at) !== QUOTE) return value.charCodeAt(at) !== DOT && areAll(PHRASE_TEXT, value, at, end);
  let closing = end - 1;
  while (isBlank(value.charCodeAt(closing))) closing--;
  return closing > at && value.charCodeAt(closing) === QUOTE && areAll(QUOTED_TEXT, value, at + 1, closing);
}

function areAll(texts: Uint8Array, value: string, start: number, end: number): boolean {
  for (let at = start; at < end; at++) if (texts[value.charCodeAt(at)] !== 1) return false;
  return true;
}

const QUOTE = 0x22;
const DOT = 0x2e;
const GREATER_THAN = 0x3e;

/** Atext, blank and dot. */
const PHRASE_TEXT = tableOf((character) => !'()<>[]:;@\\,"'.includes(character));
/** All that is printed but the quote and the backslash, and the tab. */
const QUOTED_TEXT = tableOf((character) => character !== '"' && character !== '\\');

/** Of printable ASCII and the tab. */
function tableOf(holds: (character: string) => boolean): Uint8Array {
  return Uint8Array.from({ length: 0x7f }, (_, code) => Number((code === 0x09 || code >= 0x20) && holds(String.fromCharCode(code))));
}
