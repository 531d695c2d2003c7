// A row of numbers read as choices. Generators draw from it in plain code; fast-check shrinks the numbers, and 0 is always the simplest choice.

import fc from 'fast-check';

export class Choices {
  readonly #numbers: readonly number[];
  #next = 0;

  constructor(numbers: readonly number[]) {
    this.#numbers = numbers;
  }

  /** From 0 up to, and without, the bound. When the row is used up: 0. */
  below(bound: number): number {
    const number = this.#numbers[this.#next++] ?? 0;
    return number % bound;
  }

  chance(percent: number): boolean {
    return this.below(100) >= 100 - percent;
  }

  /** One of the items; the first is the simplest. There must be one. */
  pick<Item>(items: readonly Item[]): Item {
    return items[this.below(items.length)] as Item;
  }

  /** Items in their order, each with the given chance. */
  some<Item>(items: readonly Item[], percent: number): Item[] {
    return items.filter(() => this.chance(percent));
  }

  times<Item>(count: number, draw: (index: number) => Item): Item[] {
    return Array.from({ length: count }, (_, index) => draw(index));
  }
}

/** An arbitrary of what `draw` makes of at most `length` choices. */
export function drawn<Value>(length: number, draw: (choices: Choices) => Value): fc.Arbitrary<Value> {
  return choiceRows(length).map((numbers) => draw(new Choices(numbers)));
}

export function choiceRows(length: number): fc.Arbitrary<number[]> {
  return fc.array(fc.nat({ max: 0xffff }), { minLength: length, maxLength: length, size: 'max' });
}
