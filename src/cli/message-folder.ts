// A folder of messages: the files in it and below it, and how many entries are none and why.

import { readdir, stat } from 'node:fs/promises';
import type { Dirent, Stats } from 'node:fs';
import { join } from 'node:path';
import { byCodeUnits } from '../model/text.js';
import { fileError } from './failure.js';
import { count } from './table.js';

export interface MessageFolder {
  /** In order of names. */
  readonly files: readonly MessageFile[];
  readonly skipped: ReadonlyMap<SkipReason, number>;
}

export interface MessageFile {
  readonly path: string;
  /** In bytes. */
  readonly size: number;
}

export type SkipReason = 'hidden file' | 'link to a folder' | 'broken link' | 'pipe, socket or device';

/** @throws InputError for a folder or file below that cannot be read */
export async function readFolder(folder: string): Promise<MessageFolder> {
  const files: MessageFile[] = [];
  const skipped = new Map<SkipReason, number>();
  await addFolder(folder, files, skipped);
  return { files, skipped };
}

/** One line without its line break; null where nothing was skipped. */
export function skippedWords(skipped: ReadonlyMap<SkipReason, number>): string | null {
  if (skipped.size === 0) return null;
  const parts = REASONS.flatMap(([reason, several]) => {
    const number = skipped.get(reason) ?? 0;
    return number === 0 ? [] : [`${count(number)} ${number === 1 ? reason : several}`];
  });
  return `skipped what is no message: ${parts.join(', ')}`;
}

const REASONS: readonly (readonly [one: SkipReason, several: string])[] = [
  ['hidden file', 'hidden files'],
  ['link to a folder', 'links to folders'],
  ['broken link', 'broken links'],
  ['pipe, socket or device', 'pipes, sockets or devices'],
];

async function addFolder(folder: string, files: MessageFile[], skipped: Map<SkipReason, number>): Promise<void> {
  for (const entry of await entriesOf(folder)) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) {
      await addFolder(path, files, skipped);
      continue;
    }
    const found = await fileOrReason(entry, path);
    if (typeof found === 'string') skipped.set(found, (skipped.get(found) ?? 0) + 1);
    else files.push(found);
  }
}

/**
 * Hidden files are the system's own (`.DS_Store`), not mail; hidden folders can be mail (Maildir++ `.Sent`). A link to a file is read; a link to a
 * folder could lead round in a circle. A pipe could keep its reader waiting for ever.
 */
async function fileOrReason(entry: Dirent, path: string): Promise<MessageFile | SkipReason> {
  if (entry.name.startsWith('.')) return 'hidden file';
  const facts = await factsOf(entry, path);
  if (facts === null) return 'broken link';
  if (facts.isDirectory()) return 'link to a folder';
  return facts.isFile() ? { path, size: facts.size } : 'pipe, socket or device';
}

/** Null for a link that leads nowhere, or to itself. */
async function factsOf(entry: Dirent, path: string): Promise<Stats | null> {
  try {
    return await stat(path);
  } catch (error) {
    if (entry.isSymbolicLink() && error instanceof Error && 'code' in error && LEADS_NOWHERE.includes(error.code)) return null;
    throw fileError(path, error);
  }
}

const LEADS_NOWHERE: readonly unknown[] = ['ENOENT', 'ENOTDIR', 'ELOOP'];

async function entriesOf(folder: string): Promise<Dirent[]> {
  try {
    return (await readdir(folder, { withFileTypes: true })).sort((a, b) => byCodeUnits(a.name, b.name));
  } catch (error) {
    throw fileError(folder, error);
  }
}
