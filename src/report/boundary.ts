// A boundary that stands in none of the parts, so that no part can end another (RFC 2046 section 5.1.1).

/** Without chance, and in one pass over the parts, however many boundaries a hostile message has in it. */
export function freeBoundary(parts: readonly string[]): string {
  const taken = new Set<string>();
  for (const part of parts) for (const [, number = ''] of part.matchAll(/--=_([0-9]{1,16})_report/g)) taken.add(number);
  let free = 1;
  while (taken.has(String(free))) free += 1;
  return `=_${free}_report`;
}
