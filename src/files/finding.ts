// What is wrong with a policy file or a file that it names, and where.

import type { Position } from './position.js';

/** A diagnostic and its place. Lines and columns count from 1, columns in UTF-16 units. */
export interface Finding extends Position {
  /** As a shell finds it: the policy file as it was given, or a file of entries that it names, with the folder of the policy file. */
  readonly file: string;
  /** An error keeps the file from being read as a policy. */
  readonly severity: 'error' | 'warning';
  /** A code of a diagnostic of the policy document, or `syntax`, `duplicate-key`, `encoding`, `unreadable-file`, `long-line`, `more-findings`, `snapshot`. */
  readonly code: string;
  /** Empty for what is wrong with a file as text. */
  readonly path: readonly (string | number)[];
  /** What is wrong and what to change, in one sentence. */
  readonly message: string;
}
