// Text from messages and policies in an explanation: nothing in it hides, reorders or breaks lines (S-10.3).

const MAX_SHOWN = 120;
/** Controls, bidi controls and other format characters, separators but the blank, private use, lone surrogates, and what is not displayed at all. */
const HIDDEN = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Co}\p{Cs}\p{Default_Ignorable_Code_Point}]|(?! )\p{Zs}/gu;

/** In backquotes, on one line, of bounded length; what would not be seen is written `\x{HEX}`. */
export function quoted(text: string): string {
  return `\`${visible(text)}\``;
}

/** As {@link quoted}, without the quotes: for a reply line, which is longer than a name. */
export function visible(text: string, limit: number = MAX_SHOWN): string {
  const characters = [...text.slice(0, 2 * (limit + 1))];
  const shown = withoutHidden(characters.slice(0, limit).join(''));
  return characters.length > limit ? `${shown}…` : shown;
}

/** Of any length. */
export function withoutHidden(text: string): string {
  return text.replace(HIDDEN, escapedCharacter);
}

export function escapedCharacter(character: string): string {
  return `\\x{${(character.codePointAt(0) ?? 0).toString(16).toUpperCase()}}`;
}

const MAX_LISTED = 5;

/** The first few, and how many more there are. */
export function few(items: readonly string[], most: number = MAX_LISTED): string[] {
  return items.length <= most ? [...items] : [...items.slice(0, most), `and ${items.length - most} more`];
}
