// A file of entries, one a line, of any size: read piece by piece into the index, so that memory holds the entries and not the file.

import { createReadStream } from 'node:fs';
import { EntryTable } from '../policy/entries.js';
import type { ListsReading } from '../policy/entries.js';
import { forEachItem } from '../model/address-list-text.js';
import type { Finding } from './finding.js';
import { LineFindings } from './line-findings.js';

/** Where an entry file is, and what its entries are. */
export interface EntryFile {
  readonly path: string;
  /** As people know it, for findings. */
  readonly file: string;
  /** The place of its list in the policy's lists. */
  readonly list: number;
  readonly requireAuthentication: boolean;
}

/** So much is read at once. */
const PIECE = 1 << 20;
/** No entry is so long, and a file without line breaks is not one of entries. */
const LONGEST_LINE = 1 << 16;

/**
 * Entries are separated as in pasted text (S-3.2); lines end with LF or CRLF.
 *
 * @param progress - is told of the bytes of this file that are read
 * @returns what is wrong with its lines
 * @throws what the file system throws
 */
export async function readEntryFile(entries: EntryFile, reading: ListsReading, progress: (bytes: number) => void): Promise<Finding[]> {
  const { path, file, list, requireAuthentication } = entries;
  const table = new EntryTable(list, reading);
  const findings = new LineFindings(file);
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let rest = '';
  let line = 0;
  let bytesRead = 0;
  const take = (text: string): void => {
    line += forEachItem(text, (start, end, atLine, column) => {
      table.add(text, start, end, requireAuthentication, (severity, code, message) => findings.add(line + atLine, column, severity, code, message));
    });
  };
  for await (const piece of createReadStream(path, { highWaterMark: PIECE })) {
    const decoded = decode(decoder, piece as Uint8Array);
    if (decoded === null) return findings.stop(line + 1, 'encoding', 'the file is not valid UTF-8 near here; save it as UTF-8');
    const text = rest + decoded;
    const end = text.lastIndexOf('\n') + 1;
    take(text.slice(0, end));
    rest = text.slice(end);
    if (rest.length > LONGEST_LINE) return findings.stop(line + 1, 'long-line', `the line is longer than ${LONGEST_LINE} characters; write one entry a line`);
    bytesRead += (piece as Uint8Array).byteLength;
    progress(bytesRead);
  }
  if (decode(decoder) === null) return findings.stop(line + 1, 'encoding', 'the file ends within a UTF-8 character; it may have been cut off');
  take(rest);
  return findings.all();
}

function decode(decoder: InstanceType<typeof TextDecoder>, piece?: Uint8Array): string | null {
  try {
    return piece === undefined ? decoder.decode() : decoder.decode(piece, { stream: true });
  } catch {
    return null;
  }
}
