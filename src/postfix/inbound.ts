// Inbound mail that Postfix asks about, as messages for the engine.

import type { PolicyEngine } from '../engine.js';
import { authenticationFrom } from '../header/authentication-results.js';
import type { Decision } from '../model/decision.js';
import type { Message, Session } from '../model/message.js';
import type { MilterMessage } from './milter.js';
import type { PolicyAttributes } from './policy-delegation.js';

/**
 * The decision on a message whose header block is known. A header block that is too long to be read has an unknown author, and nothing is known of
 * authentication (S-4.3, S-23.7).
 *
 * @param authservIds - the receiver's own; none: nothing is known of authentication
 */
export function decideInbound(engine: PolicyEngine, { mailFrom, rcptTo, headers, session }: MilterMessage, authservIds: readonly string[]): Decision {
  const envelope = { mailFrom, rcptTo };
  if (headers === null) return engine.evaluate({ envelope, from: UNREADABLE_FROM, session }, 'inbound');
  const message: Message = { envelope, headers, session };
  return engine.evaluate(authservIds.length === 0 ? message : { ...message, authentication: authenticationFrom(headers, { authservId: authservIds }) }, 'inbound');
}

/** No mailbox list. */
const UNREADABLE_FROM = ':';

/** The session that policy delegation tells of: the version is empty without TLS, and so is the subject of a certificate that Postfix does not trust. */
export function sessionOf(attributes: PolicyAttributes): Session {
  const version = attributes.get('encryption_protocol') ?? '';
  if (version === '') return { tls: false };
  const trusted = ['ccert_subject', 'ccert_issuer'].some((name) => (attributes.get(name) ?? '') !== '');
  return { tls: true, version, certificate: { trusted } };
}
