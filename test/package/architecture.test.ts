// The import rule of the sources (docs/architecture.md): rooms import one way, no circles, each dependency behind one file; and the size of files.
import { describe, expect, it } from 'vitest';
import { sourceFiles, type Import, type SourceFile } from './source-file.js';

/** The rooms below the face of the root entry. */
const core: readonly string[] = ['model', 'header', 'packed', 'lists', 'policy', 'compile', 'evaluate', 'explain', 'engine.ts'];

/** What each room may import besides itself. */
const lowerRooms: Readonly<Record<string, readonly string[]>> = {
  model: [],
  packed: [],
  header: ['model'],
  lists: ['model', 'packed'],
  policy: ['model', 'packed', 'lists'],
  compile: ['model', 'packed', 'lists', 'policy'],
  evaluate: ['model', 'header', 'packed', 'lists', 'policy', 'compile'],
  explain: ['model', 'header', 'packed', 'lists', 'policy', 'compile', 'evaluate'],
  'engine.ts': ['model', 'header', 'packed', 'lists', 'policy', 'compile', 'evaluate', 'explain'],
  'index.ts': core,
  snapshot: core,
  change: core,
  effects: core,
  diff: [...core, 'change', 'effects'],
  edit: [...core, 'change'],
  lint: [...core, 'effects'],
  audit: [...core, 'change', 'effects', 'diff'],
  rollout: [...core, 'change', 'edit'],
  testing: core,
  'google-workspace': [...core, 'change', 'edit'],
  reception: core,
  files: [...core, 'snapshot'],
  attempt: [],
  report: ['model', 'evaluate', 'explain'],
  'node-tls': ['model', 'evaluate'],
  probe: ['model', 'evaluate', 'attempt', 'node-tls'],
  nodemailer: ['model', 'evaluate', 'engine.ts', 'snapshot', 'attempt', 'report', 'node-tls', 'probe'],
  haraka: [...core, 'snapshot', 'files', 'reception', 'attempt', 'node-tls'],
  postfix: [...core, 'snapshot', 'files', 'reception'],
  'smtp-server': [...core, 'snapshot', 'reception', 'node-tls'],
  cli: [...core, 'snapshot', 'change', 'effects', 'diff', 'edit', 'lint', 'audit', 'rollout', 'testing', 'google-workspace', 'files', 'attempt', 'node-tls', 'probe', 'postfix'],
};

/** The rooms that may use Node. */
const nodeRooms: ReadonlySet<string> = new Set(['files', 'node-tls', 'probe', 'smtp-server', 'nodemailer', 'haraka', 'postfix', 'cli']);

/** The places where each dependency may be named: one, or one for each format that is read. */
const packageHomes: Readonly<Record<string, readonly string[]>> = {
  zod: ['policy/schema.ts', 'testing/policy-test-schema.ts'],
  psl: ['evaluate/organizational-domain.ts'],
  tr46: ['model/idna.ts'],
  'ipaddr.js': ['model/address-literal.ts'],
  yaml: ['files/yaml-document.ts'],
  'fast-check': ['testing/fast-check.ts'],
  '@noble/hashes': ['audit/content-hash.ts'],
  nodemailer: ['nodemailer/outbound-message.ts', 'nodemailer/smtp-connection.ts'],
  'smtp-server': ['smtp-server/smtp-server-types.ts'],
};

/** Written by a script, read by nobody. */
const generated: ReadonlySet<string> = new Set(['explain/confusables-data.ts']);

/** Imported for the version that the command line prints; the build inlines it. */
const packageDescription = '../package.json';

const files = sourceFiles();
const byPath = new Map(files.map((file) => [file.path, file]));

describe('the import rule', () => {
  it('knows every room', () => {
    expect([...new Set(files.map((file) => roomOf(file.path)))].filter((room) => !(room in lowerRooms))).toEqual([]);
  });

  it('lets rooms import one way', () => {
    expect(wrongImports((file, { target, isFile }) => isFile && !mayImport(roomOf(file.path), target))).toEqual([]);
  });

  it('imports files that exist', () => {
    expect(wrongImports((_file, { target, isFile }) => isFile && !byPath.has(target) && target !== packageDescription)).toEqual([]);
  });

  it('imports no index file from inside', () => {
    expect(wrongImports((_file, { target, isFile }) => isFile && /(^|\/)index\.ts$/.test(target))).toEqual([]);
  });

  it('has no circles', () => {
    expect(circles()).toEqual([]);
  });

  it('keeps each dependency behind its door', () => {
    expect(wrongImports((file, { target, isFile }) => !isFile && !target.startsWith('node:') && !homesOf(target).includes(file.path))).toEqual([]);
  });

  it('names what the caller brings as a type alone', () => {
    expect(wrongImports((_file, { target, typeOnly }) => ['fast-check', 'smtp-server'].includes(target) && !typeOnly)).toEqual([]);
  });

  it('uses Node in the rooms that may', () => {
    expect(wrongImports((file, { target, isFile }) => !isFile && target.startsWith('node:') && !nodeRooms.has(roomOf(file.path)))).toEqual([]);
  });

  it('keeps the command line, files and the format of snapshots out of the core', () => {
    const reached = reachableFrom(files.filter((file) => file.path === 'index.ts'));
    expect([...reached].filter((path) => ['cli', 'files', 'snapshot', 'node-tls', 'probe', 'smtp-server', 'nodemailer', 'haraka', 'postfix'].includes(roomOf(path)))).toEqual([]);
  });

  it('keeps the schema library out of what evaluates', () => {
    const reached = reachableFrom(files.filter((file) => roomOf(file.path) === 'evaluate'));
    expect([...reached].filter((path) => byPath.get(path)?.imports.some(({ target }) => target === 'zod'))).toEqual([]);
  });
});

describe('the files', () => {
  it('are there', () => {
    expect(files.length).toBeGreaterThan(30);
  });

  it('are named in kebab-case for a thing of the domain', () => {
    const names = files.map((file) => file.path).filter((path) => !path.split('/').every((part) => /^[a-z0-9]+(-[a-z0-9]+)*(\.ts)?$/.test(part)));
    const catchAlls = files.map((file) => file.path).filter((path) => /(^|\/)(utils?|helpers?|misc|common|types)\.ts$/.test(path));
    expect([names, catchAlls]).toEqual([[], []]);
  });

  it('begin by saying what they are', () => {
    expect(files.filter((file) => !/^(#![^\n]*\n)?(\/\/ |\/\*\*)/.test(file.text)).map((file) => file.path)).toEqual([]);
  });

  it('have at most 300 lines', () => {
    expect(files.filter((file) => !generated.has(file.path) && linesOf(file).length > 300).map((file) => file.path)).toEqual([]);
  });

  it('have no pragma that quiets a tool without a reason', () => {
    const pragma = /(v8|c8|istanbul) ignore|Stryker (disable|restore)|@ts-(ignore|nocheck|expect-error)|eslint-disable(?!.* -- )/;
    expect(files.filter((file) => pragma.test(file.text)).map((file) => file.path)).toEqual([]);
  });

  it('are small: the median has at most 100 lines', () => {
    const sizes = files.map((file) => linesOf(file).length).sort((a, b) => a - b);
    expect(sizes[Math.floor(sizes.length / 2)]).toBeLessThanOrEqual(100);
  });
});

function roomOf(path: string): string {
  return path.split('/')[0] ?? path;
}

function mayImport(room: string, target: string): boolean {
  if (target === packageDescription) return room === 'cli';
  return room === roomOf(target) || (lowerRooms[room] ?? []).includes(roomOf(target));
}

function homesOf(target: string): readonly string[] {
  return packageHomes[target] ?? [];
}

function wrongImports(isWrong: (file: SourceFile, imported: Import) => boolean): string[] {
  return files.flatMap((file) => file.imports.filter((imported) => isWrong(file, imported)).map(({ target }) => `${file.path} -> ${target}`));
}

function reachableFrom(start: readonly SourceFile[]): ReadonlySet<string> {
  const reached = new Set(start.map((file) => file.path));
  for (const path of reached) {
    for (const { target, isFile, typeOnly } of byPath.get(path)?.imports ?? []) if (isFile && !typeOnly) reached.add(target);
  }
  return reached;
}

/** Paths along which a file imports itself in the end; type imports count. */
function circles(): string[] {
  const done = new Set<string>();
  const found: string[] = [];
  const visit = (path: string, trail: readonly string[]): void => {
    if (trail.includes(path)) found.push([...trail.slice(trail.indexOf(path)), path].join(' -> '));
    if (trail.includes(path) || done.has(path)) return;
    for (const { target, isFile } of byPath.get(path)?.imports ?? []) if (isFile) visit(target, [...trail, path]);
    done.add(path);
  };
  for (const file of files) visit(file.path, []);
  return found;
}

function linesOf(file: SourceFile): string[] {
  return file.text.trimEnd().split('\n');
}
