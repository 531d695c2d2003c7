// What the lists say of a message's partner where they do not match it: failed for want of authentication, or nearly matched (S-11.2).

import { readAuthorPartner } from '../evaluate/message-reading.js';
import type { OrganizationalDomain } from '../evaluate/organizational-domain.js';
import { hitsOf, unknownPartner } from '../evaluate/partner.js';
import type { Partner } from '../evaluate/partner.js';
import type { Address } from '../model/address.js';
import type { Setting } from '../model/policy.js';
import { byCodeUnits } from '../model/text.js';
import type { NearMiss } from './explanation.js';
import { nearMissesOf } from './partner-near-misses.js';
import type { NearMissContext } from './partner-near-misses.js';

/** Found out when it is first asked for, and once: settings and org units share it. */
export interface Evidence {
  /** Whether an entry of the setting's lists matches the partner but for authentication. */
  isUnauthenticated(setting: Setting): boolean;
  /** Of the setting's lists: each once, sorted by entry, address and kind. */
  nearMisses(setting: Setting): readonly NearMiss[];
}

type MessageContext = Omit<NearMissContext, 'partner'>;

/** Inbound all recipients have the one partner, the author; outbound each is its own. */
export function evidenceOf(context: MessageContext, organizationalDomain: OrganizationalDomain): (recipient: Address | null) => Evidence {
  if (context.direction === 'outbound') {
    return (address) => evidenceOn(address === null ? unknownPartner : { kind: 'known', addresses: [{ address, authenticated: () => 'unknown' }] }, context);
  }
  const { alignment, unknownAuthor, caseSensitiveLocalParts: caseSensitive } = context.policy.content;
  const { partner } = readAuthorPartner(context.message, { alignment, unknownAuthor, caseSensitive, organizationalDomain });
  const onAuthor = evidenceOn(partner, context);
  return () => onAuthor;
}

function evidenceOn(partner: Partner, context: MessageContext): Evidence {
  const { index, listPlaces } = context.policy;
  const unauthenticated = lazily(() => {
    if (partner.kind === 'unknown') return new Set<number>();
    const { entries, authenticated } = hitsOf(partner.addresses, index);
    const refused = entries.filter((_, place) => authenticated?.[place] === 'no').flatMap(({ memberships }) => memberships);
    return new Set(refused.filter(({ requireAuthentication }) => requireAuthentication).map(({ list }) => list));
  });
  const missesByList = lazily(() => nearMissesOf({ ...context, partner }));
  const known = new Map<Setting, readonly NearMiss[]>();
  const placesOf = ({ addressLists }: Setting): number[] => addressLists.flatMap((name) => listPlaces.get(name) ?? []);
  return {
    isUnauthenticated: (setting) => placesOf(setting).some((list) => unauthenticated().has(list)),
    nearMisses: (setting) => {
      const misses = known.get(setting) ?? uniqueMisses(placesOf(setting).flatMap((list) => missesByList().get(list) ?? []));
      known.set(setting, misses);
      return misses;
    },
  };
}

function uniqueMisses(misses: readonly NearMiss[]): readonly NearMiss[] {
  const unique = new Map(misses.map((miss) => [`${miss.entry} ${miss.address} ${miss.kind}`, miss]));
  return Object.freeze([...unique].sort(([a], [b]) => byCodeUnits(a, b)).map(([, miss]) => miss));
}

function lazily<T>(make: () => T): () => T {
  let made: { readonly value: T } | null = null;
  return () => (made ??= { value: make() }).value;
}
