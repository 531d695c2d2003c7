// The examples of the docstrings as modules: what they use of the package is imported, and what they stand in is declared.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { ENTRIES } from '../../../docs/reference/generator/entries.js';
import type { Entry } from '../../../docs/reference/generator/entries.js';
import { builtFile } from '../../package/built-package.js';
import { root } from '../../package/source-file.js';

export interface DocstringExample {
  /** The page, and what the example is of. */
  readonly name: string;
  readonly module: string;
  /** What it says that it comes to, as an expression; null: it says nothing, or words. */
  readonly says: string | null;
  /** It needs nothing but the package. */
  readonly isWhole: boolean;
}

export async function docstringExamples(): Promise<DocstringExample[]> {
  return (await Promise.all(ENTRIES.map(examplesOf))).flat();
}

async function examplesOf(entry: Entry): Promise<DocstringExample[]> {
  const imports = await importsFor(entry);
  const surroundings = { ...EVERYWHERE, ...ON_PAGE[entry.page] };
  const markdown = readFileSync(join(root, `docs/reference/api/${entry.page}.md`), 'utf8');
  return blocksOf(markdown).map(({ of, code }, index) => {
    const name = `${entry.page} ${of} ${index}`;
    if (/^(import|declare) /m.test(code)) return { name, module: [TYPES[entry.page] ?? '', code.replaceAll(/'smtp-tls-policy\/([\w-]+)'/g, (_whole, folder: string) => `'${face(folder)}'`), ''].join('\n'), says: null, isWhole: false };
    const needed = Object.entries(surroundings).filter(([word]) => new RegExp(`(?<![\\w.'])${word}\\b(?!:)`).test(code));
    const declared = needed.map(([word, type]) => `  const ${word} = undefined as unknown as ${type};`);
    const { body, says } = withResult(code);
    return { name, module: [...imports, 'export async function example() {', ...declared, ' {', body, ' }', '}', ''].join('\n'), says, isWhole: needed.length === 0 };
  });
}

/** Of the root and of the entry: all that is a value. */
async function importsFor({ key }: Entry): Promise<string[]> {
  const name = key === '.' ? 'index' : key.slice(2);
  const own = await namesIn(name);
  const others = (await namesIn('index')).filter((other) => !own.includes(other));
  return [`import { ${own.join(', ')} } from '${face(name)}';`, `import { ${others.join(', ')} } from '${face('index')}';`];
}

async function namesIn(name: string): Promise<string[]> {
  return Object.keys((await import(pathToFileURL(face(name)).href)) as object).filter((each) => each !== 'default');
}

/** As it is built: its declarations are soon read. */
function face(name: string): string {
  return builtFile(`${name}.js`);
}

interface Block {
  /** The heading that it stands under. */
  readonly of: string;
  readonly code: string;
}

function blocksOf(markdown: string): Block[] {
  const blocks: Block[] = [];
  let [of, isExample] = ['', false];
  for (const [, heading, label, code] of markdown.matchAll(/^#+ ([^\n{]*)|^\*\*(\w+)[*:]|^```ts no-run\n(.*?)\n^```/gms)) {
    if (heading !== undefined) [of, isExample] = [heading.trim(), false];
    else if (label !== undefined) isExample = label.startsWith('Example');
    // The signature of another overload follows the example of the one before it.
    else if (isExample && code !== undefined && !code.startsWith('function ')) blocks.push({ of, code });
  }
  return blocks;
}

/** The last expression is returned where a comment says what it comes to; words behind the value, and what is cut short by `...`, are no values. */
function withResult(code: string): { readonly body: string; readonly says: string | null } {
  const [, before = '', expression, comment = ''] = /^(.*\n)?(\S.*?);?\s+\/\/ (.*)$/s.exec(code) ?? [];
  const says = /^('[^']*'|\[.*\]|\{.*\}|\d+)$/.exec(comment)?.[1];
  if (expression === undefined || says === undefined || says.includes('...') || /^(const|let|import) /.test(expression)) return { body: code, says: null };
  return { body: `${before}return ${expression};`, says };
}

const type = (entry: string, name: string): string => `import('${face(entry)}').${name}`;

/** Of an example that is a module: the types that it names. */
const TYPES: Readonly<Record<string, string>> = { testing: `import 'vitest';\nimport type { PolicyMatchers } from '${face('testing')}';` };

/** What an example stands in: names that its reader has already, and their types. */
const EVERYWHERE: Readonly<Record<string, string>> = {
  policy: type('index', 'Policy'),
  engine: type('index', 'PolicyEngine'),
  decision: type('index', 'Decision'),
  delivery: type('index', 'Delivery'),
  message: type('index', 'Message'),
  session: type('index', 'Session'),
  parsed: `Extract<${type('index', 'PolicyParseResult')}, { ok: true }>`,
  document: type('index', 'PolicyInput'),
  tls: "typeof import('node:tls')",
  log: '{ error(error: unknown): void; info(text: string): void }',
  orgUnitOf: '(address: string) => string | undefined',
  plain: "import('node:net').Socket",
  readFile: "typeof import('node:fs/promises').readFile",
  readFileSync: "typeof import('node:fs').readFileSync",
  appendFileSync: "typeof import('node:fs').appendFileSync",
  Worker: "typeof import('node:worker_threads').Worker",
};

const ON_PAGE: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  audit: { edit: `Extract<${type('edit', 'EditResult')}, { ok: true }>`, previous: type('audit', 'AuditRecord'), record: type('audit', 'AuditRecord'), records: `${type('audit', 'AuditRecord')}[]`, text: 'string', saveElsewhere: '(hash: string) => Promise<void>' },
  diff: { inForce: type('index', 'Policy'), proposed: type('index', 'Policy') },
  'google-workspace': { pages: 'unknown[]' },
  nodemailer: { mailFrom: 'string', rcptTo: 'string[]', raw: 'string', queue: '{ later(recipient: string, reason: unknown): void }' },
  postfix: { write: '(line: string) => void' },
  probe: { report: type('probe', 'ProbeReport') },
  rollout: { before: type('index', 'Policy'), after: type('index', 'Policy'), tally: type('rollout', 'TestingTally') },
  'smtp-server': { SMTPServer: "typeof import('smtp-server').SMTPServer", onData: "NonNullable<import('smtp-server').SMTPServerOptions['onData']>", key: 'string', cert: 'string' },
  snapshot: { bytes: 'ArrayBuffer', newBytes: 'ArrayBuffer', directory: 'Map<string, string>' },
  testing: {
    fc: "typeof import('fast-check')",
    expect: "typeof import('vitest').expect",
    report: type('testing', 'PolicyTestReport'),
    coverage: type('testing', 'PolicyTestCoverage'),
    parsed: `Extract<${type('testing', 'PolicyTestsParseResult')}, { ok: true }>`,
  },
};
