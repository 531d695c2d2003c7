// Takes the header block off the front of a message that comes in pieces, within a bound.

import { JoinedPieces } from './joined-pieces.js';

/** `more`: the header block has not ended yet. `too-long`: it has not ended within the bound, and no more of it is wanted. */
export type HeaderBlockState = 'more' | 'complete' | 'too-long';

/**
 * Keeps the pieces of a message until its header block has ended (RFC 5322 section 2.1: at the first empty line; lines end with CRLF or LF, as clause S-4.6
 * reads them). What it kept is the beginning of the message, every byte, whatever comes of it.
 *
 * @example
 * const reader = new HeaderBlockReader(1_048_576);
 * for await (const piece of stream) if (reader.take(piece) !== 'more') break;
 * reader.pieces; // to hand on, before the rest of the stream
 */
export class HeaderBlockReader {
  private readonly longest: number;
  private readonly kept = new JoinedPieces();
  private size = 0;
  private lineIsEmpty = true;
  private afterCarriageReturn = false;
  private current: HeaderBlockState = 'more';

  /** @param longest - bytes that a header block may have, its empty line included */
  constructor(longest: number) {
    this.longest = longest;
  }

  get state(): HeaderBlockState {
    return this.current;
  }

  /** All that was taken, in order; small pieces are joined. The last one may reach into the body. */
  get pieces(): readonly Uint8Array[] {
    return this.kept.pieces;
  }

  /** Bytes of the header block so far, its empty line included; where it is too long, of all that was taken of it. */
  get length(): number {
    return this.size;
  }

  /** @throws RangeError once the state is another than `more` */
  take(piece: Uint8Array): HeaderBlockState {
    if (this.current !== 'more') throw new RangeError('the header block has ended; hand the pieces after it on as they come');
    this.kept.add(piece);
    const end = this.endWithin(piece);
    this.size += end ?? piece.length;
    this.current = this.size > this.longest ? 'too-long' : end === null ? 'more' : 'complete';
    return this.current;
  }

  /** How many bytes of the piece belong to the header block; null: all of them, and it goes on. Lines are skipped whole: nothing in them can end it. */
  private endWithin(piece: Uint8Array): number | null {
    let at = 0;
    for (;;) {
      if (this.lineIsEmpty) {
        if (at === piece.length) return null;
        const code = piece[at];
        if (code === LF) return at + 1;
        if (code === CR && !this.afterCarriageReturn) {
          this.afterCarriageReturn = true;
          at++;
          continue;
        }
        this.lineIsEmpty = false;
      }
      const lineFeed = piece.indexOf(LF, at);
      if (lineFeed === -1) return null;
      at = lineFeed + 1;
      this.lineIsEmpty = true;
      this.afterCarriageReturn = false;
    }
  }
}

const CR = 0x0d;
const LF = 0x0a;
