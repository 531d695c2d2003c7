// Messages out of a stream of bytes: one message, or an mbox of many (RFC 4155). Only header blocks are kept; bodies, which no decision reads, go by.

/** The header block of a message up to its empty line, an mbox `From ` line included. */
export type HeaderBytes = Buffer;

/** A header block far beyond what mail servers take. */
export class HeaderTooLongError extends Error {
  override readonly name = 'HeaderTooLongError';

  constructor() {
    super(`its header is longer than ${MAX_HEADER / MEBIBYTE} MiB, so it is hardly mail; leave it out, or put an empty line between header and body`);
  }
}

/**
 * Splits a stream. A stream whose first line, after empty lines or without them, is no mbox `From ` line is one message, whatever its body says.
 * @throws HeaderTooLongError
 */
export async function* splitMessages(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<HeaderBytes> {
  const splitter = new MessageSplitter();
  const cutter = new LineCutter((length) => splitter.kept(length));
  for await (const chunk of chunks) yield* splitter.push(cutter.push(chunk));
  yield* splitter.push(cutter.end());
  yield* splitter.end();
}

const MEBIBYTE = 1 << 20;
const MAX_HEADER = 16 * MEBIBYTE;
/** More than a `From ` line has; the rest of a line of a body tells nothing. */
const MAX_BODY_LINE = 4096;

class MessageSplitter {
  /** Null in a body; empty before the first line. */
  #headers: Buffer[] | null = [];
  /** Bytes of the header block. */
  #length = 0;
  /** The first of the empty lines before the first line. */
  #leading: Buffer | null = null;
  #mbox = false;
  #afterEmptyLine = false;

  /** How many bytes are worth keeping of a line that is so long, or will be. */
  kept(length: number): number {
    if (this.#headers === null) return Math.min(length, MAX_BODY_LINE);
    if (this.#length + length > MAX_HEADER) throw new HeaderTooLongError();
    return length;
  }

  /** The header blocks that these lines complete. */
  *push(lines: Iterable<Buffer>): Generator<HeaderBytes> {
    for (const line of lines) {
      const headers = this.#line(line);
      if (headers !== null) yield headers;
    }
  }

  /** The header block that no empty line ended. */
  *end(): Generator<HeaderBytes> {
    const headers = this.#takeHeaders();
    if (headers !== null) yield headers;
  }

  #line(line: Buffer): HeaderBytes | null {
    if (this.#headers === null) return this.#bodyLine(line);
    if (this.#headers.length === 0) return this.#firstLine(line);
    this.#addHeader(line);
    return isEmptyLine(line) ? this.#takeHeaders() : null;
  }

  #bodyLine(line: Buffer): null {
    if (this.#mbox && this.#afterEmptyLine && isSeparator(line)) this.#addHeader(line);
    this.#afterEmptyLine = isEmptyLine(line);
    return null;
  }

  #firstLine(line: Buffer): HeaderBytes | null {
    if (isEmptyLine(line)) {
      this.#leading ??= line;
      return null;
    }
    // After an empty line it may be the first line of the body of a message without header.
    this.#mbox = this.#leading === null ? beginsWithFrom(line) : isSeparator(line);
    if (this.#leading !== null && !this.#mbox) return this.#takeHeaders();
    this.#addHeader(line);
    return null;
  }

  #addHeader(line: Buffer): void {
    this.#headers ??= [];
    this.#headers.push(line);
    this.#length += line.length;
  }

  #takeHeaders(): HeaderBytes | null {
    if (this.#headers === null) return null;
    const headers = this.#headers.length === 0 && this.#leading !== null ? this.#leading : Buffer.concat(this.#headers);
    this.#headers = null;
    this.#length = 0;
    this.#afterEmptyLine = true;
    return headers;
  }
}

const FROM = 'From ';
/** A `From ` line bears a time of day. In a body, a sentence that begins with "From " after an empty line seldom does. */
const SEPARATOR = /^From \S.*\d\d:\d\d/;

function beginsWithFrom(line: Buffer): boolean {
  return line.toString('latin1', 0, FROM.length) === FROM;
}

function isSeparator(line: Buffer): boolean {
  return SEPARATOR.test(line.toString('latin1'));
}

function isEmptyLine(line: Buffer): boolean {
  const text = line.toString('latin1', 0, 3);
  return text === '\n' || text === '\r\n';
}

const LINE_FEED = 0x0a;

/** Cuts chunks into lines with their line breaks; a line may begin in one chunk and end in another. */
class LineCutter {
  readonly #kept: (length: number) => number;
  #begun: Buffer[] = [];
  #length = 0;

  /** @param kept - how many bytes of a line of the given length, or of what there is of it so far, to keep */
  constructor(kept: (length: number) => number) {
    this.#kept = kept;
  }

  *push(chunk: Uint8Array): Generator<Buffer> {
    const bytes = Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength);
    let start = 0;
    for (let end = bytes.indexOf(LINE_FEED); end !== -1; end = bytes.indexOf(LINE_FEED, start)) {
      this.#add(bytes.subarray(start, end + 1));
      yield this.#take();
      start = end + 1;
    }
    this.#add(bytes.subarray(start));
  }

  *end(): Generator<Buffer> {
    if (this.#begun.length > 0) yield this.#take();
  }

  #add(piece: Buffer): void {
    const kept = this.#kept(this.#length + piece.length) - this.#length;
    if (kept === 0) return;
    this.#begun.push(piece.subarray(0, kept));
    this.#length += kept;
  }

  #take(): Buffer {
    const [first, ...others] = this.#begun;
    const line = first !== undefined && others.length === 0 ? first : Buffer.concat(this.#begun);
    this.#begun = [];
    this.#length = 0;
    return line;
  }
}
