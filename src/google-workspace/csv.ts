// Tables as text (CSV, RFC 4180). GAM lets people choose the quote and the delimiter, and doubles backslashes beside (Python's csv writer with an escape
// character); no reader of CSV in the registries does both without something of Node.

export interface CsvDialect {
  /** Encloses a cell. Default `"`. */
  readonly quote: string;
  /** Stands between cells. Default `,`. */
  readonly delimiter: string;
}

export interface CsvRow {
  /** Where the row begins, from 1. */
  readonly line: number;
  readonly cells: readonly string[];
}

export type CsvReading =
  | { readonly ok: true; readonly columns: readonly string[]; readonly rows: readonly CsvRow[] }
  | { readonly ok: false; readonly line: number; readonly message: string };

/** All rows that are not blank. The first one names the columns, and each other one has as many cells. */
export function readCsv(text: string, dialect: CsvDialect): CsvReading {
  try {
    const [header, ...rows] = new CsvReader(text, dialect).rows();
    if (header === undefined) return { ok: false, line: 1, message: 'the table has no row' };
    const columns = header.cells;
    const uneven = rows.find(({ cells }) => cells.length !== columns.length);
    if (uneven !== undefined) return { ok: false, line: uneven.line, message: `the row has ${uneven.cells.length} cells, and the first row has ${columns.length}` };
    return { ok: true, columns, rows };
  } catch (error) {
    if (!(error instanceof CsvSyntaxError)) throw error;
    return { ok: false, line: error.line, message: error.message };
  }
}

/** A table in which every run of backslashes has an even length may have been written with each of them doubled; this is what it was then. Else null. */
export function withoutDoubledBackslashes(rows: readonly CsvRow[]): readonly CsvRow[] | null {
  if (rows.some(({ cells }) => cells.some((cell) => ODD_RUN.test(cell)))) return null;
  return rows.map(({ line, cells }) => ({ line, cells: cells.map((cell) => cell.replaceAll('\\\\', '\\')) }));
}

const ODD_RUN = /(?<!\\)(?:\\\\)*\\(?!\\)/;

class CsvSyntaxError extends Error {
  readonly line: number;

  constructor(line: number, message: string) {
    super(message);
    this.line = line;
  }
}

class CsvReader {
  readonly #text: string;
  readonly #quote: string;
  readonly #delimiter: string;
  /** The end of a cell without quotes, or a quote that should not be there. */
  readonly #plainEnd: RegExp;
  #at = 0;
  #line = 1;

  constructor(text: string, { quote, delimiter }: CsvDialect) {
    this.#text = text;
    this.#quote = quote;
    this.#delimiter = delimiter;
    this.#plainEnd = new RegExp(`[\\r\\n${escaped(quote)}${escaped(delimiter)}]|$`, 'g');
  }

  rows(): readonly CsvRow[] {
    const rows: CsvRow[] = [];
    while (this.#at < this.#text.length) {
      const line = this.#line;
      const cells = this.#row();
      if (cells.length > 1 || cells[0] !== '') rows.push({ line, cells });
    }
    return rows;
  }

  #row(): string[] {
    const cells = [this.#cell()];
    while (this.#take(this.#delimiter)) cells.push(this.#cell());
    if (this.#at < this.#text.length && !this.#takeLineBreak()) this.#fail('a cell goes on behind its closing quote');
    return cells;
  }

  #cell(): string {
    return this.#take(this.#quote) ? this.#quotedCell() : this.#plainCell();
  }

  #plainCell(): string {
    const start = this.#at;
    this.#plainEnd.lastIndex = start;
    this.#at = this.#plainEnd.exec(this.#text)?.index ?? this.#text.length;
    if (this.#text.startsWith(this.#quote, this.#at)) this.#fail(`a quote ${this.#quote} in a cell that does not begin with one`);
    return this.#text.slice(start, this.#at);
  }

  /** The opening quote is read. A doubled quote is one. */
  #quotedCell(): string {
    const opened = this.#line;
    let cell = '';
    for (;;) {
      const end = this.#text.indexOf(this.#quote, this.#at);
      if (end === -1) throw new CsvSyntaxError(opened, `a cell that begins with ${this.#quote} is not closed`);
      const part = this.#text.slice(this.#at, end);
      cell += part;
      this.#line += part.match(LINE_BREAKS)?.length ?? 0;
      this.#at = end + 1;
      if (!this.#take(this.#quote)) return cell;
      cell += this.#quote;
    }
  }

  #take(word: string): boolean {
    if (!this.#text.startsWith(word, this.#at)) return false;
    this.#at += word.length;
    return true;
  }

  #takeLineBreak(): boolean {
    const taken = this.#take('\r\n') || this.#take('\n') || this.#take('\r');
    if (taken) this.#line += 1;
    return taken;
  }

  #fail(message: string): never {
    throw new CsvSyntaxError(this.#line, message);
  }
}

const LINE_BREAKS = /\r\n|\r|\n/g;

function escaped(character: string): string {
  return character.replace(/[\\\]^-]/g, '\\$&');
}
