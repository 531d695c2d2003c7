// Quoted-printable (RFC 2045 section 6.7): any bytes as lines of at most 76 printable ASCII characters.

const MAX_LINE = 75;

/** @param lines - a character for each byte, without line ends */
export function quotedPrintable(lines: readonly string[]): string {
  return lines.map(encodedLine).join('\r\n');
}

function encodedLine(line: string): string {
  let encoded = '';
  let length = 0;
  for (let at = 0; at < line.length; at++) {
    const token = encodedCharacter(line, at);
    if (length + token.length > MAX_LINE) {
      encoded += '=\r\n';
      length = 0;
    }
    encoded += token;
    length += token.length;
  }
  return encoded;
}

/** A blank at the end of a line could get lost on the way. */
function encodedCharacter(line: string, at: number): string {
  const code = line.charCodeAt(at);
  const isBlank = code === 0x20 || code === 0x09;
  if (isBlank ? at < line.length - 1 : code > 0x20 && code < 0x7f && code !== EQUALS) return line.charAt(at);
  return `=${code.toString(16).toUpperCase().padStart(2, '0')}`;
}

const EQUALS = 0x3d;
