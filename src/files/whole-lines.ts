// The whole lines of a file that comes in pieces, as bytes: UTF-8 has no LF or CR within a character, so lines end where those stand (CRLF, LF or CR).

/** No entry is so long, and a file without line breaks is not one of entries. In bytes, without the line break. */
export const LONGEST_LINE: number = 1 << 16;

/** Stands for one line that is longer than {@link LONGEST_LINE}, whose bytes are not kept. */
export const LONG_LINE = 'long-line';

/** Whole lines that follow one another, or a line that is too long. */
export type Lines = Uint8Array | typeof LONG_LINE;

/** All lines of a file, in their order; the last may have no line break. What is held is one piece and one line, however long the lines are. */
export async function* wholeLines(pieces: AsyncIterable<Uint8Array>): AsyncGenerator<Lines> {
  const cutter = new LineCutter();
  for await (const piece of pieces) yield* cutter.cut(piece);
  if (cutter.rest.length > 0) yield cutter.rest;
}

class LineCutter {
  /** What follows the last line break: a line that has not ended, with a CR at its end that may be half of CRLF. */
  rest: Uint8Array = NOTHING;
  /** The line that has not ended is too long, and was told of. */
  private isLong = false;

  *cut(piece: Uint8Array): Generator<Lines> {
    const bytes = this.rest.length === 0 ? piece : Buffer.concat([this.rest, piece]);
    const end = bytes.at(-1) === CR ? bytes.length - 1 : bytes.length;
    const unfinished = yield* this.cutLines(bytes.subarray(0, end));
    // A copy, as the piece is not to be held for the sake of its last line.
    this.rest = Uint8Array.from(bytes.subarray(unfinished));
  }

  /** @returns where the line begins that has not ended; the end, if it is too long to be held */
  private *cutLines(bytes: Uint8Array): Generator<Lines, number> {
    let at = this.isLong ? endOfLine(bytes, 0) : 0;
    while (at !== NOWHERE) {
      const end = endOfLines(bytes, at);
      if (end > at) yield bytes.subarray(at, end);
      this.isLong = bytes.length - end > LONGEST_LINE;
      if (!this.isLong) return end;
      yield LONG_LINE;
      at = endOfLine(bytes, end + LONGEST_LINE);
    }
    return bytes.length;
  }
}

/** Where the lines from a place on end of which none is too long. Looks at few bytes: between two line breaks that are near, every line is short. */
function endOfLines(bytes: Uint8Array, start: number): number {
  let end = start;
  for (;;) {
    const near = bytes.subarray(end, end + LONGEST_LINE + 1);
    const lineFeed = near.lastIndexOf(LF);
    const last = lineFeed === NOWHERE ? near.lastIndexOf(CR) : lineFeed;
    if (last === NOWHERE) return end;
    end += last + 1;
  }
}

/** Where the line ends that a place is in, its line break included. */
function endOfLine(bytes: Uint8Array, start: number): number {
  for (let at = start; at < bytes.length; at++) {
    if (bytes[at] === LF) return at + 1;
    if (bytes[at] === CR) return bytes[at + 1] === LF ? at + 2 : at + 1;
  }
  return NOWHERE;
}

const NOTHING: Uint8Array = new Uint8Array(0);
const NOWHERE = -1;
const LF = 0x0a;
const CR = 0x0d;
