// From DATA to a decision: the header block is read and, where the decision depends on it, the message is held and its sender authenticated.

import { finished } from 'node:stream/promises';
import type { SMTPServerDataStream, SMTPServerSession } from './smtp-server-types.js';
import { authenticationFrom } from '../header/authentication-results.js';
import type { Decision } from '../model/decision.js';
import { authenticateMessage, streamOfHeld } from './authenticated-message.js';
import { readHeaders } from './header-reading.js';
import { dependsOnAuthentication, messageOf } from './message-decision.js';
import type { Transaction } from './message-decision.js';
import type { ReceptionSettings } from './options.js';

/** A message that is decided, of which nothing was handed on yet: it is opened or discarded, once. */
export interface DecidedMessage {
  readonly decision: Decision;
  /** The whole message. */
  readonly open: () => SMTPServerDataStream;
  /** Fulfilled once the client has sent all of it. */
  readonly discard: () => Promise<void>;
}

/** @throws ReceptionError, or what the stream ended with, by rejection */
export async function decideMessage(
  stream: SMTPServerDataStream,
  session: SMTPServerSession,
  transaction: Transaction,
  settings: ReceptionSettings,
): Promise<DecidedMessage> {
  const { headers, message } = await readHeaders(stream, settings.maxHeaderBytes);
  const { engine } = transaction;
  const { authentication } = settings;
  const asked = messageOf(session, headers, transaction);
  const written = authentication.kind === 'written' ? { authentication: authenticationFrom(headers ?? '', authentication) } : {};
  const decision = engine.evaluate({ ...asked, ...written }, 'inbound');
  if (authentication.kind !== 'own' || !dependsOnAuthentication(engine, asked, decision)) {
    return { decision, open: () => message, discard: () => readToEnd(message) };
  }
  const { authentication: results, held } = await authenticateMessage(message, session, authentication);
  return {
    decision: engine.evaluate({ ...asked, authentication: results }, 'inbound'),
    open: () => streamOfHeld(held, stream, (error) => settings.onProblem(error, session)),
    discard: () => held.discard(),
  };
}

async function readToEnd(message: SMTPServerDataStream): Promise<void> {
  message.resume();
  await finished(message, { writable: false });
}
