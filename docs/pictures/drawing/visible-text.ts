// Text from policies and messages in a picture: nothing in it is markup, hides or reorders its neighbours, and none of it is longer than a picture can bear (S-10.3).

import { escapedCharacter, visible as visibleInText, withoutHidden } from '../../../src/explain/visible-text.js';

const MAX_SHOWN = 90;
/** XML cannot carry all of them. */
const NONCHARACTERS = /\p{Noncharacter_Code_Point}/gu;

/** On one line, of bounded length; what would not be seen is written `\x{HEX}` (RFC 6533), as it is in the text of an explanation. */
export function visible(text: string, limit: number = MAX_SHOWN): string {
  return visibleInText(text, limit).replace(NONCHARACTERS, escapedCharacter);
}

/** As the content of an element or of an attribute in double quotes. Every text of a picture passes through here. */
export function escaped(text: string): string {
  return withoutHidden(text).replace(NONCHARACTERS, escapedCharacter).replace(/[&<>"']/g, (character) => ENTITIES[character] ?? '');
}

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };
