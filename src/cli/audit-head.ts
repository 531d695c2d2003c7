// The head of an audit log, kept in a file beside it, so that a last record that was changed or is missing is found without being told the head.

import { readFile, rename, writeFile } from 'node:fs/promises';
import { isContentHash } from '../audit/content-hash.js';
import type { ContentHash } from '../audit/content-hash.js';
import { fileError, InputError } from './failure.js';

/** Replaced as a whole. If the process ends before that, the log has a line more than its head says, of which `verify` warns. */
export async function keepHead(log: string, head: ContentHash): Promise<void> {
  const path = headFileOf(log);
  try {
    await writeFile(`${path}.new`, `${head}\n`);
    await rename(`${path}.new`, path);
  } catch (error) {
    throw fileError(path, error, 'written');
  }
}

/** Null where none is kept, as for a log that came from elsewhere. @throws InputError for a file that holds no hash */
export async function keptHead(log: string): Promise<ContentHash | null> {
  const path = headFileOf(log);
  const text = await readFile(path, 'utf8').catch((error: unknown) => {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
    throw fileError(path, error);
  });
  if (text === null) return null;
  const head = text.trim();
  if (isContentHash(head)) return head;
  throw new InputError(`${path}: holds no hash; restore it from a copy, or give the head that was kept elsewhere with --head`);
}

function headFileOf(log: string): string {
  return `${log}.head`;
}
