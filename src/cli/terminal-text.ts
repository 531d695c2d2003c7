// Text from messages and policies, made safe for a terminal: nothing in it can move the cursor, change colours or turn the reading direction.

/** Control, format and line-breaking characters and lone surrogates are written `\x{HEX}`. */
export function terminalText(text: string): string {
  return text.replace(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu, (character) => `\\x{${(character.codePointAt(0) ?? 0).toString(16).toUpperCase()}}`);
}

/** The same for text of several lines, which keeps its line breaks. */
export function terminalLines(text: string): string {
  return text.split('\n').map(terminalText).join('\n');
}
