// Lines of a report broken between words for a terminal, with what follows below the value that it belongs to.

import { stripVTControlCharacters } from 'node:util';
import type { Output } from './io.js';

/** A file or another program gets lines as long as they are, which are easier to search. */
export function widthOf(output: Output): number {
  return output.terminal ? output.columns : Infinity;
}

/**
 * A word longer than the width stays whole, so that a fingerprint can be copied.
 *
 * @param line - safe for a terminal already; colours count for nothing
 * @param width - in columns; Infinity leaves the line alone
 */
export function wrappedLine(line: string, width: number): string {
  if (columnsOf(line) <= width) return line;
  const hang = hangOf(line, width);
  const rows: string[] = [];
  let row = '';
  for (const word of line.match(/ *[^ ]+/g) ?? []) {
    if (row.trim() === '' || columnsOf(row + word) <= width) row += word;
    else {
      rows.push(row);
      row = ' '.repeat(hang) + word.trimStart();
    }
  }
  return [...rows, row].join('\n');
}

/** Where the value begins: after the name of a field, and two blanks. */
function hangOf(line: string, width: number): number {
  const hang = /^ *(?:\S+(?: \S+)*? {2,})?/.exec(stripVTControlCharacters(line))?.[0].length ?? 0;
  return hang > width / 2 ? 0 : hang;
}

/** Code points: near enough, as what comes from servers is ASCII. */
function columnsOf(text: string): number {
  return Array.from(stripVTControlCharacters(text)).length;
}
