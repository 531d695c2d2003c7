// Every block of the README and of the docs runs, and prints what the page shows. What the pages have to keep to stands in `page.ts`.
// Pages of the reference are generated: test/docs/reference compares them with what they are made of, and runs what they show.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { listFiles, root } from '../../package/source-file.js';
import { followPage, typeProblems } from './follow-page.js';
import { readPage } from './page.js';
import { openWorkplace } from './workplace.js';
import type { Workplace } from './workplace.js';

// Pages are followed side by side, and one has many commands.
vi.setConfig({ testTimeout: 180_000 });

const written = listFiles('docs', '.md').filter((path) => !path.startsWith('docs/reference/'));
const pages = ['README.md', ...written].map((path) => readPage(path, readFileSync(join(root, path), 'utf8')));
let workplace: Workplace;

beforeAll(async () => {
  workplace = await openWorkplace();
});
afterAll(async () => {
  await workplace.close();
});

describe('the blocks of the pages', () => {
  it('are there', () => {
    const kinds = pages.flatMap(({ steps }) => steps.map(({ kind }) => kind));
    expect(kinds.filter((kind) => kind === 'typescript').length).toBeGreaterThan(20);
    expect(kinds.filter((kind) => kind === 'shell').length).toBeGreaterThan(20);
  });

  it('run, all but these', () => {
    expect(pages.flatMap(({ notRun }) => notRun.map((reason) => reason.replace(/:\d+:/, ':')))).toEqual(['docs/import.md: it asks Google, as a super administrator of an organisation']);
  });

  it('are compared with what is printed, all but these shapes', () => {
    expect(pages.flatMap(({ path, shapes }) => shapes.map((first) => `${path}: ${first.split('  ')[0]}`))).toEqual([
      'docs/architecture.md: cli/',
      'docs/architecture.md: audit/',
      'docs/architecture.md: nodemailer/',
      'docs/haraka.md: smtp-tls-policy/haraka',
    ]);
  });

  it('are typed', () => {
    expect([...typeProblems(pages, workplace).values()].flat()).toEqual([]);
  });

  it.concurrent.each(pages.filter(({ steps, faults }) => steps.length + faults.length > 0).map((page) => [page.path, page] as const))('%s runs', async (_path, page) => {
    expect(await followPage(page, workplace)).toEqual([]);
  });
});

describe('a page that is wrong', () => {
  const block = (info: string, text: string): string => `\`\`\`${info}\n${text}\n\`\`\`\n`;

  it('is found by types', () => {
    const page = readPage('wrong/types.md', block('ts', "import { compilePolicy } from 'smtp-tls-policy';\ncompilePolicy({ domain: ['a.example'] });"));
    expect([...typeProblems([page], workplace).values()].flat()).toEqual([expect.stringMatching(/^wrong\/types\.md:1: type error: .*'domain' does not exist.*compilePolicy\(\{ domain/s)]);
  });

  it.concurrent.each([
    ['other output of code', block('ts', 'console.log(1 + 1); // 3'), ':1: what is printed is not what is shown'],
    ['other output of code, in a block', block('ts', "console.log('a\\nb');") + block('text', 'a\nc'), ':4: what is printed is not what is shown'],
    ['code that throws', block('ts', "throw new Error('no');"), ':1: ends with 1:'],
    ['a connection to elsewhere', block('ts', "import { connect } from 'node:net';\nconnect(25, '192.0.2.1');"), ':1: ends with 1:'],
    ['other output of a command', block('sh', 'echo one') + block('text', 'two'), ':4: what is printed is not what is shown'],
    ['another exit code', block('sh', 'smtp-tls-policy check policy.yaml'), ':1: `smtp-tls-policy check policy.yaml` ends with 2, not with 0:'],
    ['an exit code that is promised', block('sh', 'true # exits with 1'), ':1: `true` ends with 0, not with 1:'],
    ['a package that there is not', block('sh', 'npm install smtp-tls-polices'), ':1: `npm install smtp-tls-polices` ends with 1, not with 0:'],
    ['a script that there is not', block('sh', 'npm ci && npm run examples'), ':1: package.json has no script `examples`'],
    ['an option that the benchmarks do not have', block('sh', 'npm run bench -- --slow'), ":1: TypeError [ERR_PARSE_ARGS_UNKNOWN_OPTION]: Unknown option '--slow'"],
    ['a file that nothing reads', `<!-- file: lonely.yaml -->\n${block('yaml', 'domains: []')}`, ':2: nothing on the page reads the file `lonely.yaml`'],
    ['a file of the repository that is not there', '<!-- file: a.yaml from examples/nothing.yaml -->\n', ':1: there is no file examples/nothing.yaml'],
    ['no policy', block('yaml', 'orgUnits: [{ path: Sales }]'), ':1: no policy: invalid-path:'],
    ['no language', block('', 'x'), ':1: the fence has no language'],
  ])('is found: %s', async (what, markdown, problem) => {
    const path = `wrong/${what.replaceAll(/\W+/g, '-')}.md`;
    const problems = await followPage(readPage(path, markdown), workplace);
    expect(problems).toEqual([expect.stringContaining(`${path}${problem}`)]);
  });
});
