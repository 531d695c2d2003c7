// JSON with places (RFC 8259). JSON.parse makes the value; this reader tells where everything stands, finds keys that are written twice, and says
// where and why a text is no JSON, which the messages of JSON.parse do not reliably do.

import type { SourceDocument, SourceMember, SourceNode, SourceProblem } from './source-document.js';

export function readJsonDocument(text: string): SourceDocument {
  const reader = new JsonReader(text);
  try {
    const root = reader.read();
    const { problems } = reader;
    return { value: problems.length === 0 ? JSON.parse(text) : undefined, problems, root };
  } catch (error) {
    if (!(error instanceof JsonSyntaxError)) throw error;
    return { value: undefined, problems: [{ code: 'syntax', offset: error.offset, message: error.message }], root: null };
  }
}

class JsonSyntaxError extends Error {
  readonly offset: number;

  constructor(offset: number, message: string) {
    super(message);
    this.offset = offset;
  }
}

/** No policy is nested deeper, and the reader calls itself for each level. */
const MAX_DEPTH = 200;
const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const WORD = /(?:true|false|null)(?![\w$])/y;
const BLANKS = /[ \t\r\n]*/y;
const HEX4 = /[0-9a-fA-F]{4}/y;

class JsonReader {
  readonly problems: SourceProblem[] = [];
  readonly #text: string;
  #at = 0;

  constructor(text: string) {
    this.#text = text;
  }

  read(): SourceNode {
    const root = this.#value(0);
    this.#match(BLANKS);
    if (this.#at < this.#text.length) this.#fail('the document ends here, but text follows; remove it');
    return root;
  }

  #value(depth: number): SourceNode {
    this.#match(BLANKS);
    if (depth > MAX_DEPTH) this.#fail(`values are nested more than ${MAX_DEPTH} deep`);
    const offset = this.#at;
    switch (this.#peek()) {
      case '{':
        return this.#object(depth);
      case '[':
        return this.#array(depth);
      case '"':
        this.#string();
        return scalar(offset);
    }
    if (!this.#match(WORD) && !this.#match(NUMBER)) this.#fail(this.#valueHint());
    return scalar(offset);
  }

  #object(depth: number): SourceNode {
    const offset = this.#at;
    const members = new Map<string, SourceMember>();
    this.#at++;
    this.#match(BLANKS);
    if (this.#take('}')) return collection(offset, members);
    do {
      this.#match(BLANKS);
      this.#member(members, depth);
      this.#match(BLANKS);
    } while (this.#take(','));
    if (!this.#take('}')) this.#fail(this.#endHint('}'));
    return collection(offset, members);
  }

  #member(members: Map<string, SourceMember>, depth: number): void {
    const keyOffset = this.#at;
    if (this.#peek() !== '"') this.#fail(this.#keyHint());
    const key = this.#string();
    this.#match(BLANKS);
    if (!this.#take(':')) this.#fail('expected a colon after the key');
    const node = this.#value(depth + 1);
    if (members.has(key)) this.problems.push({ code: 'duplicate-key', offset: keyOffset, message: `the key \`${key}\` is written twice in one object; keep one` });
    members.set(key, { keyOffset, node });
  }

  #array(depth: number): SourceNode {
    const offset = this.#at;
    const items = new Map<number, SourceMember>();
    this.#at++;
    this.#match(BLANKS);
    if (this.#take(']')) return collection(offset, items);
    do {
      this.#match(BLANKS);
      if (this.#peek() === ']') this.#fail('a comma before the closing bracket; remove it');
      const node = this.#value(depth + 1);
      items.set(items.size, { keyOffset: node.offset, node });
      this.#match(BLANKS);
    } while (this.#take(','));
    if (!this.#take(']')) this.#fail(this.#endHint(']'));
    return collection(offset, items);
  }

  /** Reads a string and gives what it means. */
  #string(): string {
    const start = this.#at++;
    for (;;) {
      const character = this.#peek();
      if (character === '') this.#failAt(start, 'the string that begins here is not closed; add a double quote');
      if (character < ' ') this.#fail('a control character or line break in a string; write it as an escape such as \\n');
      this.#at++;
      if (character === '"') return JSON.parse(this.#text.slice(start, this.#at)) as string;
      if (character === '\\') this.#escape();
    }
  }

  #escape(): void {
    const character = this.#peek();
    this.#at++;
    const known = character === 'u' ? this.#match(HEX4) : character !== '' && '"\\/bfnrt'.includes(character);
    if (!known) this.#failAt(this.#at - 2, 'an escape that JSON does not have; write \\\\ for a backslash');
  }

  #keyHint(): string {
    if (this.#peek() === '}') return 'a comma before the closing brace; remove it';
    return this.#commentHint() ?? 'expected a key in double quotes';
  }

  #valueHint(): string {
    if (this.#peek() === '') return this.#at === 0 || this.#text.trim() === '' ? 'the file is empty' : 'the text ends where a value is expected';
    if (this.#peek() === "'") return 'strings are written in double quotes';
    return this.#commentHint() ?? 'expected a value: an object, an array, a string in double quotes, a number, true, false or null';
  }

  #endHint(close: string): string {
    if (this.#peek() === '') return `the text ends before the closing \`${close}\``;
    return this.#commentHint() ?? `expected a comma or \`${close}\``;
  }

  #commentHint(): string | null {
    return this.#peek() === '/' || this.#peek() === '#' ? 'JSON has no comments; remove it, or write the policy as YAML' : null;
  }

  #peek(): string {
    return this.#text.charAt(this.#at);
  }

  #take(character: string): boolean {
    if (this.#peek() !== character) return false;
    this.#at++;
    return true;
  }

  #match(pattern: RegExp): boolean {
    pattern.lastIndex = this.#at;
    if (!pattern.test(this.#text)) return false;
    this.#at = pattern.lastIndex;
    return true;
  }

  #fail(message: string): never {
    this.#failAt(this.#at, message);
  }

  #failAt(offset: number, message: string): never {
    throw new JsonSyntaxError(offset, message);
  }
}

function scalar(offset: number): SourceNode {
  return { offset, collection: false, member: () => undefined };
}

function collection<Key extends string | number>(offset: number, members: ReadonlyMap<Key, SourceMember>): SourceNode {
  return { offset, collection: true, member: (key) => members.get(key as Key) };
}
