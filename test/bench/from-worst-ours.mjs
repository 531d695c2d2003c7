// Our reader on every nasty value; runs in a process of its own.

import { measureOurs } from './from-worst.mjs';

/** @param {number} length @returns {Promise<{ shape: string, read: number, scan: number }[]>} */
export async function measure(length) {
  return measureOurs(length);
}
