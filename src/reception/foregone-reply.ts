// What can be answered before the header of a message is seen: the rejection that no author and no authentication could change any more.

import type { PolicyEngine } from '../engine.js';
import type { SmtpReply } from '../model/decision.js';
import type { Session } from '../model/message.js';
import { NOTHING_PASSED } from './unvouched.js';

/** What a server knows when it is asked about one recipient. */
export interface RecipientRequest {
  readonly mailFrom: string | null;
  readonly recipient: string;
  /** Left out: not known, and then nothing is settled. */
  readonly session?: Session;
}

/**
 * The rejection of a recipient that is settled before DATA, or null where it depends on the header. It is settled when even a message from an author
 * whom only `*` matches, and who is not authenticated, would be rejected (any other author meets those settings, and maybe more), and a message from an
 * unknown author too, who by `unknownAuthor` may meet none.
 *
 * @example
 * const reply = foregoneReply(engine, { mailFrom: 'ann@partner.example', recipient: 'bob@here.example', session: { tls: false } });
 * // where TLS is required of everyone: { code: 550, enhancedCode: '5.7.10', text: '…' }, to be given in answer to RCPT
 * @see clauses S-9.5 and S-20.1
 */
export function foregoneReply(engine: PolicyEngine, { mailFrom, recipient, session }: RecipientRequest): SmtpReply | null {
  if (session === undefined) return null;
  const stranger = strangerOf(engine);
  // Inbound, a setting concerns those who are in its lists (S-7.2).
  if (!stranger.isListed) return null;
  const message = { envelope: { mailFrom, rcptTo: [recipient] }, authentication: NOTHING_PASSED, session };
  const { outcome, reply } = engine.evaluate({ ...message, from: stranger.address }, 'inbound');
  if (outcome !== 'reject') return null;
  return engine.evaluate({ ...message, from: [] }, 'inbound').outcome === 'reject' ? reply : null;
}

interface Stranger {
  readonly address: string;
  /** Some list has a `*`. */
  readonly isListed: boolean;
}

/** Kept with the engine, which never changes. */
const strangers = new WeakMap<PolicyEngine, Stranger>();

/** An author whom no entry but `*` matches. */
function strangerOf(engine: PolicyEngine): Stranger {
  const known = strangers.get(engine);
  if (known !== undefined) return known;
  for (let number = 0; ; number++) {
    const address = `nobody@elsewhere.x${number}`;
    const matches = engine.matching(address);
    if (matches.some(({ entry }) => entry.kind !== 'everyone')) continue;
    const stranger = { address, isListed: matches.length > 0 };
    strangers.set(engine, stranger);
    return stranger;
  }
}
