// Words and values from people and documents, quoted in messages to people: short, on one line, with nothing that could steer a terminal.

const MAX_SHOWN = 80;
/** Control characters, line separators, the marks that turn the direction of text, and other format characters, which are not seen. */
const UNSAFE = /[\p{Cc}\p{Cf}\p{Cs}\u2028\u2029]/gu;
const CONTROL = /\p{Cc}/u;

/** Text in backquotes; what cannot be shown is written `\u{HEX}`, and what is long is cut. */
export function quote(text: string): string {
  const shown = text.length > MAX_SHOWN ? `${text.slice(0, MAX_SHOWN)}…` : text;
  return `\`${shown.replace(UNSAFE, escapeCharacter)}\``;
}

/** Several words in a row, the first few of them. */
export function quoteAll(words: readonly string[]): string {
  const shown = words.slice(0, MAX_WORDS).map(quote).join(', ');
  return words.length > MAX_WORDS ? `${shown} and ${words.length - MAX_WORDS} more` : shown;
}

const MAX_WORDS = 20;

/** What kind of value stands where another was wanted. */
export function describeValue(value: unknown): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return value.length === 0 ? 'an empty list' : 'a list';
  if (typeof value === 'string') return value === '' ? 'empty text' : `the text ${quote(value)}`;
  if (typeof value === 'number') return `the number ${value}`;
  if (typeof value === 'boolean') return `${value}`;
  return value === undefined ? 'nothing' : 'an object';
}

/** Whether text has a control character, which no name, id or path may have (S-1.6). */
export function hasControlCharacter(text: string): boolean {
  return CONTROL.test(text);
}

function escapeCharacter(character: string): string {
  return `\\u{${(character.codePointAt(0) ?? 0).toString(16).toUpperCase()}}`;
}
