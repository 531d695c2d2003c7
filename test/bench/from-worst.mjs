// One reader on one nasty value; runs in a process of its own, which is stopped when it takes too long.

import { fromFields } from '../../dist/index.js';
import { NASTY } from './nasty-values.mjs';
import { readers } from './peers/from-readers.mjs';
import { median } from './statistics.mjs';

/** @param {{ reader: string, shape: string, length: number }} input @returns {Promise<number>} milliseconds of the first call */
export async function measure({ reader, shape, length }) {
  const value = NASTY[shape](length);
  const start = performance.now();
  readers[reader](value);
  return performance.now() - start;
}

/** Ours on every shape, five times each: milliseconds to read the value, and to find the field in a header block. */
export function measureOurs(length) {
  return Object.entries(NASTY).map(([shape, make]) => {
    const value = make(length);
    const block = `Subject: x\r\nFrom: ${value}\r\nTo: user@corp.example\r\n\r\n`;
    return { shape, read: medianTime(() => readers.readFrom(value)), scan: medianTime(() => fromFields(block)) };
  });
}

function medianTime(work) {
  const times = Array.from({ length: 5 }, () => {
    const start = performance.now();
    work();
    return performance.now() - start;
  });
  return median(times);
}
