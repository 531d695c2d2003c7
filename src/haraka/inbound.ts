// Mail that comes in: what can be answered at RCPT, and the decision after DATA (S-22.3).

import type { PolicyEngine } from '../engine.js';
import type { Decision, SmtpReply } from '../model/decision.js';
import type { Message, Session } from '../model/message.js';
import type { CaCertificates } from '../node-tls/trust-anchors.js';
import { foregoneReply } from '../reception/foregone-reply.js';
import { clientSession } from './client-session.js';
import type { Connection, HarakaAddress, HarakaPlugin, Next, Transaction } from './haraka-objects.js';
import { isInbound } from './inbound-recipients.js';
import type { PluginOptions } from './options.js';
import { keepHeader, receivedHeader } from './received-header.js';
import { senderAuthentication } from './sender-authentication.js';
import { answer, POLICY_UNAVAILABLE } from './smtp-answer.js';

export interface InboundSurroundings {
  readonly plugin: HarakaPlugin;
  readonly options: PluginOptions;
  /** The engine that decides now; null: there is none yet. */
  readonly engine: () => PolicyEngine | null;
  /** The CA certificates that clients are trusted by. */
  readonly clientCa: () => CaCertificates | undefined;
}

export class Inbound {
  private readonly surroundings: InboundSurroundings;
  /** Transactions for which the decision was made: another plugin may end the hooks of a message before it comes to this one. */
  private readonly decided = new WeakSet<Transaction>();

  constructor(surroundings: InboundSurroundings) {
    this.surroundings = surroundings;
  }

  /** `data` */
  begin(next: Next, { transaction }: Connection): unknown {
    if (transaction) keepHeader(transaction);
    return next();
  }

  /** `rcpt_ok`: the recipient would be accepted. */
  recipient(next: Next, connection: Connection, recipient: HarakaAddress): unknown {
    const engine = this.surroundings.engine();
    if (engine === null) return answer(next, POLICY_UNAVAILABLE);
    const { transaction } = connection;
    if (!transaction || !this.concerns(engine, connection, recipient)) return next();
    const reply = foregoneReply(engine, { mailFrom: transaction.mail_from.address, recipient: recipient.address, session: this.session(connection) });
    // With 421 the connection ends, and with it the other recipients: that answer waits for the end of the message.
    if (reply === null || reply.code < 500) return next();
    this.tell(connection, transaction, reply, recipient.address);
    return answer(next, reply);
  }

  /** `data_post`, after the plugins that authenticate the sender, and again before the message is queued, should it not have come to the first. */
  decide(next: Next, connection: Connection): unknown {
    const { transaction } = connection;
    if (!transaction || this.decided.has(transaction)) return next();
    const engine = this.surroundings.engine();
    if (engine === null) return answer(next, POLICY_UNAVAILABLE);
    const reply = this.decisionOn(engine, connection, transaction)?.reply ?? null;
    this.decided.add(transaction);
    if (reply === null) return next();
    this.tell(connection, transaction, reply, transaction.mail_from.address);
    return answer(next, reply);
  }

  private decisionOn(engine: PolicyEngine, connection: Connection, transaction: Transaction): Decision | null {
    const rcptTo = transaction.rcpt_to.filter((recipient) => this.concerns(engine, connection, recipient)).map(({ address }) => address);
    if (rcptTo.length === 0) return null;
    const headers = receivedHeader(transaction);
    const message: Message = {
      envelope: { mailFrom: transaction.mail_from.address, rcptTo },
      ...(headers === undefined ? UNREADABLE_AUTHOR : { headers }),
      authentication: senderAuthentication(this.surroundings.options.authentication, connection, transaction, headers),
      session: this.session(connection),
    };
    return engine.evaluate(message, 'inbound');
  }

  private concerns(engine: PolicyEngine, connection: Connection, { address }: HarakaAddress): boolean {
    return isInbound(engine, connection, address, this.surroundings.options.checkRelaying);
  }

  private session(connection: Connection): Session {
    return clientSession(connection, this.surroundings.clientCa());
  }

  /** In the log, and for the other plugins of Haraka. */
  private tell(connection: Connection, transaction: Transaction, { code, enhancedCode, text }: SmtpReply, whom: string): void {
    const { plugin } = this.surroundings;
    transaction.results.add(plugin, { fail: text });
    connection.lognotice(plugin, `rejected <${whom}>: ${code} ${enhancedCode} ${text}`);
  }
}

/** A value that is no text (S-4.6): who wrote it is not known. */
const UNREADABLE_AUTHOR = { from: [null] as unknown as readonly string[] };
