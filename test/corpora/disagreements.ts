// The committed tables of what a corpus expects and we do not do: each case by its id, grouped by the reason why.
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

type Table = Readonly<Record<string, { readonly because: string; readonly ids: readonly string[] }>>;

/** The ids that a table lists, sorted; each once and every group with its reason. */
export function listedIds(name: string): string[] {
  const path = fileURLToPath(new URL(`./disagreements/${name}.json`, import.meta.url));
  const table = JSON.parse(readFileSync(path, 'utf8')) as Table;
  for (const [reason, { because, ids }] of Object.entries(table)) {
    if (because === '' || ids.length === 0) throw new Error(`${name}: ${reason} gives no reason or lists no case`);
  }
  const listed = Object.values(table).flatMap(({ ids }) => ids);
  if (new Set(listed).size !== listed.length) throw new Error(`${name} lists a case twice`);
  return listed.sort();
}
