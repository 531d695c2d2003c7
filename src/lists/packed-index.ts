// The index of a policy with many entries: packed keys, each with the number of its combination of lists. The sum that makes the hash of a
// domain is met on the way to that of an address at it, so an address costs one pass over its characters and a look into two buckets at most.

import { isAddressLiteral } from '../model/address-literal.js';
import type { AddressListEntry } from '../model/address-list-entry.js';
import type { AddressIndex, AddressMatches, EntryMatch, Memberships } from '../model/address-index.js';
import { parseAddress } from '../model/address.js';
import type { Address, AddressText } from '../model/address.js';
import { parentDomains } from '../model/domain.js';
import { textOfUtf8, utf8Bytes } from '../model/utf8.js';
import { Foresight } from '../packed/foresight.js';
import { ABSENT, PackedKeys } from '../packed/packed-keys.js';
import type { PackedParts } from '../packed/packed-keys.js';
import { entriesByList } from './entry-order.js';
import { PlainKey } from './plain-key.js';

export class PackedIndex implements AddressIndex {
  readonly keys: PackedKeys;
  /** By combination. */
  readonly memberships: readonly Memberships[];
  private readonly lists: number;
  private readonly plain: PlainKey;
  private readonly foresight: Foresight;
  /** The lists that match everyone. */
  private readonly everyone: Memberships;
  /** The depths of the domains that wildcards stand below, a bit for each: most policies have few, and a look-up skips the others. */
  readonly wildcardDepths: number;

  constructor(parts: PackedParts, memberships: readonly Memberships[], lists: number, wildcardDepths: number) {
    this.keys = new PackedKeys(parts);
    this.plain = new PlainKey(this.keys.key);
    this.foresight = new Foresight(parts);
    this.memberships = memberships;
    this.lists = lists;
    this.wildcardDepths = wildcardDepths;
    this.everyone = memberships[this.keys.get('*')] ?? NO_MEMBERSHIPS;
  }

  matchesOf(text: string, caseSensitive: boolean): AddressMatches | null {
    const { plain } = this;
    if (!plain.readAddress(text, 0, text.length) || (caseSensitive && plain.foldedLocalPart)) {
      const address = parseAddress(text, caseSensitive);
      return address && { address, entries: this.matching(address) };
    }
    const canonical = (plain.foldedLocalPart || plain.foldedDomain ? text.toLowerCase() : text) as AddressText;
    const address = { text: canonical, domain: canonical.slice(-plain.domainLength) };
    return { address, entries: this.foundPlain(address) };
  }

  foresee(texts: readonly unknown[], start: number, end: number): void {
    const { foresight, keys, plain } = this;
    if (!foresight.isWorthwhile) return;
    for (let at = start; at < end; at++) {
      const text = texts[at];
      if (typeof text !== 'string' || !plain.readAddress(text, 0, text.length)) continue;
      foresight.add(keys.key.sum);
      foresight.add(plain.domainSum);
    }
    foresight.touch();
  }

  matching(address: Address): readonly EntryMatch[] {
    const { plain } = this;
    const { text } = address;
    if (plain.readAddress(text, 0, text.length) && !plain.foldedLocalPart) return this.foundPlain(address);
    return this.found(address, this.keys.get(utf8Bytes(address.text)), this.keys.get(address.domain));
  }

  entries(): Iterable<readonly [value: string, memberships: Memberships]> {
    return this.entriesWith(this.memberships);
  }

  membershipsOf(value: string): Memberships {
    return this.memberships[this.keys.get(utf8Bytes(value))] ?? NO_MEMBERSHIPS;
  }

  entriesByList(): readonly (readonly AddressListEntry[])[] {
    return entriesByList(this.entries(), this.lists);
  }

  entriesOf(list: number): readonly AddressListEntry[] {
    const only = this.memberships.map((memberships) => memberships.filter((membership) => membership.list === list));
    return entriesByList(this.entriesWith(only), this.lists)[list] ?? [];
  }

  /** Of an address that was just read as plain. */
  private foundPlain(address: Address): readonly EntryMatch[] {
    const { keys, plain } = this;
    const { bytes, length, sum } = keys.key;
    const { domainLength, domainSum } = plain;
    // The filter is asked for both at once, for then the two waits for memory are one.
    const mayBeAddress = keys.mayHold(sum);
    const mayBeDomain = keys.mayHold(domainSum);
    return this.found(
      address,
      mayBeAddress ? keys.findHeld(bytes, length, sum) : ABSENT,
      mayBeDomain ? keys.findHeld(bytes, domainLength, domainSum) : ABSENT,
    );
  }

  private found({ text, domain }: Address, byAddress: number, byDomain: number): readonly EntryMatch[] {
    const hasWildcards = this.wildcardDepths !== 0;
    const hasEveryone = this.everyone.length > 0;
    if (!hasWildcards && !hasEveryone) {
      if (byDomain === ABSENT) return byAddress === ABSENT ? NONE : [this.match('address', text, text, byAddress)];
      if (byAddress === ABSENT) return [this.match('domain', domain, text, byDomain)];
    }
    const found: EntryMatch[] = [];
    if (byAddress !== ABSENT) found.push(this.match('address', text, text, byAddress));
    if (byDomain !== ABSENT) found.push(this.match('domain', domain, text, byDomain));
    if (hasWildcards && !isAddressLiteral(domain)) this.addWildcards(domain, text, found);
    if (hasEveryone) found.push({ kind: 'everyone', value: '*', address: text, memberships: this.everyone });
    return found;
  }

  /** Every domain above, where there are wildcards of its depth (S-3.4). */
  private addWildcards(domain: string, address: string, found: EntryMatch[]): void {
    let depth = domain.split('.').length;
    for (const parent of parentDomains(domain)) {
      depth--;
      if ((this.wildcardDepths & depthBit(depth)) === 0) continue;
      const value = `*.${parent}`;
      const number = this.keys.get(value);
      if (number !== ABSENT) found.push(this.match('subdomains', value, address, number));
    }
  }

  private match(kind: EntryMatch['kind'], value: string, address: string, number: number): EntryMatch {
    return { kind, value, address, memberships: this.memberships[number] ?? NO_MEMBERSHIPS };
  }

  private *entriesWith(byCombination: readonly Memberships[]): Generator<readonly [value: string, memberships: Memberships]> {
    for (const [bytes, number] of this.keys.entries()) {
      yield [textOfUtf8(bytes) ?? bytes, byCombination[number] ?? NO_MEMBERSHIPS];
    }
  }
}

/** How many labels the domain of a wildcard has, as a bit; great depths share the last. */
export function depthBit(depth: number): number {
  return 1 << Math.min(depth, DEEPEST);
}

const DEEPEST = 31;
const NONE: readonly EntryMatch[] = Object.freeze([]);
const NO_MEMBERSHIPS: Memberships = Object.freeze([]);
