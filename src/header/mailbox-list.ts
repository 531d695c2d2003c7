// The list of mailboxes and groups in a From value: address-list of RFC 5322 with its obsolete forms (section 4.4), and of RFC 6854 and 6532 (S-4.2).
// What has a single reading is read; all else is no list at all, for mail software disagrees about it.

import { parseAddressLiteral } from '../model/address-literal.js';
import { makeAddress } from '../model/address.js';
import type { Address } from '../model/address.js';
import { LONGEST_DOMAIN, parseDomain } from '../model/domain.js';
import type { Cursor } from './token.js';
import { AT, COLON, COMMA, DOT, GREATER_THAN, LESS_THAN, OPENING_BRACKET, peek, readAtom, readDomainLiteral, SEMICOLON, skipComments } from './token.js';
import { readWords } from './words.js';

/** The addresses at the cursor and up to the end of the text, in order and with repetitions; null if the text is malformed. */
export function readMailboxList(cursor: Cursor, caseSensitive: boolean): Address[] | null {
  const addresses: Address[] = [];
  let inGroup = false;
  for (;;) {
    skipComments(cursor);
    const code = peek(cursor);
    if (Number.isNaN(code)) return inGroup ? null : addresses;
    if (code === COMMA) {
      cursor.at++;
      continue;
    }
    if (inGroup && code === SEMICOLON) {
      cursor.at++;
      inGroup = false;
    } else {
      const element = readElement(cursor, caseSensitive);
      if (element === null || (element === GROUP && inGroup)) return null;
      if (element === GROUP) {
        inGroup = true;
        continue;
      }
      addresses.push(element);
    }
    if (!isAtSeparator(cursor, inGroup)) return null;
  }
}

const GROUP = 'group';

function isAtSeparator(cursor: Cursor, inGroup: boolean): boolean {
  skipComments(cursor);
  const code = peek(cursor);
  return Number.isNaN(code) || code === COMMA || (inGroup && code === SEMICOLON);
}

/** A mailbox, or the beginning of a group up to its colon. */
function readElement(cursor: Cursor, caseSensitive: boolean): Address | typeof GROUP | null {
  const { localPart, phrase } = readWords(cursor);
  const code = peek(cursor);
  if (code === AT) return readAddress(cursor, localPart, caseSensitive);
  if (phrase !== null) cursor.display?.(phrase);
  if (code === LESS_THAN) return readAngleAddress(cursor, caseSensitive);
  if (code !== COLON || phrase === null) return null;
  cursor.at++;
  return GROUP;
}

function readAngleAddress(cursor: Cursor, caseSensitive: boolean): Address | null {
  cursor.at++;
  skipComments(cursor);
  if (!skipRoute(cursor)) return null;
  const address = readAddress(cursor, readWords(cursor).localPart, caseSensitive);
  if (peek(cursor) !== GREATER_THAN) return null;
  cursor.at++;
  return address;
}

/** The obsolete route `@a,@b:` yields no address (RFC 5322 section 4.4). False if there is one that is not valid. */
function skipRoute(cursor: Cursor): boolean {
  if (peek(cursor) !== AT && peek(cursor) !== COMMA) return true;
  let hasDomain = false;
  for (;;) {
    const code = peek(cursor);
    if (code !== AT && code !== COMMA) break;
    cursor.at++;
    if (code === COMMA) skipComments(cursor);
    else if (isDomain(readDomain(cursor)) && isRouteSeparator(peek(cursor))) hasDomain = true;
    else return false;
  }
  if (peek(cursor) !== COLON) return false;
  cursor.at++;
  return hasDomain;
}

function isRouteSeparator(code: number): boolean {
  return code === COMMA || code === COLON;
}

function isDomain(text: string): boolean {
  return (text.startsWith('[') ? parseAddressLiteral(text) : parseDomain(text)) !== null;
}

/** The address whose local part ends at the cursor. An encoded word there is an atom as any other: it is never decoded (S-4.2, RFC 2047 section 5). */
function readAddress(cursor: Cursor, localPart: string | null, caseSensitive: boolean): Address | null {
  if (localPart === null || peek(cursor) !== AT) return null;
  cursor.at++;
  return makeAddress(localPart, readDomain(cursor), caseSensitive);
}

/** The text of a domain or literal with what is around it; what is no domain by its grammar is given as a text that is no valid domain. */
function readDomain(cursor: Cursor): string {
  skipComments(cursor);
  const text = peek(cursor) === OPENING_BRACKET ? readDomainLiteral(cursor) : readDotAtom(cursor);
  skipComments(cursor);
  return text ?? '';
}

/** Atoms with one dot between two of them, and perhaps one at the end (S-4.6), with blanks and comments around each. */
function readDotAtom(cursor: Cursor): string | null {
  let domain = '';
  let afterAtom = false;
  for (;;) {
    skipComments(cursor);
    if (peek(cursor) === DOT) {
      cursor.at++;
      domain += '.';
      afterAtom = false;
      continue;
    }
    const atom = readAtom(cursor);
    if (atom === '') return domain;
    if (afterAtom || domain.length > LONGEST_DOMAIN) return null;
    domain += atom;
    afterAtom = true;
  }
}
