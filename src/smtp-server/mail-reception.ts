// One server's reception of mail: what it knows of each connection and transaction, and the answers that the policy gives.

import type { Socket } from 'node:net';
import { finished } from 'node:stream';
import type { SMTPServerDataStream, SMTPServerEnvelope, SMTPServerSession } from './smtp-server-types.js';
import type { SmtpReply } from '../model/decision.js';
import { acceptsAnyAuthor } from '../reception/foregone-acceptance.js';
import { foregoneReply } from '../reception/foregone-reply.js';
import { answerOnce, callHandler, tellListener } from './answers.js';
import type { Answer, Callback } from './answers.js';
import { ClientSessions } from './client-session.js';
import { closeConnection } from './connections.js';
import { engineNow } from '../snapshot/engine-source.js';
import type { EngineSource } from '../snapshot/engine-source.js';
import { envelopeOf, refusalOf } from './message-decision.js';
import type { Transaction } from './message-decision.js';
import { decideMessage } from './message-reception.js';
import type { DecidedMessage } from './message-reception.js';
import type { ReceptionSettings } from './options.js';
import { replyFor } from './reception-error.js';
import { forAcceptedRecipients, recipientRefusals } from './recipient-results.js';
import type { DataAnswer, DataCallback } from './recipient-results.js';
import { closesConnection, LOCAL_ERROR, replyError } from './reply-error.js';

/** One DATA command. */
export interface Incoming {
  /** The server, as `this` of the handler. */
  readonly server: unknown;
  readonly stream: SMTPServerDataStream;
  readonly session: SMTPServerSession;
  readonly callback: DataCallback;
  /** Gives the message to the developer. */
  readonly handOn: (message: SMTPServerDataStream, answer: DataCallback) => unknown;
}

export class MailReception {
  private readonly source: EngineSource;
  private readonly settings: ReceptionSettings;
  private readonly sessions: ClientSessions;
  /** The server makes a new envelope for every transaction. */
  private readonly transactions = new WeakMap<SMTPServerEnvelope, Transaction>();
  /** Those who were told 421. */
  private readonly over = new WeakSet<SMTPServerSession>();

  constructor(source: EngineSource, settings: ReceptionSettings) {
    this.source = source;
    this.settings = settings;
    this.sessions = new ClientSessions(settings);
  }

  /** Answers once, and not after 421. What fails on the way, here or in the developer's handler, refuses for now. */
  answer<Result extends unknown[]>(session: SMTPServerSession, callback: Callback<Result>, handle: (answer: Answer<Result>) => unknown): void {
    if (this.over.has(session)) return;
    const answer = answerOnce(callback);
    callHandler(() => handle(answer), (error) => this.fail(error, session, answer));
  }

  secured(session: SMTPServerSession, socket: Socket): void {
    this.sessions.secured(session, socket);
  }

  /** From MAIL to the answer to DATA one engine decides, whatever takes its place meanwhile. */
  begin(session: SMTPServerSession): Transaction {
    const transaction = { engine: engineNow(this.source), session: this.sessions.of(session) };
    this.transactions.set(session.envelope, transaction);
    return transaction;
  }

  /**
   * Whether the recipient was refused, because no header could change it (S-20.1). A reply that closes the connection waits for the end of the message: it
   * would speak for the other recipients too.
   */
  refusesRecipient(recipient: string, session: SMTPServerSession, answer: Answer): boolean {
    const { engine, session: connection } = this.transactionOf(session);
    const { mailFrom } = session.envelope;
    const reply = foregoneReply(engine, { mailFrom: mailFrom === false ? null : mailFrom.address, recipient, session: connection });
    if (reply === null || closesConnection(reply)) return false;
    tellListener(() => this.settings.onRecipientRefused(reply, recipient, session));
    this.refuse(reply, session, answer);
    return true;
  }

  receive(incoming: Incoming): void {
    const { stream, session } = incoming;
    const answer = answerOnce(incoming.callback);
    callHandler(() => (this.isSettled(session) ? this.handOn(incoming, stream, answer) : this.decide(incoming, answer)), (error) => {
      // That a client goes away is no problem of this server.
      if (stream.readableAborted) this.refuse(LOCAL_ERROR, session, answer);
      else this.fail(error, session, answer);
    });
  }

  /** Nobody has to wait for the header where no author could change what becomes of the message, and nobody wants to hear of the decision (S-20.8). */
  private isSettled(session: SMTPServerSession): boolean {
    if (this.settings.onDecision !== null) return false;
    const transaction = this.transactionOf(session);
    return acceptsAnyAuthor(transaction.engine, { envelope: envelopeOf(session), session: transaction.session });
  }

  private async decide(incoming: Incoming, answer: DataAnswer): Promise<void> {
    const { stream, session } = incoming;
    const decided = await decideMessage(stream, session, this.transactionOf(session), this.settings);
    tellListener(() => this.settings.onDecision?.(decided.decision, session));
    const reply = refusalOf(decided.decision);
    if (reply === null) this.handOn(incoming, decided.open(), answer);
    else if (this.settings.lmtp) await this.answerEachRecipient(incoming, decided, answer);
    else await this.reject(reply, incoming, decided, answer);
  }

  /** SMTP answers once, for all recipients (S-9.5). */
  private async reject(reply: SmtpReply, { server, session }: Incoming, { discard }: DecidedMessage, answer: DataAnswer): Promise<void> {
    await discard();
    if (closesConnection(reply)) this.over.add(session);
    // What the client has pipelined is asked for while this runs.
    this.refuse(reply, session, answer);
    // smtp-server does so itself where the code is a number.
    if (this.settings.prefixesReplies && closesConnection(reply)) closeConnection(server, session);
  }

  private async answerEachRecipient(incoming: Incoming, { decision, open, discard }: DecidedMessage, answer: DataAnswer): Promise<void> {
    const refusals = recipientRefusals(decision.recipients, this.settings.prefixesReplies);
    if (refusals.includes(null)) {
      this.handOn(incoming, open(), forAcceptedRecipients(incoming.session, refusals, answer));
      return;
    }
    await discard();
    answer(null, refusals as Error[]);
  }

  private handOn({ stream, session, handOn }: Incoming, message: SMTPServerDataStream, callback: DataCallback): void {
    const answer = answerOnce(message === stream ? callback : afterReading(message, callback));
    // The file of a message that is held cannot be read: a handler that waits for the end would wait for ever, and the client with it.
    if (message !== stream) message.once('error', (error) => this.fail(error, session, answer));
    callHandler(() => handOn(message, answer), (error) => {
      // What nobody reads any more goes by, so that the client has its answer.
      message.resume();
      this.fail(error, session, answer);
    });
  }

  private transactionOf(session: SMTPServerSession): Transaction {
    return this.transactions.get(session.envelope) ?? this.begin(session);
  }

  private fail<Result extends unknown[]>(error: unknown, session: SMTPServerSession, answer: Answer<Result>): void {
    tellListener(() => this.settings.onProblem(error, session));
    this.refuse(replyFor(error), session, answer);
  }

  private refuse<Result extends unknown[]>(reply: SmtpReply, session: SMTPServerSession, answer: Answer<Result>): void {
    const heard = (answer as Answer)(replyError(reply, this.settings.prefixesReplies));
    // smtp-server does so itself where the code is a number.
    if (heard) session.error = `${reply.code} ${reply.enhancedCode} ${reply.text}`;
  }
}

/** As smtp-server does with its own stream: the answer waits until the message is read, and what nobody reads is thrown away. */
function afterReading(message: SMTPServerDataStream, callback: DataCallback): DataCallback {
  return (error, ...result) => {
    if (message.readableFlowing === null) message.destroy();
    finished(message, { writable: false }, () => callback(error, ...result));
  };
}
