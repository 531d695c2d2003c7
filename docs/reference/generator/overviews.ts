// The pages that lead to the others.
import { ENTRIES } from './entries.js';
import { code, page, table } from './markdown.js';

export function referencePage(): string {
  return page(
    'Reference',
    'What there is, in full. These pages are made of the sources, and a test compares them: they say what this version does. What it all means is told by the [semantics](../semantics.md).',
    table(['Page', 'What it has'], PAGES.map(([link, what]) => [link, what])),
  );
}

const PAGES: readonly (readonly [link: string, what: string])[] = [
  ['[API](api/index.md)', `every export of the ${ENTRIES.length} entries of the package, from the docstrings`],
  ['[The policy document](policy-document.md)', 'every key: type, default, meaning, clause'],
  ['[The document of policy tests](policy-test-document.md)', 'the same, of tests'],
  ['[The command line](command-line.md)', 'the help of every command, and exit codes'],
  ['[Diagnostics](diagnostics.md)', 'every code: cause, cure, and an example'],
  ['[Replies](replies.md)', 'every reply code and enhanced status code, and where it comes from'],
  ['[Semantics](../semantics.md)', 'every clause that the pages cite'],
];

export function apiOverviewPage(): string {
  return page(
    'API',
    'The entries of the package, and what each is for. Any runtime is one of ECMAScript 2022: Node, browsers, Deno, Bun, edge runtimes. Entries for Node alone are not found by a bundler for browsers. All have types, as ECMAScript modules and as CommonJS.',
    table(['Entry', 'What it is', 'Runs in'], ENTRIES.map(({ name, page: file, what, runsIn }) => [`[${code(name)}](${file}.md)`, what, runsIn])),
    'Beside them the package has `smtp-tls-policy/policy.schema.json` and `smtp-tls-policy/policy-test.schema.json`, JSON Schemas of [the policy document](../policy-document.md) and [the document of policy tests](../policy-test-document.md) for editors.',
  );
}
