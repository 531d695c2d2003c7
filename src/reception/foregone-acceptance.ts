// What can be accepted before the header of a message is seen: what no author could change any more.

import type { PolicyEngine } from '../engine.js';
import type { Message } from '../model/message.js';
import { contentOf } from '../policy/parse-policy.js';

/**
 * Whether a message will be accepted for all its recipients whoever its author turns out to be: whether it would be from an unknown author, whom every
 * entry matches (S-4.3), so that any other meets no more settings. Nothing is settled by a policy in which an unknown author matches none.
 *
 * @example
 * acceptsAnyAuthor(engine, { envelope, session: { tls: true, version: 'TLSv1.3' } }) // true where nothing more than TLS is required of anyone
 * @see clause S-20.8
 */
export function acceptsAnyAuthor(engine: PolicyEngine, { envelope, session }: Required<Pick<Message, 'envelope' | 'session'>>): boolean {
  return contentOf(engine.policy).unknownAuthor === 'match' && engine.evaluate({ envelope, from: NOBODY, session }, 'inbound').outcome === 'deliver';
}

const NOBODY: readonly string[] = Object.freeze([]);
