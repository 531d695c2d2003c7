// A document under check: the shape that was wanted, with a mark wherever something was refused. What was refused has been reported; it
// counts as declared, so that one mistake is not reported twice and hides nothing elsewhere (S-1.2).

/** Stands in a draft for a value that was refused and reported. */
export const refused: unique symbol = Symbol('refused');
export type Refused = typeof refused;

/** Any part may be refused, and what is required may be missing (then it is refused). Left out is undefined. */
export type Draft<T> = Refused | DraftOf<T>;
type DraftOf<T> = T extends readonly (infer E)[]
  ? readonly Draft<E>[]
  : T extends object
    ? { readonly [K in keyof T]?: Draft<Exclude<T[K], undefined>> | undefined }
    : T;

/** The value, or what stands for it when it was left out or refused. */
export function valueOr<T>(value: T | Refused | undefined, otherwise: T): T {
  return value === undefined || value === refused ? otherwise : value;
}

/** The elements that were not refused, each with its index. */
export function* elementsOf<T>(list: readonly (T | Refused)[] | Refused | undefined): Generator<readonly [number, T]> {
  if (list === undefined || list === refused) return;
  for (const [index, element] of list.entries()) if (element !== refused) yield [index, element];
}

/** Whether the list itself and all of its elements were readable; a list that was left out is. */
export function isWhole(list: readonly unknown[] | Refused | undefined): boolean {
  return list === undefined || (list !== refused && !list.includes(refused));
}
