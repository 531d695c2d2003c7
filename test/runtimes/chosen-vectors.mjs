// The fifty conformance vectors that every runtime decides: spread evenly over all, in the order of their ids. For Node, Deno and Bun.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const folder = fileURLToPath(new URL('../conformance/vectors', import.meta.url));
const count = 50;

/** @returns {{ id: string }[]} */
export function chosenVectors() {
  const vectors = allVectors();
  if (vectors.length < count) throw new Error(`${folder} has ${vectors.length} vectors, of which ${count} are to be chosen`);
  return Array.from({ length: count }, (_, index) => vectors[Math.floor((index * vectors.length) / count)]);
}

/** @returns {{ id: string }[]} */
function allVectors() {
  const files = readdirSync(folder).filter((name) => name.endsWith('.json')).sort();
  const vectors = files.flatMap((name) => JSON.parse(readFileSync(join(folder, name), 'utf8')));
  return vectors.sort((a, b) => (a.id < b.id ? -1 : 1));
}
