// Messages out of a stream of bytes: one message, or an mbox of many (RFC 4155). Only header blocks are kept; bodies, which no decision reads, go by.

/** The header block of a message up to its empty line, an mbox `From ` line included. */
export type HeaderBytes = Buffer;

/** Splits a stream. A stream that does not begin with an mbox `From ` line is one message, whatever its body says. */
export async function* splitMessages(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<HeaderBytes> {
  const cutter = new LineCutter();
  const splitter = new MessageSplitter();
  for await (const chunk of chunks) yield* splitter.push(cutter.push(chunk));
  yield* splitter.push(cutter.end());
  yield* splitter.end();
}

class MessageSplitter {
  #headers: Buffer[] | null = [];
  #mbox = false;
  #afterEmptyLine = false;

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
    const empty = isEmptyLine(line);
    if (this.#headers === null) {
      if (this.#mbox && this.#afterEmptyLine && isSeparator(line)) this.#headers = [line];
      this.#afterEmptyLine = empty;
      return null;
    }
    if (this.#headers.length === 0) this.#mbox ||= line.toString('latin1', 0, FROM.length) === FROM;
    this.#headers.push(line);
    this.#afterEmptyLine = empty;
    return empty ? this.#takeHeaders() : null;
  }

  #takeHeaders(): HeaderBytes | null {
    if (this.#headers === null) return null;
    const headers = Buffer.concat(this.#headers);
    this.#headers = null;
    return headers;
  }
}

const FROM = 'From ';
/** A `From ` line bears a time of day. In a body, a sentence that begins with "From " after an empty line seldom does. */
const SEPARATOR = /^From \S.*\d\d:\d\d/;

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
  #begun: Buffer[] = [];

  *push(chunk: Uint8Array): Generator<Buffer> {
    const bytes = Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength);
    let start = 0;
    for (let end = bytes.indexOf(LINE_FEED); end !== -1; end = bytes.indexOf(LINE_FEED, start)) {
      yield this.#complete(bytes.subarray(start, end + 1));
      start = end + 1;
    }
    if (start < bytes.length) this.#begun.push(bytes.subarray(start));
  }

  *end(): Generator<Buffer> {
    if (this.#begun.length > 0) yield this.#complete(Buffer.alloc(0));
  }

  #complete(rest: Buffer): Buffer {
    if (this.#begun.length === 0) return rest;
    const line = Buffer.concat([...this.#begun, rest]);
    this.#begun = [];
    return line;
  }
}
