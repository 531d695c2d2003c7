// The milter protocol: the only place where Postfix shows the envelope, the TLS session and the header of a message together.

import type { SmtpReply } from '../model/decision.js';
import type { Session } from '../model/message.js';
import { farewell, violation } from './dialogue.js';
import type { Dialogue, End, Turn } from './dialogue.js';
import { MilterMacros } from './milter-macros.js';
import { negotiate } from './milter-negotiation.js';
import type { MilterAgreement } from './milter-negotiation.js';
import { milterPacket, MilterPacketReader, textsOf } from './milter-packet.js';
import type { MilterPacket } from './milter-packet.js';

/** A message of a client, as far as its header block. */
export interface MilterMessage {
  /** Null: the null reverse-path. */
  readonly mailFrom: string | null;
  readonly rcptTo: readonly string[];
  /** The header block; null: it is longer than is read. */
  readonly headers: string | null;
  readonly session: Session;
  /** Of Postfix's queue file, for the log; null where Postfix did not say. */
  readonly queueId: string | null;
}

export type MilterVerdict = { readonly kind: 'accept' } | { readonly kind: 'tempfail' } | { readonly kind: 'reply'; readonly reply: SmtpReply };

export interface MilterLimits {
  /** Bytes of a packet. */
  readonly packet: number;
  /** Bytes of a header block; a longer one counts as one that cannot be read. */
  readonly headerBlock: number;
  /** Bytes of an envelope; a message with a longer one is deferred. */
  readonly envelope: number;
}

export class MilterDialogue implements Dialogue {
  private readonly limits: MilterLimits;
  private readonly judge: (message: MilterMessage) => MilterVerdict;
  private readonly reader: MilterPacketReader;
  private readonly macros = new MilterMacros();
  private agreement: MilterAgreement | null = null;
  private message: MessageInProgress | null = null;
  private ending: End | null = null;

  /** @param judge - must not throw */
  constructor(limits: MilterLimits, judge: (message: MilterMessage) => MilterVerdict) {
    this.limits = limits;
    this.judge = judge;
    this.reader = new MilterPacketReader(limits.packet);
  }

  get isIdle(): boolean {
    return this.reader.isEmpty && this.message === null;
  }

  receive(bytes: Uint8Array): Turn {
    const output: Buffer[] = [];
    for (const packet of this.reader.read(bytes)) {
      if (this.ending !== null) break;
      output.push(...this.take(packet));
    }
    const { problem } = this.reader;
    if (problem !== null) this.ending ??= violation(problem);
    return { output: Buffer.concat(output), end: this.ending };
  }

  private take({ command, data }: MilterPacket): Buffer[] {
    if (command === 'O') return this.negotiate(data);
    if (command === 'Q') return this.endWith(farewell);
    if (this.agreement === null) return this.endWith(violation('the first packet offers no protocol options'));
    switch (command) {
      case 'D':
        if (!this.macros.define(data)) return this.endWith(violation('macros are longer than any of Postfix'));
        return [];
      case 'A':
        this.message = null;
        return [];
      case 'K': // another client on this connection
      case 'C':
        this.message = null;
        this.macros.forgetConnection();
        return command === 'C' ? this.goOn(command) : [];
      case 'H':
      case 'U':
      case 'B':
        return this.goOn(command);
      case 'M':
        this.message = new MessageInProgress(pathOf(data), this.limits);
        this.macros.forgetMessage();
        return this.goOn(command);
      case 'R':
        this.message?.addRecipient(this.macros.takeRecipient() ?? pathOf(data));
        return this.goOn(command);
      case 'T':
        return this.expectHeader();
      case 'L':
        this.message?.addField(textsOf(data), this.agreement.hasLeadingSpace);
        return this.goOn(command);
      case 'N':
      case 'E':
        return this.decide();
      default:
        return this.endWith(violation('a packet has a command that the protocol does not know'));
    }
  }

  private negotiate(offer: Buffer): Buffer[] {
    const negotiated = negotiate(offer);
    if (negotiated === null) return this.endWith(violation('the protocol options that are offered do not suffice'));
    this.agreement = negotiated.agreement;
    return [negotiated.packet];
  }

  /** With `smtpd_proxy_filter` Postfix makes no queue file, and ends the message without having shown its header (MILTER_README). */
  private expectHeader(): Buffer[] {
    if (this.message === null || this.macros.queueId !== null) return [CONTINUE];
    return [TEMPFAIL, ...this.endWith(violation('a message has no queue id at DATA: Postfix shows no header of mail for `smtpd_proxy_filter`; use a filter behind the queue'))];
  }

  /** At the end of the header block all is known; the end of the message has nothing to add. */
  private decide(): Buffer[] {
    const { message } = this;
    // Decided already: what comes of it now was accepted.
    if (message === null) return [CONTINUE];
    this.message = null;
    if (message.envelopeIsTooLong) return [TEMPFAIL];
    return [packetOf(this.judge({ ...message.facts, session: this.macros.session, queueId: this.macros.queueId }))];
  }

  private goOn(command: string): Buffer[] {
    return this.agreement?.unanswered.has(command) === true ? [] : [CONTINUE];
  }

  private endWith(end: End): Buffer[] {
    this.ending = end;
    return [];
  }
}

class MessageInProgress {
  private readonly limits: MilterLimits;
  private readonly mailFrom: string;
  private readonly rcptTo: string[] = [];
  private envelopeLength: number;
  private fields: string[] | null = [];
  private headerLength = 0;

  constructor(mailFrom: string, limits: MilterLimits) {
    this.limits = limits;
    this.mailFrom = mailFrom;
    this.envelopeLength = mailFrom.length;
  }

  get envelopeIsTooLong(): boolean {
    return this.envelopeLength > this.limits.envelope;
  }

  get facts(): Pick<MilterMessage, 'mailFrom' | 'rcptTo' | 'headers'> {
    return { mailFrom: this.mailFrom === '' ? null : this.mailFrom, rcptTo: this.rcptTo, headers: this.fields === null ? null : this.fields.join('') };
  }

  addRecipient(recipient: string): void {
    this.envelopeLength += recipient.length + 1;
    if (!this.envelopeIsTooLong) this.rcptTo.push(recipient);
  }

  addField([name = '', value = '']: readonly string[], hasLeadingSpace: boolean): void {
    const field = `${name}:${hasLeadingSpace ? '' : ' '}${value}\r\n`;
    this.headerLength += field.length;
    if (this.headerLength > this.limits.headerBlock) this.fields = null;
    this.fields?.push(field);
  }
}

/** The path without its angle brackets; ESMTP parameters come after it. */
function pathOf(data: Buffer): string {
  const [path = ''] = textsOf(data);
  return path.startsWith('<') && path.endsWith('>') ? path.slice(1, -1) : path;
}

function packetOf(verdict: MilterVerdict): Buffer {
  switch (verdict.kind) {
    case 'accept':
      return ACCEPT;
    case 'tempfail':
      return TEMPFAIL;
    case 'reply': {
      const { code, enhancedCode, text } = verdict.reply;
      // For Sendmail the text is a format of printf, and Postfix halves the signs as well.
      return milterPacket('y', Buffer.from(`${code} ${enhancedCode} ${text.replaceAll('%', '%%')}\0`));
    }
  }
}

const ACCEPT = milterPacket('a');
const CONTINUE = milterPacket('c');
const TEMPFAIL = milterPacket('t');
