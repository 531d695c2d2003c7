// The policy that a command names: a document, a snapshot, or either on standard input.

import { dirname } from 'node:path';
import { readPolicyBytes } from '../files/policy-file.js';
import type { ReadingProgress, ReadPolicyFile } from '../files/policy-file.js';
import { bytesOf, STANDARD_INPUT, STANDARD_INPUT_NAME } from './input-bytes.js';
import type { Io } from './io.js';
import { progressBar } from './progress-bar.js';
import type { ProgressBar } from './progress-bar.js';

/**
 * @param operand - a path, or `-` for standard input, whose files of entries are relative to the working directory
 * @param verify - look at every entry of a snapshot
 */
export async function readPolicyOperand(operand: string, io: Io, verify = false): Promise<ReadPolicyFile> {
  const bytes = await bytesOf(operand, io);
  const isStandardInput = operand === STANDARD_INPUT;
  let bar: ProgressBar | null = null;
  const onProgress = ({ bytesRead, bytes: total, entries }: ReadingProgress): void => {
    bar ??= progressBar(io.stderr, total, 'entries');
    void bar.show(bytesRead, entries);
  };
  const read = await readPolicyBytes(bytes, isStandardInput ? STANDARD_INPUT_NAME : operand, isStandardInput ? '.' : dirname(operand), { onProgress, verify });
  await (bar as ProgressBar | null)?.clear();
  return read;
}
