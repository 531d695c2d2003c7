// A message that is held while the function of the developer authenticates its sender (S-20.4).

import { pipeline } from 'node:stream';
import type { SMTPServerDataStream, SMTPServerSession } from './smtp-server-types.js';
import type { Authentication } from '../model/message.js';
import { streamLike } from './header-reading.js';
import { HeldMessage } from './held-message.js';
import type { OwnAuthenticationSettings } from './options.js';
import { ReceptionError } from './reception-error.js';
import { NOT_AUTHENTICATED_NOW } from './reply-error.js';

export interface AuthenticatedMessage {
  readonly authentication: Authentication;
  readonly held: HeldMessage;
}

/** @throws ReceptionError, or what the stream ended with, by rejection; then nothing is held any more */
export async function authenticateMessage(
  stream: SMTPServerDataStream,
  session: SMTPServerSession,
  settings: OwnAuthenticationSettings,
): Promise<AuthenticatedMessage> {
  const held = await HeldMessage.of(stream, settings);
  try {
    return { authentication: await within(settings.timeLimit, () => ask(held, session, settings)), held };
  } catch (error) {
    await held.discard();
    throw new ReceptionError(NOT_AUTHENTICATED_NOW, 'the sender of a message could not be authenticated', error);
  }
}

/** The stream is given back to the developer's function alone, and ends with it. */
async function ask(held: HeldMessage, session: SMTPServerSession, { authenticate }: OwnAuthenticationSettings): Promise<Authentication> {
  const message = held.read();
  // Whoever reads it hears of an error; nobody else needs to.
  message.on('error', () => undefined);
  try {
    return await authenticate(message, session);
  } finally {
    message.destroy();
  }
}

function within<T>(milliseconds: number, work: () => Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error(`it took longer than ${milliseconds} milliseconds`)), milliseconds);
    work().then(resolve, reject).finally(() => clearTimeout(timer));
  });
}

/** The held message as the server would have given it. It is let go of when the stream has ended, or is destroyed. */
export function streamOfHeld(held: HeldMessage, original: SMTPServerDataStream, failed: (error: unknown) => void): SMTPServerDataStream {
  const stream = streamLike(original);
  pipeline(held.read(), stream, () => void held.discard().catch(failed));
  return stream;
}
