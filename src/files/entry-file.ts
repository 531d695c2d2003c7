// A file of entries, one a line, of any size: read piece by piece into the index, so that memory holds the entries and not the file.

import { createReadStream } from 'node:fs';
import { EntryTable } from '../policy/entries.js';
import type { ListsReading } from '../policy/entries.js';
import { forEachItem } from '../model/address-list-text.js';
import { invalidUtf8 } from './encoding.js';
import type { InvalidUtf8 } from './encoding.js';
import type { Finding } from './finding.js';
import { LineFindings } from './line-findings.js';
import { LONG_LINE, LONGEST_LINE, wholeLines } from './whole-lines.js';

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

/**
 * Entries are separated as in pasted text (S-3.2); lines end with LF, CRLF or CR. A line that is too long is passed over, as an error; the reading ends
 * where the file stops being UTF-8.
 *
 * @param progress - is told of the bytes of this file that are read
 * @returns what is wrong with its lines
 * @throws what the file system throws
 */
export async function readEntryFile(entries: EntryFile, reading: ListsReading, progress: (bytes: number) => void): Promise<Finding[]> {
  const reader = new EntryLines(entries, reading);
  for await (const lines of wholeLines(piecesOf(entries.path, progress))) {
    const invalid = lines === LONG_LINE ? reader.passLongLine() : reader.read(lines);
    if (invalid !== null) return reader.stop(invalid);
  }
  return reader.findings.all();
}

/** Those of a file; progress is told when the reader has done with one. */
async function* piecesOf(path: string, progress: (bytes: number) => void): AsyncGenerator<Uint8Array> {
  let bytesRead = 0;
  for await (const piece of createReadStream(path, { highWaterMark: PIECE })) {
    yield piece as Uint8Array;
    bytesRead += (piece as Uint8Array).byteLength;
    progress(bytesRead);
  }
}

class EntryLines {
  readonly findings: LineFindings;
  private readonly table: EntryTable;
  private readonly requireAuthentication: boolean;
  /** How many lines were read. */
  private line = 0;

  constructor({ file, list, requireAuthentication }: EntryFile, reading: ListsReading) {
    this.findings = new LineFindings(file);
    this.table = new EntryTable(list, reading);
    this.requireAuthentication = requireAuthentication;
  }

  passLongLine(): null {
    this.line++;
    this.findings.add(this.line, 1, 'error', LONG_LINE, `the line is longer than ${LONGEST_LINE} bytes; write one entry a line`);
    return null;
  }

  /** What keeps the lines from being read, or null. A byte order mark at the beginning of the file is no part of its first line. */
  read(lines: Uint8Array): InvalidUtf8 | null {
    const invalid = invalidUtf8(lines);
    if (invalid === null) this.take(new TextDecoder('utf-8', { ignoreBOM: this.line > 0 }).decode(lines));
    return invalid;
  }

  /** Reads the lines before the one that is not UTF-8. @returns all findings */
  stop({ before, cutOff }: InvalidUtf8): Finding[] {
    this.read(Buffer.from(before.slice(0, Math.max(before.lastIndexOf('\n'), before.lastIndexOf('\r')) + 1)));
    const message = cutOff ? 'the file ends within a UTF-8 character; it may have been cut off' : 'the line is not valid UTF-8; save the file as UTF-8';
    return this.findings.stop(this.line + 1, 'encoding', message);
  }

  private take(text: string): void {
    const { table, findings, line, requireAuthentication } = this;
    this.line += forEachItem(text, (start, end, atLine, column) => {
      table.add(text, start, end, requireAuthentication, (severity, code, message) => findings.add(line + atLine, column, severity, code, message));
    });
  }
}
