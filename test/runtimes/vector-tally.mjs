// Decides vectors and counts: any runtime, a browser too.

/**
 * @param {(vector: { id: string }) => string[]} check the disagreements with a vector
 * @param {{ id: string }[]} vectors
 * @returns {{ passed: number, failed: number, failures: string[] }}
 */
export function tally(check, vectors) {
  const failures = vectors.flatMap((vector) => disagreements(check, vector));
  return { passed: vectors.length - failures.length, failed: failures.length, failures };
}

function disagreements(check, vector) {
  try {
    const found = check(vector);
    return found.length === 0 ? [] : [`${vector.id}: ${found.join('; ')}`];
  } catch (error) {
    return [`${vector.id}: threw ${String(error)}`];
  }
}
