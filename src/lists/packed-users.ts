// The org units of many users: packed keys, each with the number of its org unit.

import type { UserMap } from '../model/policy.js';
import { byCodeUnits } from '../model/text.js';
import { textOfUtf8, utf8Bytes } from '../model/utf8.js';
import { KeyCollector } from '../packed/key-collector.js';
import { packKeys } from '../packed/pack-keys.js';
import { PackedKeys } from '../packed/packed-keys.js';
import type { PackedParts } from '../packed/packed-keys.js';
import { PlainKey } from './plain-key.js';

export class PackedUsers implements UserMap {
  readonly keys: PackedKeys;
  /** Paths of org units, by the numbers of the keys. */
  readonly orgUnits: readonly string[];
  private readonly plain: PlainKey;

  constructor(parts: PackedParts, orgUnits: readonly string[]) {
    this.keys = new PackedKeys(parts);
    this.plain = new PlainKey(this.keys.key);
    this.orgUnits = orgUnits;
  }

  get size(): number {
    return this.keys.parts.size;
  }

  get(address: string): string | undefined {
    return this.orgUnits[this.keys.get(utf8Bytes(address))];
  }

  getPlain(text: string, caseSensitive: boolean): string | undefined {
    const { keys, plain } = this;
    if (!plain.readAddress(text, 0, text.length) || (caseSensitive && plain.foldedLocalPart)) return undefined;
    return this.orgUnits[keys.find(keys.key.bytes, keys.key.length, keys.key.sum)];
  }

  entries(): Iterable<readonly [address: string, orgUnit: string]> {
    const users = Array.from(this.keys.entries(), ([bytes, number]) => [textOfUtf8(bytes) ?? bytes, this.orgUnits[number] ?? ''] as const);
    return users.sort(([a], [b]) => byCodeUnits(a, b));
  }
}

/** @param users - canonical addresses, each once, and paths of org units */
export function packUsers(users: Iterable<readonly [address: string, orgUnit: string]>): PackedUsers {
  const collector = new KeyCollector();
  const orgUnits = new Map<string, number>();
  for (const [address, orgUnit] of users) {
    const place = collector.add(utf8Bytes(address));
    const number = orgUnits.get(orgUnit) ?? orgUnits.size;
    orgUnits.set(orgUnit, number);
    collector.numbers[place] = number;
  }
  return new PackedUsers(packKeys(collector), [...orgUnits.keys()]);
}
