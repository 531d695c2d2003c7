// UTF-8 (RFC 3629) without the host's encoder, which the language does not have. Bytes stand in a text whose characters are all below 0x100,
// so that whoever reads keys character by character reads their bytes as well.

import { isAscii } from './text.js';

/** The UTF-8 bytes of well-formed text, a character for each. */
export function utf8Bytes(text: string): string {
  if (isAscii(text)) return text;
  let bytes = '';
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0;
    if (code < 0x80) bytes += character;
    else if (code < 0x800) bytes += String.fromCharCode(0xc0 | (code >> 6), continuation(code));
    else if (code < 0x10000) bytes += String.fromCharCode(0xe0 | (code >> 12), continuation(code >> 6), continuation(code));
    else bytes += String.fromCharCode(0xf0 | (code >> 18), continuation(code >> 12), continuation(code >> 6), continuation(code));
  }
  return bytes;
}

function continuation(code: number): number {
  return 0x80 | (code & 0x3f);
}

/** The text of UTF-8 bytes, a character for each, or null if they are not UTF-8: overlong forms, surrogates and what is cut off are none. */
export function textOfUtf8(bytes: string): string | null {
  if (isAscii(bytes)) return bytes;
  let text = '';
  for (let at = 0; at < bytes.length; ) {
    const first = bytes.charCodeAt(at);
    const length = sequenceLength(first);
    const code = length === 0 || at + length > bytes.length ? NONE : codePoint(bytes, at, length);
    if (code < (LEAST[length] ?? 0) || code > 0x10ffff || (code >= 0xd800 && code <= 0xdfff)) return null;
    text += String.fromCodePoint(code);
    at += length;
  }
  return text;
}

/** 0 for a byte that begins nothing. */
function sequenceLength(first: number): number {
  if (first < 0x80) return 1;
  if (first < 0xc0 || first >= 0xf8) return 0;
  return first >= 0xf0 ? 4 : first >= 0xe0 ? 3 : 2;
}

/** NONE if a byte that should continue the sequence does not. */
function codePoint(bytes: string, at: number, length: number): number {
  const first = bytes.charCodeAt(at);
  let code = length === 1 ? first : first & (0x7f >> length);
  for (let next = at + 1; next < at + length; next++) {
    const byte = bytes.charCodeAt(next);
    if ((byte & 0xc0) !== 0x80) return NONE;
    code = (code << 6) | (byte & 0x3f);
  }
  return code;
}

const NONE = -1;
/** The least code point that needs a sequence of so many bytes. */
const LEAST: readonly number[] = [0, 0, 0x80, 0x800, 0x10000];
