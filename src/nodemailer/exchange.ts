// One address of a mail host: a connection that meets exactly the constraints of the delivery, and the message over it (S-21.1).

import { readSession } from '../evaluate/session.js';
import { violationsOf } from '../evaluate/violations.js';
import { requiresSomething } from '../model/transport.js';
import { sessionOf } from '../node-tls/session.js';
import { deferred, sameFor } from './answer.js';
import type { Answer, Answers } from './answer.js';
import type { Consignment } from './outbound-message.js';
import type { SendSettings } from './send-options.js';
import { isPermanent, readReply, replyWords } from './server-reply.js';
import { hangUp, isImplicitTls, openConnection } from './smtp-connection.js';
import type { Endpoint, Opening, Security } from './smtp-connection.js';
import { transact } from './transaction.js';

/**
 * Connections are made for one delivery and one address, and are never shared.
 *
 * @throws TypeError for constraints that are none, before anything is sent
 */
export async function exchange(endpoint: Endpoint, consignment: Consignment, settings: SendSettings): Promise<Answers> {
  const security: Security = { kind: 'tls', constraints: consignment.constraints };
  const opening = await openConnection(endpoint, security, settings);
  const failure = withoutTls(opening);
  if (failure === null || !mayFallBack(endpoint, consignment)) return carryOut(opening, endpoint, consignment, settings);
  // S-21.5: with nothing required a handshake that failed gives way to plaintext, on a connection of its own.
  const plaintext = opening.kind === 'open' ? opening : await openConnection(endpoint, { kind: 'plaintext' }, settings);
  const answers = await carryOut(plaintext, endpoint, consignment, settings);
  return new Map(Array.from(answers, ([recipient, answer]) => [recipient, insistsOnTls(answer) ? deferred(`${failure}, and: ${replyWords(answer.reply)}`, answer.reply) : answer]));
}

/** Why there is no TLS for now, at a host that has it. */
function withoutTls(opening: Opening): string | null {
  if (opening.kind === 'open') return opening.starttlsRefusal;
  return opening.kind === 'no-tls' ? opening.reason : null;
}

/** Must issue a STARTTLS command first (RFC 3207 section 4): what failed may do the next time. */
function insistsOnTls(answer: Answer): answer is Extract<Answer, { outcome: 'undeliverable' }> {
  return answer.outcome === 'undeliverable' && answer.reply.code === 530;
}

function mayFallBack(endpoint: Endpoint, { constraints }: Consignment): boolean {
  return !requiresSomething(constraints) && !isImplicitTls(endpoint);
}

async function carryOut(opening: Opening, endpoint: Endpoint, consignment: Consignment, settings: SendSettings): Promise<Answers> {
  const { recipients } = consignment;
  if (opening.kind !== 'open') return sameFor(recipients, answerToOpening(opening, consignment));
  const { connection, socket } = opening;
  try {
    const session = sessionOf(socket, { host: endpoint.host, ...(settings.ca === undefined ? {} : { ca: settings.ca }) });
    // The gate: nothing of the envelope is said over a connection that violates (S-9.2).
    if (violationsOf(consignment.constraints, session).length > 0) return sameFor(recipients, { outcome: 'bounce', reading: readSession(session), settled: false });
    return await transact({ connection, socket, peer: { address: endpoint.address, session } }, consignment, settings);
  } finally {
    await hangUp(connection, socket);
  }
}

function answerToOpening(opening: Exclude<Opening, { kind: 'open' }>, { constraints }: Consignment): Answer {
  switch (opening.kind) {
    case 'out-of-reach':
      return { outcome: 'out-of-reach', reason: opening.reason, settled: false };
    case 'no-tls':
      // Without constraints it is a failure as any other: there is no policy to violate.
      if (!requiresSomething(constraints)) return deferred(opening.reason);
      return { outcome: 'bounce', reading: opening.step === 'starttls' ? { kind: 'no-tls' } : { kind: 'handshake-failed', found: opening.reason }, settled: false };
    case 'failed':
      return answerToGreeting(opening.response) ?? deferred(opening.reason);
  }
}

/** A host that wants no mail at all says nothing about the recipients, and another may take them. */
function answerToGreeting(response: string | null): Answer | null {
  const reply = readReply(response);
  if (reply === null) return null;
  return isPermanent(reply) ? { outcome: 'undeliverable', reply, settled: false } : deferred(replyWords(reply), reply);
}
