// What of a message a setting can depend on besides its correspondent: that secure transport is demanded already (S-7.1), and how the author's
// authentication stands (S-5). Every message is one of these.

import type { Authentication, Message } from '../model/message.js';
import type { Direction } from '../model/transport.js';
import { differInAlignment, domainOf } from './alignment.js';
import type { Correspondent, CorrespondentClass } from './correspondents.js';
import type { TwoPolicies } from './two-policies.js';

/**
 * Outbound `ordinary` or `secure-transport`. Inbound `not-refuted`: the author is authenticated, or it is not known; `refuted`: the author is known not to be
 * authenticated; `aligned-if-relaxed`: relaxed alignment alone lets something vouch for the author.
 */
export type Circumstance = 'ordinary' | 'secure-transport' | 'not-refuted' | 'refuted' | 'aligned-if-relaxed';

/** In which circumstances a correspondent has to be looked at. */
export function circumstancesOf(direction: Direction, correspondent: Correspondent, policies: TwoPolicies): readonly Circumstance[] {
  if (direction === 'outbound') return ['ordinary', 'secure-transport'];
  // An author who cannot be read is not asked for authentication (S-4.3).
  if (correspondent.kind === 'unknown') return ['not-refuted'];
  return differInAlignment(policies) ? ['not-refuted', 'refuted', 'aligned-if-relaxed'] : ['not-refuted', 'refuted'];
}

/** A message of a class in the circumstance; null where there is none, since no other domain can align. */
export function messageIn(circumstance: Circumstance, user: string, { members: [correspondent], alignedDomain }: CorrespondentClass): Message | null {
  switch (circumstance) {
    case 'ordinary':
      return { envelope: { mailFrom: user, rcptTo: [addressOf(correspondent)] } };
    case 'secure-transport':
      return { envelope: { mailFrom: user, rcptTo: [addressOf(correspondent)] }, secureTransport: true };
    case 'not-refuted':
    case 'refuted':
    case 'aligned-if-relaxed': {
      const authentication = authenticationIn(circumstance, correspondent, alignedDomain);
      if (authentication === null) return null;
      return { envelope: { mailFrom: null, rcptTo: [user] }, from: correspondent.kind === 'unknown' ? [] : correspondent.address, ...authentication };
    }
  }
}

function authenticationIn(
  circumstance: Circumstance,
  correspondent: Correspondent,
  alignedDomain: string | null,
): { authentication?: Authentication } | null {
  if (circumstance === 'not-refuted' || correspondent.kind === 'unknown') return {};
  const domain = domainOf(correspondent.address);
  if (circumstance === 'refuted') return { authentication: { spf: { result: 'fail', domain }, dkim: [], dmarc: { result: 'fail', domain } } };
  return alignedDomain === null ? null : { authentication: { spf: { result: 'pass', domain: alignedDomain } } };
}

function addressOf(correspondent: Correspondent): string {
  // As a recipient: what is no address is an unknown partner (S-4.4).
  return correspondent.kind === 'unknown' ? 'not an address' : correspondent.address;
}
