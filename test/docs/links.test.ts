// Links that the build of the site does not see: those of the README and the changelog, which GitHub renders, and those from pages to files outside of the docs. And pages that comments name are there.
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { describe, expect, it } from 'vitest';
import { listFiles, root } from '../package/source-file.js';
import { scriptNames } from './snippets/npm-scripts.js';

const onGitHub = ['README.md', 'CHANGELOG.md'];
const pages = listFiles('docs', '.md');
const code = ['src', 'test', 'examples', '.ci', 'docs'].flatMap((folder) => ['.ts', '.mjs', '.cjs', '.vue'].flatMap((extension) => listFiles(folder, extension)));

describe('links', () => {
  it('of the README are found', () => {
    expect(linksOf('README.md').length).toBeGreaterThan(20);
  });

  it.each(onGitHub)('%s: every file and heading is there', (path) => {
    expect(linksOf(path).flatMap((link) => problemOf(path, link))).toEqual([]);
  });

  it('from pages lead to files outside of the docs that are there', () => {
    const outside = pages.flatMap((path) => linksOf(path).filter((link) => !targetOf(path, link).startsWith('docs/')).map((link) => [path, link] as const));
    expect(outside.flatMap(([path, link]) => problemOf(path, link))).toEqual([]);
  });

  it.each([
    ['docs/nowhere.md', 'there is no docs/nowhere.md'],
    ['docs/lint.md#nothing', 'docs/lint.md has no heading #nothing'],
    ['#nothing', 'README.md has no heading #nothing'],
  ])('that lead nowhere are found: %s', (link, problem) => {
    expect(problemOf('README.md', link)).toEqual([`README.md: ${link}: ${problem}`]);
  });

  it.each([
    ['S-3 Address lists', 's-3-address-lists'],
    ['What `probe --all` does: a table, & more', 'what-probe---all-does-a-table--more'],
    ['The [map](map.md)', 'the-map'],
  ])('lead to headings as GitHub names them: %s', (heading, anchor) => {
    expect(anchorOf(heading)).toBe(anchor);
  });
});

describe('what is named in passing', () => {
  it('are pages that are there, in comments of the code', () => {
    const named = code.flatMap((path) => [...read(path).matchAll(/(?<![\w/-])docs\/[\w/-]+\.md/g)].map(([page]) => [path, page] as const));
    expect(named.length).toBeGreaterThan(10);
    expect(named.filter(([path, page]) => path !== 'test/docs/links.test.ts' && !existsSync(join(root, page)))).toEqual([]);
  });

  it('are scripts that are there, in the README and the docs', () => {
    const named = ['README.md', ...pages].flatMap((path) => [...read(path).matchAll(/npm run ([\w:-]+)/g)].map(([, script]) => [path, script] as const));
    expect(named.length).toBeGreaterThan(5);
    expect(named.filter(([, script]) => !scriptNames().includes(script!))).toEqual([]);
  });
});

/** Relative links of a file, without those in its blocks. */
function linksOf(path: string): string[] {
  const prose = read(path).replace(/^( *)(`{3,}).*?^ *\2$/gms, '').replace(/`[^`\n]*`/g, '');
  return [...prose.matchAll(/\]\(([^()\s]+)\)/g)].map(([, link]) => link!).filter((link) => !/^[a-z]+:/.test(link));
}

/** Relative to the project. A link that begins with `/` is one of the site. */
function targetOf(path: string, link: string): string {
  const [file] = link.split('#');
  if (file === '') return path;
  return link.startsWith('/') ? `docs${file}` : normalize(join(dirname(path), file!));
}

function problemOf(path: string, link: string): string[] {
  const target = targetOf(path, link);
  const [, anchor] = link.split('#');
  if (!existsSync(join(root, target))) return [`${path}: ${link}: there is no ${target}`];
  return anchor === undefined || anchorsOf(target).includes(anchor) ? [] : [`${path}: ${link}: ${target} has no heading #${anchor}`];
}

/** A heading that is there twice is found by a number. */
function anchorsOf(path: string): string[] {
  const seen = new Map<string, number>();
  return [...read(path).replace(/^( *)(`{3,}).*?^ *\2$/gms, '').matchAll(/^#{1,6} +(.*)$/gm)].map(([, heading]) => {
    const anchor = anchorOf(heading!);
    const count = seen.get(anchor) ?? 0;
    seen.set(anchor, count + 1);
    return count === 0 ? anchor : `${anchor}-${count}`;
  });
}

function anchorOf(heading: string): string {
  const text = heading.replace(/\[([^\]]*)\]\([^)]*\)/g, '$1').trim().toLowerCase();
  return text.replace(/[^\p{L}\p{N}\p{M}_ -]/gu, '').replaceAll(' ', '-');
}

function read(path: string): string {
  return readFileSync(join(root, path), 'utf8');
}
