// Where messages come from: a file, an mbox, a folder with everything below it, or standard input.

import { stat } from 'node:fs/promises';
import type { Stats } from 'node:fs';
import { fileError, InputError } from './failure.js';
import { chunksOf, messageText, STANDARD_INPUT, STANDARD_INPUT_NAME } from './input-bytes.js';
import type { Io } from './io.js';
import { HeaderTooLongError, splitMessages } from './mbox.js';
import { readFolder, skippedWords } from './message-folder.js';
import { terminalText } from './terminal-text.js';

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

/**
 * Says on standard error what it skips in a folder.
 * @throws InputError for a path that cannot be read, now or while the messages are read
 */
export async function openMessages(operand: string, io: Io): Promise<MessageSource> {
  if (operand === STANDARD_INPUT) return { bytes: null, folder: false, messages: read([operand], io) };
  const facts = await factsOf(operand);
  if (facts.isDirectory()) return openFolder(operand, io);
  // A pipe that somebody names is read, but it has no size.
  return { bytes: facts.isFile() ? facts.size : null, folder: false, messages: read([operand], io) };
}

async function openFolder(folder: string, io: Io): Promise<MessageSource> {
  const { files, skipped } = await readFolder(folder);
  const words = skippedWords(skipped);
  if (words !== null) await io.stderr.write(`${terminalText(folder)}: ${words}\n`);
  const bytes = files.reduce((sum, { size }) => sum + size, 0);
  return { bytes, folder: true, messages: read(files.map(({ path }) => path), io) };
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
    try {
      for await (const headers of splitMessages(counted(chunksOf(file, io)))) {
        yield { source, index: ++index, headers: messageText(headers), bytesRead };
      }
    } catch (error) {
      if (!(error instanceof HeaderTooLongError)) throw error;
      throw new InputError(`${source}: message ${index + 1}: ${error.message}`);
    }
  }
}

async function factsOf(path: string): Promise<Stats> {
  try {
    return await stat(path);
  } catch (error) {
    throw fileError(path, error);
  }
}
