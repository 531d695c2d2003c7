// Vectors about the lattice of constraints, and what of them a session violates.

import { exactDifferences } from './disagreement.mjs';
import { revive } from './special-value.mjs';

/** `join`: either way round, and with the bottom and itself (S-8.1). */
export function checkJoin(library, vector) {
  const { join, opportunistic } = library;
  return vector.cases.flatMap(([a, b, joined]) => [
    ...exactDifferences(joined, join(a, b), 'join of a and b'),
    ...exactDifferences(joined, join(b, a), 'join of b and a'),
    ...exactDifferences(joined, join(joined, a), 'join of the join and a'),
    ...exactDifferences(joined, join(opportunistic, joined), 'join of the bottom and the join'),
    ...exactDifferences(joined, join(joined, joined), 'join of the join and itself'),
  ]);
}

/** `violations`: the types, in order; each violation says what was required and what was found (S-9.2). */
export function checkViolations(library, vector) {
  return vector.cases.flatMap(([constraints, session, direction, types]) => {
    const found = library.violationsOf(constraints, revive(session), direction ?? undefined);
    const place = `violations of ${JSON.stringify(session)} ${direction ?? ''}`;
    const silent = found.filter((violation) => violation.required === '' || violation.found === '');
    return [
      ...exactDifferences(types, found.map((violation) => violation.type), place),
      ...silent.map((violation) => `${place}: ${violation.type} does not say what was required and found`),
    ];
  });
}
