// The header block of a message exactly as it was received. Haraka's own reading of it stops after a thousand lines, goes on into the body where a message
// begins with an empty line, and is changed by plugins.

import { HeaderBlockReader } from '../reception/header-block-reader.js';
import type { Transaction } from './haraka-objects.js';

/** Far more than any honest header has; a longer one is not read, and the author is unknown. */
export const LONGEST_HEADER_BLOCK = 1_048_576;

const readers = new WeakMap<Transaction, HeaderBlockReader>();

/** Looks at every line of the header block on its way into the transaction. */
export function keepHeader(transaction: Transaction): void {
  const reader = new HeaderBlockReader(LONGEST_HEADER_BLOCK);
  const keep = transaction.add_data.bind(transaction);
  readers.set(transaction, reader);
  transaction.add_data = (line) => {
    if (reader.state === 'more') reader.take(withoutStuffing(line));
    keep(line);
  };
}

/** Undefined where the header block was not seen, or is too long. */
export function receivedHeader(transaction: Transaction): string | undefined {
  const reader = readers.get(transaction);
  return reader === undefined || reader.state === 'too-long' ? undefined : Buffer.concat(reader.pieces).toString('utf8');
}

/** RFC 5321 section 4.5.2. */
function withoutStuffing(line: Uint8Array): Uint8Array {
  return line[0] === DOT ? line.subarray(1) : line;
}

const DOT = 0x2e;
