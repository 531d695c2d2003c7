// What keeps the adapter from deciding on a message, with the reply that its sender gets.

import type { SmtpReply } from '../model/decision.js';
import { LOCAL_ERROR } from './reply-error.js';

export class ReceptionError extends Error {
  override readonly name: string = 'ReceptionError';
  readonly reply: SmtpReply;

  constructor(reply: SmtpReply, message: string, cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause });
    this.reply = reply;
  }
}

/** Whatever it is that failed, the sender shall not think that the message was taken. */
export function replyFor(error: unknown): SmtpReply {
  return error instanceof ReceptionError ? error.reply : LOCAL_ERROR;
}
