// A file of an export that a command names, as data.

import { readGoogleExport } from '../google-workspace/export-text.js';
import { InputError } from './failure.js';
import { bytesOf, STANDARD_INPUT, STANDARD_INPUT_NAME } from './input-bytes.js';
import type { Io } from './io.js';

export interface TableDialect {
  readonly quote: string;
  readonly delimiter: string;
}

/** @param operand - a path, or `-` for standard input @throws InputError for what is no text of an export */
export async function exportFrom(operand: string, io: Io, dialect: TableDialect): Promise<unknown> {
  const file = operand === STANDARD_INPUT ? STANDARD_INPUT_NAME : operand;
  const reading = readGoogleExport(utf8Text(await bytesOf(operand, io), file), dialect);
  if (!reading.ok) throw new InputError(`${file}:${reading.line}: ${reading.message}`);
  return reading.data;
}

function utf8Text(bytes: Uint8Array, file: string): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new InputError(`${file}: is not UTF-8; write it with that encoding (what the shell of Windows redirects to a file is often UTF-16)`);
  }
}
