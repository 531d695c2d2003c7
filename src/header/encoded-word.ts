// Encoded words (RFC 2047): text for display that never yields an address (S-4.2). Plain ECMAScript; what is not valid stays as it is.

/** The text with its valid encoded words decoded; blanks between two of them go (RFC 2047 section 6.2). */
export function decodeEncodedWords(text: string): string {
  let decoded = '';
  let end = 0;
  let afterWord = false;
  for (const match of text.matchAll(ENCODED_WORDS)) {
    const word = decodeWord(match[1] ?? '', match[2] ?? '', match[3] ?? '');
    if (word === null) continue;
    const between = text.slice(end, match.index);
    decoded += (afterWord && /^[ \t]*$/.test(between) ? '' : between) + word;
    end = match.index + match[0].length;
    afterWord = true;
  }
  return decoded + text.slice(end);
}

function decodeWord(charset: string, encoding: string, encodedText: string): string | null {
  const bytes = encoding.toLowerCase() === 'q' ? bytesOfQ(encodedText) : bytesOfB(encodedText);
  return bytes === null ? null : textOfBytes(bytes, charset);
}

/** RFC 2047 section 4.2: `_` is a blank, `=XX` a byte. */
function bytesOfQ(encodedText: string): number[] | null {
  const bytes: number[] = [];
  for (let at = 0; at < encodedText.length; at++) {
    const char = encodedText.charAt(at);
    const code = encodedText.charCodeAt(at);
    if (code < 0x21 || code > 0x7e) return null;
    if (char !== '=') {
      bytes.push(char === '_' ? 0x20 : code);
      continue;
    }
    const hex = encodedText.slice(at + 1, at + 3);
    if (!/^[0-9A-F]{2}$/i.test(hex)) return null;
    bytes.push(Number.parseInt(hex, 16));
    at += 2;
  }
  return bytes;
}

/** RFC 2047 section 4.1: base64 with its padding. */
function bytesOfB(encodedText: string): number[] | null {
  if (encodedText.length % 4 !== 0) return null;
  const digits = encodedText.endsWith('==') ? encodedText.slice(0, -2) : encodedText.endsWith('=') ? encodedText.slice(0, -1) : encodedText;
  const bytes: number[] = [];
  let bits = 0;
  let held = 0;
  for (const digit of digits) {
    const value = BASE64.indexOf(digit);
    if (value === -1) return null;
    held = (held << 6) | value;
    bits += 6;
    if (bits < 8) continue;
    bits -= 8;
    bytes.push((held >> bits) & 0xff);
  }
  return bytes;
}

/** In the three charsets whose meaning needs no table; the language tag of RFC 2231 section 5 is dropped. */
function textOfBytes(bytes: readonly number[], charset: string): string | null {
  switch (charset.replace(/\*.*/, '').toLowerCase()) {
    case 'utf-8':
      return textOfUtf8(bytes);
    case 'us-ascii':
      return bytes.every((byte) => byte < 0x80) ? textOfUtf8(bytes) : null;
    case 'iso-8859-1':
      return bytes.map((byte) => String.fromCharCode(byte)).join('');
    default:
      return null;
  }
}

/** `decodeURIComponent` is the UTF-8 decoder of the language itself: it refuses what is not well-formed. */
function textOfUtf8(bytes: readonly number[]): string | null {
  try {
    return decodeURIComponent(bytes.map((byte) => `%${byte.toString(16).padStart(2, '0')}`).join(''));
  } catch {
    return null;
  }
}

const BASE64 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
/** No part can match a question mark, so a match is found or refused within its next three: linear. */
const ENCODED_WORDS = /=\?([^?]+)\?([BQ])\?([^?]+)\?=/gi;
