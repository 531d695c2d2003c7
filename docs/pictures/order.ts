// An order computed from a join: which of two elements is stricter, which cover which, and how high each stands.

import { join } from '../../src/index.js';
import type { TransportConstraints } from '../../src/index.js';

export interface Ordered {
  /** The elements, each once, from the bottom up. */
  readonly elements: readonly TransportConstraints[];
  /** The places of pairs in `elements` between which there is nothing: the lines of a Hasse diagram. */
  readonly covers: readonly { readonly below: number; readonly above: number }[];
  /** Of each element, the length of the longest chain from the bottom to it. */
  readonly heights: readonly number[];
}

/** The order of constraints by `join`: `a` is no stricter than `b` if their join is `b` (S-8.1). */
export function orderedByJoin(constraints: readonly TransportConstraints[]): Ordered {
  const unique = [...new Map(constraints.map((element) => [keyOf(element), join(element, element)])).values()];
  const heightOf = (element: TransportConstraints): number => Math.max(0, ...unique.filter((other) => isBelow(other, element)).map((other) => heightOf(other) + 1));
  const elements = unique.map((element) => ({ element, height: heightOf(element) })).sort((a, b) => a.height - b.height);
  const covers = elements.flatMap(({ element: below }, from) =>
    elements.flatMap(({ element: above }, to) => {
      const between = unique.some((other) => isBelow(below, other) && isBelow(other, above));
      return isBelow(below, above) && !between ? [{ below: from, above: to }] : [];
    }),
  );
  return { elements: elements.map(({ element }) => element), covers, heights: elements.map(({ height }) => height) };
}

export function isSame(a: TransportConstraints, b: TransportConstraints): boolean {
  return keyOf(a) === keyOf(b);
}

/** Strictly. */
function isBelow(a: TransportConstraints, b: TransportConstraints): boolean {
  return !isSame(a, b) && isSame(join(a, b), b);
}

/** By meaning: a certificate check that does not say that TLS is required requires it all the same, and the join says so. */
function keyOf(constraints: TransportConstraints): string {
  const { tls, minVersion, caSigned, hostname } = join(constraints, constraints);
  return [tls, minVersion, caSigned, hostname].join(' ');
}
