// The head of an audit log, kept in a file beside it, so that a last record that was changed or is missing is found without being told the head.

import { open, readFile, rename } from 'node:fs/promises';
import { isContentHash } from '../audit/content-hash.js';
import type { ContentHash } from '../audit/content-hash.js';
import { fileError, InputError } from './failure.js';

/**
 * Replaced as a whole. If the process ends before that, the log has a line more than its head says, of which `verify` warns.
 *
 * @param place - of the log ({@link placeOfLog})
 * @throws InputError that gives the head to whoever can still keep it, for the line is in the log
 */
export async function keepHead(place: string, head: ContentHash): Promise<void> {
  const path = headFileOf(place);
  try {
    const file = await open(`${path}.new`, 'w');
    // What is not on the disk yet when its name is would be an empty head after a power failure.
    await file.writeFile(`${head}\n`).then(() => file.sync()).finally(() => file.close());
    await rename(`${path}.new`, path);
  } catch (error) {
    throw new InputError(`${fileError(path, error, 'written').message}; the change is recorded, and the head of the log is ${head}`);
  }
}

/** Null where none is kept, as for a log that came from elsewhere. @param place - of the log @throws InputError for a file that holds no hash */
export async function keptHead(place: string): Promise<ContentHash | null> {
  const path = headFileOf(place);
  const text = await readFile(path, 'utf8').catch((error: unknown) => {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
    throw fileError(path, error);
  });
  if (text === null) return null;
  const head = text.trim();
  if (isContentHash(head)) return head;
  throw new InputError(`${path}: holds no hash; restore it from a copy, or remove it and give the head that was kept elsewhere with --head`);
}

function headFileOf(place: string): string {
  return `${place}.head`;
}
