// Whether bytes are UTF-8: a policy is never read in a guessed charset, for a domain that was guessed could be another one.

import { isUtf8 } from 'node:buffer';

export interface InvalidUtf8 {
  /** What could be read before it. */
  readonly before: string;
  /** The bytes end within a character, and are valid up to there. */
  readonly cutOff: boolean;
}

/** Where bytes stop being UTF-8; null for valid UTF-8. */
export function invalidUtf8(bytes: Uint8Array): InvalidUtf8 | null {
  if (isUtf8(bytes)) return null;
  // The longest prefix that is valid, found by halving; a sequence cut in two by the end of the prefix does not count against it.
  let low = 0;
  let high = bytes.length;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (beginsAsUtf8(bytes.subarray(0, middle))) low = middle;
    else high = middle - 1;
  }
  return { before: new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes.subarray(0, low), { stream: true }), cutOff: low === bytes.length };
}

/** The last character may be cut off. */
function beginsAsUtf8(bytes: Uint8Array): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes, { stream: true });
    return true;
  } catch {
    return false;
  }
}
