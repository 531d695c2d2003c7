// A run of words and dots: what a mailbox begins with. Only what follows the run tells whether it was a display name or a local part (S-4.2).

import type { Cursor } from './token.js';
import { DOT, peek, QUOTE, readAtom, readQuotedString, skipComments } from './token.js';

export interface Words {
  /** What the run means as a local part: one dot between two words and nothing else. Null if it is none. */
  readonly localPart: string | null;
  /** What the run says as a phrase: a display name or the name of a group; '' where nobody wants to be told. Null if there is no word. */
  readonly phrase: string | null;
}

/** The longest run of atoms, quoted strings and dots that begins with a word, with blanks and comments between them (`local-part`, `obs-phrase`). */
export function readWords(cursor: Cursor): Words {
  let localPart: string | null = '';
  let phrase: string | null = null;
  let afterWord = false;
  for (;;) {
    const start = cursor.at;
    skipComments(cursor);
    const apart = cursor.at > start;
    const isDot: boolean = phrase !== null && peek(cursor) === DOT;
    const word: string | null = isDot ? readDot(cursor) : readWord(cursor);
    if (word === null) return { localPart: afterWord ? localPart : null, phrase };
    // A dot must follow a word, and a word must not.
    localPart = localPart !== null && afterWord === isDot ? localPart + word : null;
    phrase = cursor.display === null ? '' : phrase === null ? word : phrase + (apart && !isDot ? ' ' : '') + word;
    afterWord = !isDot;
  }
}

function readDot(cursor: Cursor): string {
  cursor.at++;
  return '.';
}

function readWord(cursor: Cursor): string | null {
  if (peek(cursor) === QUOTE) return readQuotedString(cursor);
  const atom = readAtom(cursor);
  return atom === '' ? null : atom;
}
