// Where messages come from: a file, an mbox, a folder with everything below it, or standard input.

import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { byCodeUnits } from '../model/text.js';
import { fileError } from './failure.js';
import { chunksOf, messageText, STANDARD_INPUT, STANDARD_INPUT_NAME } from './input-bytes.js';
import type { Io } from './io.js';
import { splitMessages } from './mbox.js';

export interface SourcedMessage {
  /** The file. */
  readonly source: string;
  /** Place in the file, from 1. */
  readonly index: number;
  readonly headers: string;
  /** Bytes read so far, of all files. */
  readonly bytesRead: number;
}

export interface MessageSource {
  /** In all; null where nobody knows. */
  readonly bytes: number | null;
  readonly folder: boolean;
  readonly messages: AsyncIterable<SourcedMessage>;
}

/** @throws InputError for a path that cannot be read, now or while the messages are read */
export async function openMessages(operand: string, io: Io): Promise<MessageSource> {
  if (operand === STANDARD_INPUT) return { bytes: null, folder: false, messages: read([operand], io) };
  const { folder, size } = await facts(operand);
  const files = folder ? await filesBelow(operand) : [{ path: operand, size }];
  const bytes = files.reduce((sum, file) => sum + file.size, 0);
  return { bytes, folder, messages: read(files.map(({ path }) => path), io) };
}

async function* read(files: readonly string[], io: Io): AsyncGenerator<SourcedMessage> {
  let bytesRead = 0;
  async function* counted(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
    for await (const chunk of chunks) {
      bytesRead += chunk.byteLength;
      yield chunk;
    }
  }
  for (const file of files) {
    const source = file === STANDARD_INPUT ? STANDARD_INPUT_NAME : file;
    let index = 0;
    for await (const headers of splitMessages(counted(chunksOf(file, io)))) {
      yield { source, index: ++index, headers: messageText(headers), bytesRead };
    }
  }
}

interface File {
  readonly path: string;
  readonly size: number;
}

/** In order of names. Hidden files are the system's own (`.DS_Store`), not mail; hidden folders can be mail (Maildir++ `.Sent`). */
async function filesBelow(folder: string): Promise<File[]> {
  const files: File[] = [];
  for (const entry of await entriesOf(folder)) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) files.push(...(await filesBelow(path)));
    else if (!entry.name.startsWith('.')) files.push({ path, size: (await facts(path)).size });
  }
  return files;
}

async function entriesOf(folder: string): Promise<{ name: string; isDirectory(): boolean }[]> {
  try {
    return (await readdir(folder, { withFileTypes: true })).sort((a, b) => byCodeUnits(a.name, b.name));
  } catch (error) {
    throw fileError(folder, error);
  }
}

async function facts(path: string): Promise<{ folder: boolean; size: number }> {
  try {
    const found = await stat(path);
    return { folder: found.isDirectory(), size: found.size };
  } catch (error) {
    throw fileError(path, error);
  }
}
