// Address lists whose entries stand in files of their own: `{ file: 'partners.txt' }` in place of `entries`, relative to the policy file (S-3.8).

import { isAbsolute, join, resolve } from 'node:path';
import { inOrderOfNames } from '../policy/address-lists.js';

export interface ListedFile {
  readonly name: string;
  /** The place of the list in the policy's lists. */
  readonly list: number;
  /** As the policy names it. */
  readonly named: string;
  /** As a shell or an editor finds it from where the policy file was found: for findings. */
  readonly file: string;
  readonly path: string;
  readonly requireAuthentication: boolean;
}

export interface ListedFiles {
  /** The document without its files: such lists have no entries there. */
  readonly document: unknown;
  readonly files: readonly ListedFile[];
  /** Lists whose `file` is not the name of one. */
  readonly nameless: readonly string[];
}

/** @param folder - that of the policy file */
export function listedFiles(document: unknown, folder: string): ListedFiles {
  const lists = isRecord(document) ? document['addressLists'] : undefined;
  if (!isRecord(document) || !isRecord(lists)) return { document, files: [], nameless: [] };
  const named = inOrderOfNames(Object.entries(lists));
  const files: ListedFile[] = [];
  const nameless: string[] = [];
  const withoutFiles = named.map(([name, value], list): [string, unknown] => {
    if (!isRecord(value) || !('file' in value)) return [name, value];
    const { file: named, ...others } = value;
    if (typeof named === 'string' && named !== '' && !('entries' in value)) {
      const file = isAbsolute(named) ? named : join(folder, named);
      files.push({ name, list, named, file, path: resolve(file), requireAuthentication: value['requireAuthentication'] !== false });
    } else nameless.push(name);
    return [name, { ...others, entries: [] }];
  });
  if (files.length === 0 && nameless.length === 0) return { document, files, nameless };
  // In the order of the document, which is that of its diagnostics.
  const byName = new Map(withoutFiles);
  return { document: { ...document, addressLists: Object.fromEntries(Object.keys(lists).map((name) => [name, byName.get(name)])) }, files, nameless };
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
