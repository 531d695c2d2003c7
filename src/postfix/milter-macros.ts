// The macros of a milter connection: what Postfix says of the client's TLS session, and the queue id.

import type { Session } from '../model/message.js';
import { textsOf } from './milter-packet.js';

/** A stage's macros replace those that it had before; the later stage knows better. */
const STAGES_OF_SESSION: readonly string[] = ['M', 'H', 'C'];
const STAGES_OF_QUEUE_ID: readonly string[] = ['N', 'E', 'T', 'R', 'M'];
const STAGES: ReadonlySet<string> = new Set([...STAGES_OF_SESSION, ...STAGES_OF_QUEUE_ID]);
/** In bytes. A connection keeps so much for each stage at the most. */
const LONGEST = 65_536;

export class MilterMacros {
  private readonly stages = new Map<string, ReadonlyMap<string, string>>();

  /** @returns false where they are longer than any macros of Postfix */
  define(data: Buffer): boolean {
    if (data.length > LONGEST) return false;
    const stage = data.toString('latin1', 0, 1);
    if (!STAGES.has(stage)) return true;
    const macros = new Map<string, string>();
    let name = '';
    for (const [place, text] of textsOf(data.subarray(1)).entries()) {
      if (place % 2 === 0) name = text;
      else macros.set(name, text);
    }
    this.stages.set(stage, macros);
    return true;
  }

  /** Another client, about whom nothing is known yet. What came just before the event of the connection is about it. */
  forgetConnection(): void {
    for (const stage of this.stages.keys()) if (stage !== 'C') this.stages.delete(stage);
  }

  /** Another message on the same connection. What came just before MAIL is about it. */
  forgetMessage(): void {
    for (const stage of STAGES_OF_QUEUE_ID) if (stage !== 'M') this.stages.delete(stage);
  }

  /** The recipient that the next RCPT is about, as Postfix reads it; null where it did not say. It is told once. */
  takeRecipient(): string | null {
    const recipient = this.find('{rcpt_addr}', ['R']);
    this.stages.delete('R');
    return recipient ?? null;
  }

  get queueId(): string | null {
    return this.find('i', STAGES_OF_QUEUE_ID) ?? null;
  }

  /**
   * The session of the client. Postfix has no macro where there is no TLS, and none about a certificate that it does not trust; whether it is expired or
   * bears a name is part of that trust, or nobody's question for a client (S-23.7).
   */
  get session(): Session {
    const version = this.find('{tls_version}', STAGES_OF_SESSION);
    if (version === undefined) return { tls: false };
    const trusted = (this.find('{cert_subject}', STAGES_OF_SESSION) ?? this.find('{cert_issuer}', STAGES_OF_SESSION)) !== undefined;
    return { tls: true, version, certificate: { trusted } };
  }

  /** What is empty says nothing. */
  private find(name: string, stages: readonly string[]): string | undefined {
    return stages.map((stage) => this.stages.get(stage)?.get(name)).find((value) => value !== undefined && value !== '');
  }
}
