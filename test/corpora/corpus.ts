// The corpora of other projects' test data: in the folder that SMTP_TLS_POLICY_CORPORA names, never in the repository.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';

const corporaFolder = process.env['SMTP_TLS_POLICY_CORPORA'] ?? '';

/** A test over the corpora. Where no folder is given there is nothing to run on, and the test says so. */
export function itOnCorpora(name: string, run: () => void): void {
  if (corporaFolder === '') it('is not run: SMTP_TLS_POLICY_CORPORA names no folder', () => expect(corporaFolder).toBe(''));
  else it(name, run);
}

export type CorpusCase = Readonly<Record<string, unknown>> & { readonly id: string };

/** The cases of a `.jsonl` file. */
export function casesOf(path: string): CorpusCase[] {
  const lines = readFileSync(join(folder(), path), 'utf8').split('\n');
  return lines.filter((line) => line !== '').map((line) => JSON.parse(line) as CorpusCase);
}

/** The files below a folder of the corpora whose names end so, by their paths within it, sorted. */
export function filesBelow(path: string, ending: string): string[] {
  const files = readdirSync(join(folder(), path), { recursive: true, encoding: 'utf8' });
  return files.filter((file) => file.endsWith(ending)).sort();
}

/** A text in UTF-8, or byte by byte where it is none. */
export function textOf(bytes: Buffer): string {
  const text = bytes.toString('utf8');
  return text.includes('\ufffd') ? bytes.toString('latin1') : text;
}

export function bytesOf(path: string): Buffer {
  return readFileSync(join(folder(), path));
}

function folder(): string {
  if (!existsSync(corporaFolder)) throw new Error(`SMTP_TLS_POLICY_CORPORA names "${corporaFolder}", which does not exist`);
  return corporaFolder;
}
