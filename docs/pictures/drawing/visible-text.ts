// Text from policies and messages in a picture: nothing in it is markup, hides or reorders its neighbours, and none of it is longer than a picture can bear (S-10.3).

const MAX_SHOWN = 90;
/** What is not seen, or moves what stands beside it; the noncharacters, for XML cannot carry all of them. */
const HIDDEN = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Co}\p{Cs}\p{Default_Ignorable_Code_Point}\p{Noncharacter_Code_Point}]|(?! )\p{Zs}/gu;

/** On one line, of bounded length; what would not be seen is written `\x{HEX}` (RFC 6533). */
export function visible(text: string, limit: number = MAX_SHOWN): string {
  const characters = [...text.slice(0, 2 * (limit + 1))];
  const shown = characters.slice(0, limit).join('').replace(HIDDEN, hexadecimal);
  return characters.length > limit ? `${shown}…` : shown;
}

/** As the content of an element or of an attribute in double quotes. Every text of a picture passes through here. */
export function escaped(text: string): string {
  return text.replace(HIDDEN, hexadecimal).replace(/[&<>"']/g, (character) => ENTITIES[character] ?? '');
}

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

function hexadecimal(character: string): string {
  return `\\x{${(character.codePointAt(0) ?? 0).toString(16).toUpperCase()}}`;
}
