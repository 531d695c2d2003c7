// Where in a JSON text something stands: a value by its path, or the first character that is no JSON (RFC 8259). Only looked for where something is
// wrong, for JSON.parse is faster and its messages name no place in every runtime.

/** The place of the value, or of what comes nearest to it; where the text is no JSON, the place where it ceases to be. In UTF-16 units from 0. */
export function placeInJson(text: string, path: readonly (string | number)[]): number {
  const scanner = new Scanner(text, path);
  try {
    scanner.scan();
    return scanner.place;
  } catch (error) {
    if (error instanceof SyntaxPlace) return error.place;
    throw error;
  }
}

class SyntaxPlace extends Error {
  readonly place: number;

  constructor(place: number) {
    super('no JSON');
    this.place = place;
  }
}

const BLANKS = /[ \t\r\n]*/y;
const SCALAR = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null/y;
// eslint-disable-next-line no-control-regex -- control characters are what a JSON string may not hold
const PLAIN = /[^"\\\u0000-\u001f]+/y;
const ESCAPE = /\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})/y;
/** The scanner calls itself for each level. */
const MAX_DEPTH = 200;

class Scanner {
  place = 0;
  private at = 0;
  private readonly text: string;
  private readonly path: readonly (string | number)[];

  constructor(text: string, path: readonly (string | number)[]) {
    this.text = text;
    this.path = path;
  }

  scan(): void {
    this.value(0, true);
    this.skip(BLANKS);
    if (this.at < this.text.length) this.fail();
  }

  /** @param depth - how much of the path led here @param onPath - whether all of it did */
  private value(depth: number, onPath: boolean): void {
    this.skip(BLANKS);
    if (onPath) this.place = this.at;
    // Deeper than any record: what is wrong was met on the way.
    if (depth > MAX_DEPTH) throw new SyntaxPlace(this.place);
    const first = this.text.charAt(this.at);
    if (first === '{') this.members(depth, onPath, '}');
    else if (first === '[') this.members(depth, onPath, ']');
    else if (first === '"') this.string();
    else if (!this.skip(SCALAR)) this.fail();
  }

  private members(depth: number, onPath: boolean, close: '}' | ']'): void {
    this.at++;
    this.skip(BLANKS);
    if (this.take(close)) return;
    let index = 0;
    do {
      const key = close === '}' ? this.key() : index++;
      this.value(depth + 1, onPath && this.path[depth] === key);
      this.skip(BLANKS);
    } while (this.take(','));
    if (!this.take(close)) this.fail();
  }

  private key(): string {
    this.skip(BLANKS);
    const start = this.at;
    if (this.text.charAt(start) !== '"') this.fail();
    this.string();
    const key = JSON.parse(this.text.slice(start, this.at)) as string;
    this.skip(BLANKS);
    if (!this.take(':')) this.fail();
    return key;
  }

  /** Piece by piece: one pattern for all of them keeps its way back, and overflows on a text of many millions of characters. */
  private string(): void {
    for (this.at++; !this.take('"'); ) if (!this.skip(PLAIN) && !this.skip(ESCAPE)) this.fail();
  }

  private skip(pattern: RegExp): boolean {
    pattern.lastIndex = this.at;
    if (!pattern.test(this.text)) return false;
    this.at = pattern.lastIndex;
    return true;
  }

  private take(character: string): boolean {
    if (this.text.charAt(this.at) !== character) return false;
    this.at++;
    return true;
  }

  private fail(): never {
    throw new SyntaxPlace(this.at);
  }
}
