// Where given entries stand in a file of entries that was read without errors: for findings about them, which are few, so that no place is kept while reading.

import { createReadStream } from 'node:fs';
import { parseEntry } from '../model/address-list-entry.js';
import { forEachItem } from '../model/address-list-text.js';
import type { ListedFile } from './listed-files.js';
import type { Position } from './position.js';
import { LONG_LINE, wholeLines } from './whole-lines.js';

const PIECE = 1 << 20;

/** @param wanted - canonical values @returns the first place of each that the file has @throws what the file system throws */
export async function entryPlaces({ path }: Pick<ListedFile, 'path'>, wanted: ReadonlySet<string>, caseSensitive: boolean): Promise<Map<string, Position>> {
  const places = new Map<string, Position>();
  let line = 0;
  for await (const lines of wholeLines(createReadStream(path, { highWaterMark: PIECE }))) {
    // A line too long is an error, and a policy with errors has no other findings.
    if (lines === LONG_LINE) return places;
    const text = new TextDecoder('utf-8', { ignoreBOM: line > 0 }).decode(lines);
    line += forEachItem(text, (start, end, atLine, column) => {
      const reading = parseEntry(text.slice(start, end), caseSensitive);
      if (reading.ok && wanted.has(reading.value) && !places.has(reading.value)) places.set(reading.value, { line: line + atLine, column });
    });
    if (places.size === wanted.size) return places;
  }
  return places;
}
