// The import rule of the docs site (docs/architecture.md): rooms import one way, no circles, and nothing of the library knows of them.
import { readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { describe, expect, it } from 'vitest';
import { listFiles, root, sourceFiles } from '../package/source-file.js';

/** What each room may import besides itself and packages. */
const rooms: Readonly<Record<string, readonly string[]>> = {
  'docs/pictures': ['src/index.ts', 'src/explain/visible-text.ts'],
  'docs/playground': ['docs/pictures', 'src/index.ts', 'src/lint/index.ts', 'src/testing/index.ts', 'src/policy/schema.ts', 'src/header/header-field.ts', ...textsWithPlaces()],
  'docs/reference/generator': ['src'],
  'docs/.vitepress': ['docs/pictures', 'docs/playground/PolicyPlayground.vue'],
};

const imports = new Map([...listFiles('docs', '.ts'), ...listFiles('docs', '.vue')].filter(isSource).map((path) => [path, importsOf(path)]));

describe('the code of the docs site', () => {
  it('is in rooms', () => {
    expect(imports.size).toBeGreaterThan(80);
    expect([...imports.keys()].filter((path) => roomOf(path) === undefined)).toEqual([]);
  });

  it('imports what its room may', () => {
    const wrong = [...imports].flatMap(([path, targets]) => targets.filter((target) => !mayImport(roomOf(path), target)).map((target) => `${path} -> ${target}`));
    expect(wrong).toEqual([]);
  });

  it('has no circles', () => {
    expect([...imports.keys()].filter((path) => reachable(path).has(path))).toEqual([]);
  });

  it('is unknown to the library', () => {
    expect(sourceFiles().flatMap(({ path, imports: targets }) => targets.filter(({ target }) => target.includes('docs/')).map(({ target }) => `${path} -> ${target}`))).toEqual([]);
  });
});

/** How the command line reads files, without files. */
function textsWithPlaces(): string[] {
  return ['json-document', 'yaml-document', 'source-document', 'position'].map((name) => `src/files/${name}.ts`);
}

function isSource(path: string): boolean {
  return !/\.vitepress\/(dist|cache)\/|\.d\.ts$/.test(path);
}

function roomOf(path: string): string | undefined {
  return Object.keys(rooms).find((room) => path.startsWith(`${room}/`));
}

function mayImport(room: string | undefined, target: string): boolean {
  return room !== undefined && [room, ...(rooms[room] ?? [])].some((allowed) => target === allowed || target.startsWith(`${allowed}/`));
}

/** Files, relative to the project. */
function importsOf(path: string): string[] {
  const text = readFileSync(join(root, path), 'utf8');
  const specifiers = [...text.matchAll(/^(?:import|export)\s[^'"]*?\bfrom '(\.[^']*)'|\bimport\('(\.[^']*)'\)/gm)].map(([, named, dynamic]) => named ?? dynamic ?? '');
  return specifiers.filter((specifier) => !/\.(css|json)$/.test(specifier)).map((specifier) => normalize(join(dirname(path), specifier)).replaceAll('\\', '/').replace(/\.js$/, '.ts'));
}

function reachable(path: string, seen = new Set<string>()): ReadonlySet<string> {
  for (const target of imports.get(path) ?? []) {
    if (seen.has(target)) continue;
    seen.add(target);
    reachable(target, seen);
  }
  return seen;
}
