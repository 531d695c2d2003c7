// The two policies that are compared, and what both make of one address.

import type { CompiledPolicy } from '../compile/compiled-policy.js';
import type { EntryMatch } from '../model/address-index.js';

export interface TwoPolicies {
  readonly before: CompiledPolicy;
  readonly after: CompiledPolicy;
}

/** How one policy sees an address: the entries that match it, and whether it is internal. */
export interface Sight {
  readonly entries: readonly EntryMatch[];
  readonly internal: boolean;
}

const NOTHING: Sight = { entries: [], internal: false };

export function sightOf(text: string, { index, internalDomains, content }: CompiledPolicy): Sight {
  const matches = index.matchesOf(text, content.caseSensitiveLocalParts);
  return matches === null ? NOTHING : { entries: matches.entries, internal: internalDomains?.has(matches.address.domain) === true };
}

/** A policy that is compared with itself is asked once. */
export function sightsOf(text: string, { before, after }: TwoPolicies): readonly [before: Sight, after: Sight] {
  const sight = sightOf(text, before);
  return [sight, after === before ? sight : sightOf(text, after)];
}
