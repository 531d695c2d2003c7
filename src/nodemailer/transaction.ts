// The transaction: MAIL FROM, RCPT TO, DATA, and what the server said to each recipient.

import type { Buffer } from 'node:buffer';
import type { Socket } from 'node:net';
import { Readable } from 'node:stream';
import type { SmtpReply } from '../model/decision.js';
import { readElements, readProperty } from '../model/property.js';
import { waitFor } from '../probe/time-limit.js';
import { deferred, sameFor } from './answer.js';
import type { Answer, Answers, Peer } from './answer.js';
import type { Consignment } from './outbound-message.js';
import type { SendSettings } from './send-options.js';
import { isPermanent, readReply, replyWords } from './server-reply.js';
import { ENDED, TOO_LONG, wordsOf } from './smtp-connection.js';
import type { Connection } from './smtp-connection.js';

/** What is open and has been judged. */
export interface JudgedConnection {
  readonly connection: Connection;
  readonly socket: Socket;
  readonly peer: Peer;
}

/** Never rejects: every recipient has an answer. Afterwards the connection is closed, or ready for the next command. */
export async function transact({ connection, socket, peer }: JudgedConnection, { message, recipients }: Consignment, settings: SendSettings): Promise<Answers> {
  const { silence, transaction } = settings.timeouts;
  // nodemailer listens; until now it had the time of the set-up.
  socket.setTimeout(silence);
  const content = contentOf(message.bytes);
  const envelope = {
    from: message.envelope.mailFrom ?? '',
    to: [...recipients],
    size: message.bytes.length,
    use8BitMime: message.isEightBit,
    requireTLSExtensionEnabled: settings.requireTls,
  };
  const consigned = (): Consigned => ({ recipients, envelope, handedOver: content.readableEnded });
  const isHalfSent = (): boolean => content.readableDidRead && !(content.readableEnded && socket.writableLength === 0);
  const sent = new Promise<Answers>((resolve) => {
    const fail = (error: unknown): void => resolve(answersToFailure(error, consigned()));
    connection.once('error', fail);
    // The callback may come a moment after the end, and knows more.
    connection.once('end', () => setImmediate(fail, new Error('the server closed the connection')));
    connection.send(envelope, content, (error, info) => {
      if (error !== null) fail(error);
      else resolve(isHalfSent() ? answersToHaste(recipients) : answersToMessage(info, recipients, peer));
    });
  });
  const waited = await waitFor(sent, transaction, settings.stop);
  const answers = waited.kind === 'value' ? waited.value : answersToFailure(new Error(waited.kind === 'timeout' ? TOO_LONG : ENDED), consigned());
  // Whatever was said next, QUIT too, would stand in the middle of the message, and its end would follow.
  if (isHalfSent()) breakOff(connection, socket);
  return answers;
}

function breakOff(connection: Connection, socket: Socket): void {
  connection.close();
  socket.destroy();
}

/** How far the transaction came. */
interface Consigned {
  readonly recipients: readonly string[];
  /** nodemailer keeps its account of the recipients in it. */
  readonly envelope: object;
  /** The server may have had all of the message. */
  readonly handedOver: boolean;
}

const CHUNK = 65_536;

/** Its end is the moment after which the end of the message may be on its way. */
function contentOf(bytes: Buffer): Readable {
  let at = 0;
  return new Readable({
    read() {
      this.push(at < bytes.length ? bytes.subarray(at, at + CHUNK) : null);
      at += CHUNK;
    },
  });
}

function answersToMessage(info: unknown, recipients: readonly string[], peer: Peer): Answers {
  const refused = refusals(info);
  const response = readProperty(info, 'response');
  const reply: SmtpReply = readReply(response) ?? { code: 250, enhancedCode: '2.0.0', text: '' };
  return new Map(recipients.map((recipient) => [recipient, refused.get(recipient) ?? { outcome: 'deliver', peer, reply, settled: true }]));
}

/** A server says so of a message that it cannot have, and nobody knows what it has. */
function answersToHaste(recipients: readonly string[]): Answers {
  return sameFor(recipients, { outcome: 'defer', reason: 'the server answered before the end of the message', reply: null, settled: true });
}

/** Whoever was refused by RCPT TO before it failed was refused all the same. */
function answersToFailure(error: unknown, { recipients, envelope, handedOver }: Consigned): Answers {
  const refused = refusals(envelope);
  const others = answerToFailure(error, handedOver);
  return new Map(recipients.map((recipient) => [recipient, refused.get(recipient) ?? others]));
}

/** Of recipients that were refused one by one, by RCPT TO. */
function refusals(result: unknown): Map<string, Answer> {
  const errors = readElements(readProperty(result, 'rejectedErrors')) ?? [];
  const accepted = readElements(readProperty(result, 'accepted')) ?? [];
  return new Map(errors.map((error) => [String(readProperty(error, 'recipient')), answerToRefusal(error, accepted.length)]));
}

function answerToRefusal(error: unknown, accepted: number): Answer {
  const answer = answerToFailure(error, false);
  if (accepted === 0 || answer.outcome !== 'undeliverable' || !isTooManyRecipients(answer.reply)) return answer;
  return deferred(replyWords(answer.reply), answer.reply);
}

/** Servers of RFC 821 say with 552 what is 452 now (RFC 5321 section 4.5.3.1.10). With another enhanced code it is something else. */
function isTooManyRecipients({ code, enhancedCode }: SmtpReply): boolean {
  return code === 552 && (enhancedCode === '5.0.0' || enhancedCode === '5.5.3');
}

function answerToFailure(error: unknown, handedOver: boolean): Answer {
  const reply = answersCommand(error) ? readReply(readProperty(error, 'response')) : null;
  if (reply !== null) return answerToReply(reply);
  const own = ownRefusal(error);
  if (own !== null) return { outcome: 'undeliverable', reply: own, settled: false };
  return { outcome: 'defer', reason: wordsOf(error), reply: null, settled: handedOver };
}

/** A reply that answers no command, such as what is left of one as the connection breaks, refuses nothing. */
function answersCommand(error: unknown): boolean {
  return ['MAIL FROM', 'RCPT TO', 'DATA'].includes(String(readProperty(error, 'command')));
}

/** A permanent reply is the last word (RFC 5321 section 4.2.1); with a temporary one another host may take the message. */
function answerToReply(reply: SmtpReply): Answer {
  return isPermanent(reply) ? { outcome: 'undeliverable', reply, settled: true } : deferred(replyWords(reply), reply);
}

/** What nodemailer refuses by itself before MAIL FROM, by what the server offers; another host may offer more. */
function ownRefusal(error: unknown): SmtpReply | null {
  if (readProperty(error, 'command') !== 'MAIL FROM') return null;
  switch (readProperty(error, 'code')) {
    case 'EMESSAGE':
      return { code: 552, enhancedCode: '5.3.4', text: 'the message is larger than the mail host takes' };
    case 'EREQUIRETLS':
      return { code: 550, enhancedCode: '5.7.30', text: 'the mail host does not offer REQUIRETLS' };
    default:
      return null;
  }
}
