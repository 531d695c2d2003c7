// Numbers by key. Nearly every key has one number only, and no array for it.

import { append } from '../model/multimap.js';

export class NumberMap {
  readonly #first = new Map<string, number>();
  readonly #others = new Map<string, number[]>();

  /** @returns whether the key is new */
  add(key: string, number: number): boolean {
    const isNew = !this.#first.has(key);
    if (isNew) this.#first.set(key, number);
    else append(this.#others, key, number);
    return isNew;
  }

  /** In the order in which they were added. */
  get(key: string): number[] {
    const first = this.#first.get(key);
    return first === undefined ? [] : [first, ...(this.#others.get(key) ?? [])];
  }

  /** The same one by one, without a new array. */
  *each(key: string): Generator<number> {
    const first = this.#first.get(key);
    if (first === undefined) return;
    yield first;
    yield* this.#others.get(key) ?? [];
  }

  /** The numbers under each key that has several. */
  *shared(): Generator<number[]> {
    for (const key of this.#others.keys()) yield this.get(key);
  }
}
