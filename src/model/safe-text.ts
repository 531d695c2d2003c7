// Text from messages, servers and policies, made safe for a reply line or a report (S-10.3).

/**
 * One line of printable ASCII of at most `limit` characters. Any other character is written `\x{HEX}`, the form that RFC 6533 gives to
 * characters that a 7-bit channel cannot carry; what is cut off ends in `...`.
 */
export function safeText(text: string, limit: number): string {
  let safe = '';
  // Every code point yields a character or more, so nothing after the first `limit + 1` can matter.
  for (const character of text.slice(0, 2 * (limit + 1))) {
    safe += isPrintable(character) ? character : `\\x{${(character.codePointAt(0) ?? 0).toString(16).toUpperCase()}}`;
    if (safe.length > limit) return `${safe.slice(0, Math.max(0, limit - ELLIPSIS.length))}${ELLIPSIS}`;
  }
  return safe;
}

function isPrintable(character: string): boolean {
  return character >= ' ' && character <= '~';
}

const ELLIPSIS = '...';
