// Near misses of a message's partner: what an administrator might think had matched (S-11.2).

import type { CompiledPolicy } from '../compile/compiled-policy.js';
import { readFromValues, readMailFrom } from '../evaluate/message-reading.js';
import type { Partner } from '../evaluate/partner.js';
import { displayTexts } from '../header/display-text.js';
import { parseAddress } from '../model/address.js';
import type { Address, AddressText } from '../model/address.js';
import { append } from '../model/multimap.js';
import type { Direction } from '../model/transport.js';
import type { NearMiss } from './explanation.js';
import { candidatesIn } from './display-candidate.js';
import type { NearMissIndex } from './near-miss.js';

export interface NearMissContext {
  readonly policy: CompiledPolicy;
  readonly message: unknown;
  readonly direction: Direction;
  readonly partner: Partner;
  readonly nearMisses: () => NearMissIndex;
}

/** By the place of the list. */
export function nearMissesOf(context: NearMissContext): ReadonlyMap<number, readonly NearMiss[]> {
  const byList = new Map<number, NearMiss[]>();
  const addresses = context.partner.kind === 'known' ? context.partner.addresses.map(({ address }) => address) : [];
  for (const address of addresses) {
    for (const { list, entry, kind } of context.nearMisses().of(address)) append(byList, list, Object.freeze({ entry, address: address.text, kind }));
  }
  if (context.direction === 'inbound') addAuthorLike(byList, context);
  return byList;
}

/** The envelope sender and what a display name says never count (S-3.3, S-4.1), but they are what a reader of the mail may see. */
function addAuthorLike(byList: Map<number, NearMiss[]>, { policy, message }: NearMissContext): void {
  const caseSensitive = policy.content.caseSensitiveLocalParts;
  const mailFrom = readMailFrom(message, caseSensitive);
  if (mailFrom !== null) addExact(byList, policy, mailFrom, mailFrom.text, 'envelope-only');
  for (const candidate of candidatesIn(displayTexts(readFromValues(message)))) {
    const address = parseAddress(candidate, caseSensitive);
    addExact(byList, policy, address ?? anyoneAt(candidate), address?.text ?? candidate, 'display-name-only');
  }
}

function addExact(byList: Map<number, NearMiss[]>, { index }: CompiledPolicy, address: Address, shown: string, kind: NearMiss['kind']): void {
  for (const { value, memberships } of index.matching(address)) {
    for (const { list } of memberships) append(byList, list, Object.freeze({ entry: value, address: shown, kind }));
  }
}

/** A domain that stands alone in a display name: it matches domain entries, and no address. */
function anyoneAt(domain: string): Address {
  return { text: `@${domain}` as AddressText, domain };
}
