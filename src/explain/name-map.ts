// Listed names by local part and some form of the domain. Domain entries concern every local part, address entries their own.

import type { ListedName } from './listed-name.js';

const NOWHERE = -1;

export class NameMap {
  /** Numbers for local parts keep the keys short: a huge one that no entry has is looked up once, whatever is asked about it. */
  readonly #localParts = new Map<string, number>();
  readonly #names = new Map<string, ListedName[]>();

  add(name: ListedName, domain: string): void {
    const number = this.#localParts.get(name.localPart) ?? this.#localParts.size;
    this.#localParts.set(name.localPart, number);
    const key = `${number}@${domain}`;
    const present = this.#names.get(key);
    if (present === undefined) this.#names.set(key, [name]);
    else present.push(name);
  }

  /** The names under any of the domains that concern addresses of this local part. */
  get(localPart: string, domains: Iterable<string>): ListedName[] {
    const numbers = ['', localPart].map((part) => this.#localParts.get(part) ?? NOWHERE);
    const found: ListedName[] = [];
    for (const domain of domains) {
      for (const number of numbers) for (const name of this.#names.get(`${number}@${domain}`) ?? []) found.push(name);
    }
    return found;
  }
}
