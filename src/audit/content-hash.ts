// SHA-256 (FIPS 180-4) of text as UTF-8, taken piece by piece, so that a text need not exist as a whole.

import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import { utf8Bytes } from '../model/utf8.js';

/** The name of the function and 64 digits: `sha256:9f86d0...`. */
export type ContentHash = `sha256:${string}`;

const CONTENT_HASH = /^sha256:[0-9a-f]{64}$/;

export function isContentHash(value: unknown): value is ContentHash {
  return typeof value === 'string' && CONTENT_HASH.test(value);
}

/** The hash of well-formed text that `write` gives in pieces, each a whole number of characters. */
export function hashOfPieces(write: (put: (piece: string) => void) => void): ContentHash {
  const hash = sha256.create();
  let waiting = '';
  const flush = (): void => {
    hash.update(bytesOf(waiting));
    waiting = '';
  };
  write((piece) => {
    waiting += piece;
    if (waiting.length >= PIECE) flush();
  });
  flush();
  return `sha256:${bytesToHex(hash.digest())}`;
}

/** Long enough that what is paid for each piece does not count. */
const PIECE = 1 << 14;

function bytesOf(text: string): Uint8Array {
  const characters = utf8Bytes(text);
  const bytes = new Uint8Array(characters.length);
  for (let at = 0; at < bytes.length; at++) bytes[at] = characters.charCodeAt(at);
  return bytes;
}
