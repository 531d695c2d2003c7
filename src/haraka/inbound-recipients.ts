// Whom inbound policy is about: who relays is a client of the organisation, and what it sends is outbound mail, but for what it hands on to the
// organisation itself (S-22.3).

import type { PolicyEngine } from '../engine.js';
import { parseAddress } from '../model/address.js';
import { contentOf } from '../policy/parse-policy.js';
import type { Connection } from './haraka-objects.js';

/** Whether a message to the address comes in from outside. */
export function isInbound(engine: PolicyEngine, connection: Connection, recipient: string, checkRelaying: boolean): boolean {
  if (!connection.relaying) return true;
  if (!checkRelaying || isAuthenticated(connection)) return false;
  const domain = parseAddress(recipient, false)?.domain;
  return domain === undefined || ownDomains(engine).has(domain);
}

/** By SMTP AUTH: a user of the organisation. A client that may relay by its address can be a gateway that hands on the mail of others. */
function isAuthenticated({ notes }: Connection): boolean {
  return typeof notes.auth_user === 'string' && notes.auth_user !== '';
}

/** Kept with the engine, which never changes. */
const known = new WeakMap<PolicyEngine, ReadonlySet<string>>();

export function ownDomains(engine: PolicyEngine): ReadonlySet<string> {
  let domains = known.get(engine);
  if (domains === undefined) known.set(engine, (domains = new Set(contentOf(engine.policy).domains)));
  return domains;
}
