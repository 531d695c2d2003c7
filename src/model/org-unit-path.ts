// Org units are named by path; the root is always there (S-6.1).

export const ROOT = '/';

/** The path of the unit above; the root is above every other. */
export function parentOf(path: string): string {
  return path.slice(0, path.lastIndexOf('/')) || ROOT;
}

/** How many units are above; the root has none. A greater depth is nearer (S-8.4). */
export function depthOf(path: string): number {
  return path === ROOT ? 0 : path.split('/').length - 1;
}
