// The page about every code that the library reports: cause and cure, and of codes about policies an example that is run.
import { readFileSync } from 'node:fs';
import { inspect } from 'node:util';
import { parsePolicy } from '../../../src/index.js';
import type { Diagnostic, DiagnosticCode } from '../../../src/index.js';
import { DIAGNOSTIC_RULES } from '../../../src/lint/diagnostic-rules.js';
import { LINT_RULES, lintPolicy } from '../../../src/lint/index.js';
import type { LintCode, LintFinding, LintRule } from '../../../src/lint/index.js';
import { pathText } from '../../../src/model/diagnostic.js';
import { AUTHORS, CAUSES, EDIT_CODES, FILE_CODES, HOST_FAILURES, LOOKUPS, NEAR_MISSES, REASONS, REMEDIES, RESULT_TYPES, SNAPSHOT_CODES, WARNINGS } from './code-words.js';
import { LINT_EXAMPLES, POLICY_EXAMPLES } from './diagnostic-examples.js';
import { anchor, code, fence, page, table } from './markdown.js';
import { postfixLimitRows } from './postfix-limit-rows.js';
import { yamlText } from './yaml-text.js';

/** Codes that are told together, because one part of the library reports them. */
export interface CodeGroup {
  readonly title: string;
  /** Before an anchor whose code another group has taken. */
  readonly prefix: string;
  readonly introduction: string;
  readonly codes: readonly string[];
  /** @param anchorOf - of a code of this group */
  readonly body: (anchorOf: (code: string) => string) => string[];
}

export function diagnosticsPage(): string {
  const groups = codeGroups();
  const anchors = anchorsOf(groups);
  const known = groups.flatMap((group) => group.codes.map((name) => ({ name, anchor: anchors.get(group)?.get(name) ?? '' })));
  const links = known.sort((a, b) => (a.anchor < b.anchor ? -1 : 1)).map(({ name, anchor: id }) => `[${code(name)}](#${id})`);
  return page(
    'Diagnostics',
    'Every code that the library reports, by what reports it: what is the matter, and what helps. Codes are stable, and tools may match on them; messages say the same of the case at hand. ' +
      'Each code can be linked to: `#shadowed-entry` leads to that code.',
    ...groups.flatMap((group) => [`## ${group.title}`, group.introduction, ...group.body((name) => anchors.get(group)?.get(name) ?? '')]),
    '## All codes',
    links.join(', '),
  );
}

export function codeGroups(): readonly CodeGroup[] {
  return [
    {
      title: 'The policy document',
      prefix: 'policy',
      introduction:
        'What `parsePolicy` reports, all at once (S-1.2, S-1.5). An error keeps the policy from compiling. Each code has a document that brings it about, and what is then said. ' +
        'Documents of [policy tests](../policy-tests.md) are read as strictly (S-18.1) and have issues of these codes, too.',
      codes: Object.keys(DIAGNOSTIC_RULES),
      body: (anchorOf) => (Object.keys(DIAGNOSTIC_RULES) as DiagnosticCode[]).flatMap((name) => section(name, DIAGNOSTIC_RULES[name], anchorOf(name), policyExample(name))),
    },
    {
      title: 'Lint',
      prefix: 'lint',
      introduction: 'What `lintPolicy` and `smtp-tls-policy check` find in a valid policy (S-14). How to set severities, and why the rules are as they are, is told by [lint](../lint.md).',
      codes: Object.keys(LINT_RULES),
      body: (anchorOf) => (Object.keys(LINT_RULES) as LintCode[]).flatMap((name) => section(name, LINT_RULES[name], anchorOf(name), lintExample(name))),
    },
    explained('Policy files', 'file', 'What is wrong with a file as a file, in the findings of `readPolicyFile`, of `PolicyFileError` and of `smtp-tls-policy check`, beside the codes above.', FILE_CODES),
    {
      title: 'Pasted lists',
      prefix: 'pasted',
      introduction:
        'Issues of `parseAddressList` have no code: each has line, column, the item, and a message that says how to write it. In a policy document a bad item is an [`invalid-entry`](#invalid-entry), with line and column within the text (S-3.2).',
      codes: [],
      body: () => [],
    },
    explained('Edits', 'edit', 'An [edit](../editing.md) is refused with issues of the policy document, or of the names that it was given (S-15.3).', EDIT_CODES),
    documented('The audit log', 'audit', 'What `verifyAuditLog` and `smtp-tls-policy audit verify` find in a log (S-16); [the audit log](../audit.md) tells how it is kept.', auditRows()),
    documented('Import from Google Workspace', 'import', 'What `importGooglePolicies` says of an export (S-19); [the import](../import.md) tells what to do with it.', importRows()),
    explained('Snapshots', 'snapshot', 'The codes of `SnapshotError`, thrown by `openSnapshot`, `verifySnapshot` and the functions for snapshot files; see [the snapshot format](../snapshot-format.md).', SNAPSHOT_CODES),
    explained('Result types', 'result-type', 'The types of RFC 8460 section 4.3 that a violation can have (S-9.2). They stand in replies, too: see [replies](replies.md).', RESULT_TYPES),
    explained('Causes of a violation', 'cause', 'What a [probe](../probe.md) finds behind a violation: `cause` of a diagnosis.', CAUSES),
    listed('Remedies', 'remedy', 'What helps, in the order in which to try it: `kind` of a remedy. Its text names the host and what to install there.', REMEDIES),
    explained('Warnings of a probe', 'warning', 'What works and will not work everywhere, or not for long.', WARNINGS),
    explained('Hosts that were not reached', 'host', '`kind` of the failure of a host, for which the mail server\'s own retry rules hold unless it is one of TLS (S-9.4).', HOST_FAILURES),
    explained('Mail hosts that were not found', 'lookup', '`reason` of a look-up that found no mail host.', LOOKUPS),
    {
      title: 'What Postfix cannot express',
      prefix: 'postfix',
      introduction: '`limits` of `postfixConfiguration`, printed by `smtp-tls-policy postfix config` (S-23.3, S-23.4).',
      codes: postfixLimitRows().map(([name]) => name),
      body: (anchorOf) => [table(['Code', 'What cannot be expressed', 'What is done instead'], postfixLimitRows().map(([name, ...cells]) => [marked(name, anchorOf), ...cells]))],
    },
    listed('Reasons of an explanation', 'reason', 'Why a setting applied to a message, or did not (S-11.2).', REASONS),
    listed('Near misses', 'near-miss', 'Entries that an administrator might think had matched; they explain, and never decide (S-11.2, S-11.3).', NEAR_MISSES),
    listed('Unknown authors', 'author', 'Why nobody can tell whom a message is from. Such a message matches every entry, unless the policy says otherwise (S-4.3).', AUTHORS),
    {
      title: 'Elsewhere',
      prefix: 'elsewhere',
      introduction:
        'The events of the daemon for Postfix are listed with [its log](../postfix.md), the outcomes of a message that was sent with [nodemailer](../nodemailer.md), the outcomes of a test with [the probe](../probe.md), and the codes of SMTP under [replies](replies.md). ' +
        'Misuse of the library (a wrong argument) is a `TypeError` or `RangeError` with a message, and has no code (S-12.4).',
      codes: [],
      body: () => [],
    },
  ];
}

/** The first group that has a code gives it an anchor by its name alone. */
export function anchorsOf(groups: readonly CodeGroup[]): ReadonlyMap<CodeGroup, ReadonlyMap<string, string>> {
  const taken = new Set<string>();
  return new Map(
    groups.map((group) => {
      const anchors = new Map(group.codes.map((name) => [name, taken.has(name) ? `${group.prefix}-${name}` : name]));
      for (const name of group.codes) taken.add(name);
      return [group, anchors];
    }),
  );
}

/** What `parsePolicy` says of the example of a code, under that code. */
export function policyFindings(name: DiagnosticCode): Diagnostic[] {
  const result = parsePolicy(POLICY_EXAMPLES[name].document);
  return (result.ok ? result.warnings : result.issues).filter((finding) => finding.code === name);
}

/** What lint says of the example of a code, under that code. */
export function lintFindings(name: LintCode): LintFinding[] {
  const { document, options } = LINT_EXAMPLES[name];
  return lintPolicy(document, options).filter((finding) => finding.code === name);
}

function section(name: string, { severity, cause, cure }: LintRule, id: string, example: readonly string[]): string[] {
  const degree = severity === 'off' ? 'Off unless asked for' : `${severity.charAt(0).toUpperCase()}${severity.slice(1)}`;
  return [`### ${code(name)} {#${id}}`, `**${degree}.** ${cause} *What helps:* ${cure}`, ...example];
}

function policyExample(name: DiagnosticCode): string[] {
  const { document, asCode } = POLICY_EXAMPLES[name];
  const written = asCode === undefined ? fence('yaml', yamlText(document)) : fence('ts no-run', `parsePolicy(${asCode})`);
  return [written, ...policyFindings(name).map((finding) => quoted(finding, null))];
}

function lintExample(name: LintCode): string[] {
  const { document, options } = LINT_EXAMPLES[name];
  const call = options === undefined ? [] : [`With ${code(`lintPolicy(document, ${inspect(options, { depth: null, breakLength: Infinity })})`)}:`];
  return [...call, fence('yaml', yamlText(document)), ...lintFindings(name).map((finding) => quoted(finding, finding.fix))];
}

/** What is said, word for word: what stands in backticks there is code here. */
function quoted({ severity, path, message }: Pick<LintFinding, 'severity' | 'path' | 'message'>, fix: string | null): string {
  return `> ${severity} at ${path.length === 0 ? pathText(path) : code(pathText(path))}: ${escaped(message)}${fix === null ? '' : `; ${escaped(fix)}`}`;
}

function escaped(text: string): string {
  return text.split(/(`[^`]*`)/).map((piece, index) => (index % 2 === 1 ? piece : piece.replaceAll(/[\\*_[\]<>{}#|]/g, '\\$&'))).join('');
}

function explained(title: string, prefix: string, introduction: string, words: Readonly<Record<string, readonly [cause: string, cure: string]>>): CodeGroup {
  const body: CodeGroup['body'] = (anchorOf) => [table(['Code', 'What is the matter', 'What helps'], Object.entries(words).map(([name, [cause, cure]]) => [marked(name, anchorOf), cause, cure]))];
  return { title, prefix, introduction, codes: Object.keys(words), body };
}

function listed(title: string, prefix: string, introduction: string, words: Readonly<Record<string, string>>): CodeGroup {
  const body: CodeGroup['body'] = (anchorOf) => [table(['Code', 'What it says'], Object.entries(words).map(([name, meaning]) => [marked(name, anchorOf), meaning]))];
  return { title, prefix, introduction, codes: Object.keys(words), body };
}

interface DocumentedCodes {
  readonly head: readonly string[];
  /** The code first. */
  readonly rows: readonly (readonly [code: string, ...cells: string[]])[];
}

/** Codes that another page has a table of, which its own test compares with the sources. */
function documented(title: string, prefix: string, introduction: string, { head, rows }: DocumentedCodes): CodeGroup {
  const body: CodeGroup['body'] = (anchorOf) => [table(head, rows.map(([name, ...cells]) => [marked(name, anchorOf), ...cells]))];
  return { title, prefix, introduction, codes: rows.map(([name]) => name), body };
}

function auditRows(): DocumentedCodes {
  const rows = [...pageText('audit').matchAll(/^\| `([a-z-]+)` \| (.*) \| (.*) \|$/gm)].map(([, name = '', cause = '', cure = '']) => [name, cause, cure] as const);
  return { head: ['Code', 'What is the matter', 'What helps'], rows };
}

function importRows(): DocumentedCodes {
  const rows = [...pageText('import').matchAll(/^\| ([a-z ]+) \| (`[^|]+`) \| (.*) \|$/gm)].flatMap(([, outcome = '', names = '', meaning = '']) =>
    [...names.matchAll(/`([a-z-]+)`/g)].map(([, name = '']) => [name, outcome, meaning] as const),
  );
  return { head: ['Code', 'Outcome', 'What it says'], rows };
}

function pageText(name: string): string {
  return readFileSync(new URL(`../../${name}.md`, import.meta.url), 'utf8');
}

function marked(name: string, anchorOf: (code: string) => string): string {
  return `${anchor(anchorOf(name))}${code(name)}`;
}
