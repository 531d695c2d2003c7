// The fast path for plain addresses and domains: ASCII, dot-atom, nothing for IDNA to do. Nearly all mail is addressed so, and every evaluation
// begins here, so it is one pass over the characters, without a regular expression and without a copy of what is canonical already. Whatever is
// not plain is left to the full readers (`address.ts`, `domain.ts`), which give the same answer for what is: a property holds them to it.

/** What a scan finds: text that is not plain, or plain text with or without upper-case letters. */
export const NOT_PLAIN = 0;
export const LOWER = 1;
export const MIXED = 2;
export type Plainness = typeof NOT_PLAIN | typeof LOWER | typeof MIXED;

/** Dot-string of RFC 5321 before `end`: atoms with one dot between two of them. */
export function scanPlainLocalPart(text: string, start: number, end: number): Plainness {
  let found: Plainness = LOWER;
  let afterDot = true;
  for (let at = start; at < end; at++) {
    const kind = KINDS[text.charCodeAt(at)] ?? OTHER;
    if (kind === DOT) {
      if (afterDot) return NOT_PLAIN;
      afterDot = true;
      continue;
    }
    if (kind === OTHER) return NOT_PLAIN;
    if (kind === UPPER) found = MIXED;
    afterDot = false;
  }
  return afterDot ? NOT_PLAIN : found;
}

/** A domain of letters, digits and hyphens (S-2.1) from `start` to `end`. Labels with hyphens in places 3 and 4 may be A-labels and are not plain. */
export function scanPlainDomain(text: string, start: number, end: number): Plainness {
  if (end - start > MAX_DOMAIN) return NOT_PLAIN;
  let found: Plainness = LOWER;
  let label = start;
  let before = DOT;
  let digits = true;
  for (let at = start; at < end; at++) {
    const kind = KINDS[text.charCodeAt(at)] ?? OTHER;
    if (kind === LETTER) digits = false;
    else if (kind === DOT) {
      if (before === DOT || before === HYPHEN || at - label > MAX_LABEL) return NOT_PLAIN;
      label = at + 1;
      digits = true;
    } else if (kind === UPPER) {
      found = MIXED;
      digits = false;
    } else if (kind === HYPHEN) {
      if (before === DOT || (before === HYPHEN && at - label === 3)) return NOT_PLAIN;
      digits = false;
    } else if (kind !== DIGIT) return NOT_PLAIN;
    before = kind;
  }
  // The last label may not be all digits, or the whole would be an IPv4 address.
  return before === DOT || before === HYPHEN || digits || end - label > MAX_LABEL ? NOT_PLAIN : found;
}

const MAX_DOMAIN = 253;
const MAX_LABEL = 63;

const OTHER = 0;
const LETTER = 1;
const UPPER = 2;
const DIGIT = 3;
const HYPHEN = 4;
const DOT = 5;
/** Any other character of an atom (RFC 5322 section 3.2.3). */
const ATOM = 6;

const KINDS: Uint8Array = Uint8Array.from({ length: 0x80 }, (_, code) => kindOf(String.fromCharCode(code)));

function kindOf(character: string): number {
  if (character >= 'a' && character <= 'z') return LETTER;
  if (character >= 'A' && character <= 'Z') return UPPER;
  if (character >= '0' && character <= '9') return DIGIT;
  if (character === '-') return HYPHEN;
  if (character === '.') return DOT;
  return "!#$%&'*+/=?^_`{|}~".includes(character) ? ATOM : OTHER;
}
