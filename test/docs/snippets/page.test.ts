// Reading a page: what its reader does with it, and what is not as the conventions have it.
import { describe, expect, it } from 'vitest';
import { FROM_HERE, readPage } from './page.js';

const fence = (info: string, ...lines: string[]): string => ['```' + info, ...lines, '```', ''].join('\n');

function faultsOf(...parts: string[]): string[] {
  return readPage('page.md', parts.join('\n')).faults.map(({ line, message }) => `${line}: ${message}`);
}

describe('readPage', () => {
  it('reads files, commands and code from top to bottom', () => {
    const markdown = [
      '<!-- file: policy.yaml -->', fence('yaml', 'domains: [a.example]'), '<!-- file: more.txt', 'one', '-->', '<!-- file: other.yaml from examples/policy.yaml -->',
      fence('sh', '# first of all', 'one \\', '  two # exits with 1', 'three'), fence('text', 'printed'), '<!-- setup', 'const x = 1;', '-->', fence('ts', 'console.log(x);'), fence('json', '{}'),
    ].join('\n');
    expect(readPage('page.md', markdown)).toEqual({
      path: 'page.md',
      faults: [],
      notRun: [],
      shapes: [],
      steps: [
        { kind: 'file', line: 2, name: 'policy.yaml', text: 'domains: [a.example]\n' },
        { kind: 'file', line: 6, name: 'more.txt', text: 'one\n' },
        { kind: 'copy', line: 9, name: 'other.yaml', path: 'examples/policy.yaml' },
        { kind: 'shell', line: 10, commands: ['one \\\n  two # exits with 1', 'three'], prints: { line: 17, text: 'printed\n' } },
        { kind: 'typescript', line: 24, code: 'const x = 1;\nconsole.log(x);\n', blocks: [{ line: 24, from: 0, shown: 'console.log(x);\n', prints: null }] },
        { kind: 'data', line: 28, language: 'json', text: '{}\n' },
      ],
    });
  });

  it('lets a block go on where the one before it ended', () => {
    const { steps } = readPage('page.md', [fence('ts', 'const x = 1;'), 'and then', '<!-- continues -->', '<!-- teardown', 'x.close();', '-->', fence('ts', 'use(x);')].join('\n'));
    expect(steps).toEqual([
      {
        kind: 'typescript',
        line: 1,
        code: `const x = 1;\nconsole.log('${FROM_HERE}');\nuse(x);\nx.close();\n`,
        blocks: [{ line: 1, from: 0, shown: 'const x = 1;\n', prints: null }, { line: 10, from: 2, shown: 'use(x);\n', prints: null }],
      },
    ]);
  });

  it('takes the indentation of a list from its blocks', () => {
    expect(readPage('page.md', '1. First:\n\n   ```sh\n   one\n   ```\n').steps).toMatchObject([{ kind: 'shell', commands: ['one'] }]);
  });

  it('keeps the reasons of what is not run', () => {
    expect(readPage('page.md', `<!-- not run: it asks Google -->\n${fence('sh no-run', 'gam')}`)).toMatchObject({ faults: [], steps: [], notRun: ['page.md:2: it asks Google'] });
  });

  it('tells output from a shape', () => {
    const markdown = [fence('sh', 'one'), fence('text', 'its output'), 'and', fence('text', 'a shape', 'of two lines'), '<!-- file: a.txt -->', fence('text', 'a file')].join('\n');
    expect(readPage('page.md', markdown).shapes).toEqual(['a shape']);
  });

  it.each([
    ['a fence without a language', fence('', 'x'), '1: the fence has no language'],
    ['a language that nothing runs', fence('js', 'x'), '1: no page has blocks of `js`; write one of ts, sh, yaml, json, text, ini, csv, xml'],
    ['a block that is not run without a reason', fence('ts no-run', 'x'), '1: the block is not run, and no `<!-- not run: REASON -->` before it says why'],
    ['an empty reason', `<!-- not run: -->\n${fence('sh no-run', 'x')}`, '2: the block is not run, and no `<!-- not run: REASON -->` before it says why'],
    ['a comment that belongs to no block', `<!-- file: a.yaml -->\nwords\n${fence('yaml', 'x')}`, '1: `<!-- file -->` stands before a block'],
    ['a fence in a quotation', `> ${'```'}sh\n> x\n> ${'```'}\n`, '1: a fence begins its line, or nothing runs it'],
  ])('finds %s', (_what, markdown, fault) => {
    expect(faultsOf(markdown)).toContain(fault);
  });
});
