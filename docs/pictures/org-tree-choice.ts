// Which org units of a policy a picture shows, where there are more than it can bear.

export interface ChosenUnits {
  /** The root first, every unit after its parent, siblings together with what is below them. */
  readonly paths: readonly string[];
  readonly leftOut: number;
}

const MOST_UNITS = 24;

/** The marked units, each with those above it, and as many others as there is room for, those near the root first. */
export function chosenUnits(orgUnits: readonly string[], marked: readonly string[]): ChosenUnits {
  const nearRoot = [...orgUnits].sort((a, b) => depth(a) - depth(b));
  const pointedOut = marked.slice(0, MOST_UNITS).flatMap((unit) => nearRoot.filter((path) => isAtOrAbove(path, unit)));
  const wanted = [...new Set([...pointedOut, ...nearRoot])].slice(0, MOST_UNITS);
  return { paths: wanted.sort(inTreeOrder), leftOut: orgUnits.length - wanted.length };
}

/** The root is its own. */
export function parentPath(path: string): string {
  return path.slice(0, path.lastIndexOf('/')) || '/';
}

export function depth(path: string): number {
  return path === '/' ? 0 : path.split('/').length - 1;
}

function isAtOrAbove(path: string, unit: string): boolean {
  return path === '/' || path === unit || unit.startsWith(`${path}/`);
}

/** Name by name, in code units. */
function inTreeOrder(a: string, b: string): number {
  const [left, right] = [a.split('/'), b.split('/')];
  const place = left.findIndex((name, index) => name !== right[index]);
  if (place === -1) return left.length - right.length;
  return (left[place] ?? '') < (right[place] ?? '') ? -1 : 1;
}
