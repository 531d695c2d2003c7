// A recipient that a message was not delivered to, and why.

import type { DsnFields } from '../evaluate/dsn-fields.js';

export interface FailedRecipient {
  /** As in the envelope. */
  readonly recipient: string;
  /** Of `dsnFields`. */
  readonly fields: DsnFields;
}
