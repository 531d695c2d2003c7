// Bytes of the files and streams that people name on the command line; `-` is standard input.

import { open } from 'node:fs/promises';
import { fileError } from './failure.js';
import type { Io } from './io.js';

export const STANDARD_INPUT = '-';
export const STANDARD_INPUT_NAME = '<stdin>';

/** The chunks of a file, read as they are asked for. */
export async function* chunksOf(operand: string, io: Io): AsyncGenerator<Uint8Array> {
  if (operand === STANDARD_INPUT) {
    yield* io.stdin;
    return;
  }
  try {
    const file = await open(operand);
    yield* file.createReadStream();
  } catch (error) {
    throw fileError(operand, error);
  }
}

export async function bytesOf(operand: string, io: Io): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of chunksOf(operand, io)) chunks.push(chunk);
  return Buffer.concat(chunks);
}

/**
 * The text of a message. Header fields are UTF-8 (RFC 6532) or, in old mail, bytes of a charset that nobody names; such bytes are read as Latin-1,
 * which keeps each of them as one character, so that the structure of the field survives and nothing is lost or joined.
 */
export function messageText(bytes: Uint8Array): string {
  try {
    // A byte order mark stays: before a field name it makes another name of it, as it does for other readers of mail.
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return Buffer.from(bytes).toString('latin1');
  }
}
