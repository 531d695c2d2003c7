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

/** Where the text stops being UTF-8, as an offset into what could be read before it; null for valid UTF-8. */
export function invalidUtf8(bytes: Uint8Array): { readonly before: string } | null {
  if (isUtf8(bytes)) return null;
  // The longest prefix that is valid, found by halving; a sequence cut in two by the end of the prefix does not count against it.
  let low = 0;
  let high = bytes.length;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (isUtf8(bytes.subarray(0, middle), true)) low = middle;
    else high = middle - 1;
  }
  return { before: new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes.subarray(0, low), { stream: true }) };
}

function isUtf8(bytes: Uint8Array, cut = false): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes, { stream: cut });
    return true;
  } catch {
    return false;
  }
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
