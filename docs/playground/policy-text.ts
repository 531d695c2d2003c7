// What is wrong with a policy as text, each problem at its place: syntax, what `parsePolicy` says, what lint finds.
import { parsePolicy } from '../../src/index.js';
import type { Policy, PolicyInput } from '../../src/index.js';
import { lintPolicy } from '../../src/lint/index.js';
import type { LintFinding, LintSeverity } from '../../src/lint/index.js';
// Text with places: what the command line reads files with, which has no face of its own.
import { readJsonDocument } from '../../src/files/json-document.js';
import { positionFinder } from '../../src/files/position.js';
import { locate } from '../../src/files/source-document.js';
import type { SourceDocument } from '../../src/files/source-document.js';

export interface PolicyProblem {
  readonly severity: LintSeverity;
  readonly code: string;
  readonly message: string;
  /** What to do about it; null where the message says it. */
  readonly fix: string | null;
  /** The place in the text, in UTF-16 units, `to` behind its end. */
  readonly from: number;
  readonly to: number;
  /** Both from 1. */
  readonly line: number;
  readonly column: number;
}

export type PolicyReading =
  | { readonly ok: true; readonly policy: Policy; readonly problems: readonly PolicyProblem[]; readonly source: ReadSource }
  | { readonly ok: false; readonly problems: readonly PolicyProblem[] };

export interface ReadSource {
  readonly text: string;
  readonly document: SourceDocument;
}

/** In UTF-16 units. A larger policy is a matter for the command line, which reads its lists from files. */
export const MAX_POLICY_LENGTH = 2 * 1024 * 1024;
/** In the list below the editor; the first are the ones to look at. */
export const MAX_FINDINGS_OF_A_CODE = 100;
const MAX_LINTED_ENTRIES = 20_000;

/** Problems are errors alone where the policy is not valid, and warnings where it is. */
export function readPolicyText(text: string): PolicyReading {
  if (text.length > MAX_POLICY_LENGTH) return { ok: false, problems: [tooLarge] };
  const document = readJsonDocument(text);
  const positionOf = positionFinder(text);
  if (document.problems.length > 0) {
    return { ok: false, problems: document.problems.map(({ code, offset, message }) => ({ severity: 'error', code, message, fix: null, ...placeAt(offset, text, positionOf) })) };
  }
  const source = { text, document };
  const parsed = parsePolicy(document.value);
  if (!parsed.ok) return { ok: false, problems: located(parsed.issues.map((issue) => ({ ...issue, fix: null })), source) };
  return { ok: true, policy: parsed.policy, problems: located(parsed.warnings.map((warning) => ({ ...warning, fix: null })), source), source };
}

/** The warnings of a valid policy and the findings of lint, in the order of the text. */
export function lintProblems({ source }: Extract<PolicyReading, { ok: true }>): PolicyProblem[] {
  const findings = lintPolicy(source.document.value as PolicyInput, { limit: MAX_FINDINGS_OF_A_CODE, maxEntries: MAX_LINTED_ENTRIES });
  return located(findings.map((finding) => (finding.code === 'entries-not-read' ? { ...finding, fix: NOT_READ_HERE } : finding)), source);
}

/** The option that lint speaks of is none of the page. */
const NOT_READ_HERE = 'run `smtp-tls-policy check` on the file, which reads two million';

/** What `parsePolicy` says, or lint. */
type Found = Pick<LintFinding, 'path' | 'message' | 'fix' | 'severity'> & { readonly code: string };

function located(findings: readonly Found[], { text, document }: ReadSource): PolicyProblem[] {
  const positionOf = positionFinder(text);
  return findings.map(({ severity, code, message, fix, path }) => {
    const offset = locate(document.root, path, code === 'unknown-key' || code === 'duplicate-user');
    return { severity, code, message, fix, ...placeAt(offset, text, positionOf) };
  });
}

function placeAt(offset: number, text: string, positionOf: ReturnType<typeof positionFinder>): Pick<PolicyProblem, 'from' | 'to' | 'line' | 'column'> {
  const from = Math.min(offset, text.length);
  return { from, to: Math.min(from + tokenLength(text, from), text.length), ...positionOf(from) };
}

const TOKEN = /"(?:[^"\\\r\n]|\\.)*"?|[\w.+-]+|[^]/y;

function tokenLength(text: string, from: number): number {
  TOKEN.lastIndex = from;
  return TOKEN.exec(text)?.[0].length ?? 0;
}

const tooLarge: PolicyProblem = {
  severity: 'error',
  code: 'too-large',
  message: 'the policy has more than 2 MB, which is too much for an editor in a page',
  fix: 'Check and evaluate it on the command line, which reads large lists from files of their own.',
  from: 0,
  to: 0,
  line: 1,
  column: 1,
};
