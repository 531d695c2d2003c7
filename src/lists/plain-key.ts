// The fast path of every evaluation: a plain address is checked, folded and hashed in one pass over its characters, from the end to the front, so
// that the sum of its domain is met on the way to its own. Plain is ASCII, a dot-atom, and nothing for IDNA to do: nearly all mail is addressed
// so. Whatever is not plain is left to the full reader (`model/address.ts`), which gives the same answer for what is: a property holds the two together.

import type { KeyBytes } from '../packed/key-bytes.js';
import { READY_PLACES } from '../packed/key-hash.js';

/** Fills the bytes of a key, and says what it found beside them. */
export class PlainKey {
  /** How long the domain is, and its sum: it is the beginning of the bytes. */
  domainLength = 0;
  domainSum = 0;
  /** Whether letters were folded, and the text is not canonical as it stands. */
  foldedLocalPart = false;
  foldedDomain = false;
  readonly key: KeyBytes;

  constructor(key: KeyBytes) {
    this.key = key;
  }

  /** Reads an address between two places of a text; false, and nothing to be relied on, for what is not plain. */
  readAddress(text: string, start: number, end: number): boolean {
    const length = end - start;
    return length <= READY_PLACES && this.readDomain(text, start, end) && this.domainLength < length && this.readLocalPart(text, start, end);
  }

  /** Reads an entry of a list: a domain, or an address. */
  readEntry(text: string, start: number, end: number): boolean {
    const length = end - start;
    // Who writes an asterisk at the beginning of an entry means a wildcard, well-formed or not.
    if (length > READY_PLACES || text.charCodeAt(start) === ASTERISK || !this.readDomain(text, start, end)) return false;
    if (this.domainLength < length) return this.readLocalPart(text, start, end);
    this.key.length = length;
    this.key.sum = this.domainSum;
    this.foldedLocalPart = false;
    return true;
  }

  /** What stands before the domain, and its `@`. */
  private readLocalPart(text: string, start: number, end: number): boolean {
    const { bytes, multipliers } = this.key;
    const length = end - start;
    let place = this.domainLength;
    let sum = this.domainSum;
    let before = DOT;
    let changes = 0;
    bytes[place] = AT;
    sum = (sum + Math.imul(multipliers[place] as number, AT)) | 0;
    for (place++; place < length; place++) {
      const code = text.charCodeAt(end - 1 - place);
      const folded = ATOM_TEXT[code] ?? 0;
      if (folded === 0 || (folded === DOT && before === DOT)) return false;
      bytes[place] = folded;
      sum = (sum + Math.imul(multipliers[place] as number, folded)) | 0;
      changes |= code ^ folded;
      before = folded;
    }
    this.key.length = length;
    this.key.sum = sum;
    this.foldedLocalPart = changes !== 0;
    return before !== DOT;
  }

  /** Letters, digits, single hyphens inside labels (S-2.1), up to an `@` or the beginning; the last label is not all digits. */
  private readDomain(text: string, start: number, end: number): boolean {
    const { bytes, multipliers } = this.key;
    const length = end - start;
    let sum = 0;
    let place = 0;
    let label = 0;
    let before = DOT;
    let letters = 0;
    let changes = 0;
    for (; place < length; place++) {
      const code = text.charCodeAt(end - 1 - place);
      if (code === AT) break;
      const folded = DOMAIN_TEXT[code] ?? 0;
      if (folded <= DOT) {
        if (folded === 0 || before <= DOT) return false;
        if (folded === HYPHEN) letters |= LETTER;
        else if (place - label > MAX_LABEL || (letters & LETTER) === 0) return false;
        else label = place + 1;
      }
      bytes[place] = folded;
      sum = (sum + Math.imul(multipliers[place] as number, folded)) | 0;
      letters |= folded;
      changes |= code ^ folded;
      before = folded;
    }
    this.domainLength = place;
    this.domainSum = sum;
    this.foldedDomain = changes !== 0;
    return place <= MAX_DOMAIN && before > DOT && place - label <= MAX_LABEL && (letters & LETTER) !== 0;
  }
}

const MAX_DOMAIN = 253;
const MAX_LABEL = 63;
const ASTERISK = 0x2a;
const HYPHEN = 0x2d;
const DOT = 0x2e;
const AT = 0x40;
/** The bit that letters have and digits have not. */
const LETTER = 0x40;

/** What each character is folded to; 0 for those that are not plain. Hyphen and dot come before all others. */
const DOMAIN_TEXT = foldings('-.');
/** Atext of RFC 5322 section 3.2.3, and the dot. */
const ATOM_TEXT = foldings(".!#$%&'*+-/=?^_`{|}~");

function foldings(besides: string): Uint8Array {
  const plain = `abcdefghijklmnopqrstuvwxyz0123456789${besides}`;
  return Uint8Array.from({ length: 0x80 }, (_, code) => {
    const folded = String.fromCharCode(code).toLowerCase();
    return plain.includes(folded) ? folded.charCodeAt(0) : 0;
  });
}
