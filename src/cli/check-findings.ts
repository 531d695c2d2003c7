// What `check` finds in a policy file: what is wrong with it, and, in a valid one, what lint says, each at its place.

import { entryPlaces } from '../files/entry-places.js';
import type { Finding } from '../files/finding.js';
import type { ReadPolicyFile, WrittenPolicy } from '../files/policy-file.js';
import type { Position } from '../files/position.js';
import { placesIn, wantedEntries } from '../lint/document-places.js';
import { checkOptions } from '../lint/lint-options.js';
import type { CheckedOptions, LintOptions } from '../lint/lint-options.js';
import { isDiagnosticCode } from '../lint/diagnostic-rules.js';
import { findIn, lintPolicy, locate, placed } from '../lint/lint-policy.js';
import { lintedPolicy } from '../lint/linted-policy.js';
import type { LintSeverity } from '../lint/lint-rules.js';
import type { Found } from '../lint/report.js';
import type { PolicyInput } from '../model/document.js';
import type { Policy } from '../model/policy.js';

/** A finding of `readPolicyFile` or of lint. */
export interface CheckFinding extends Omit<Finding, 'severity'> {
  readonly severity: LintSeverity;
  readonly fix?: string | null;
}

/** @param lint - false: only what is wrong with the file itself */
export async function checkFindings(read: ReadPolicyFile, lintOptions: LintOptions, lint: boolean): Promise<CheckFinding[]> {
  const options = checkOptions(lintOptions);
  const ofFile = read.findings.flatMap((finding) => withSeverity(finding, options));
  if (read.policy === null || !lint) return ofFile;
  if (read.written === null) {
    const { file } = read;
    return [...ofFile, ...lintPolicy(read.policy, lintOptions).map((finding) => ({ ...finding, file, line: 1, column: 1 }))];
  }
  return inOrder([...ofFile, ...(await lintWritten(read.policy, read.written, read.file, options))], read.file);
}

function withSeverity(finding: Finding, { severityOf }: CheckedOptions): CheckFinding[] {
  if (!isDiagnosticCode(finding.code)) return [finding];
  const severity = severityOf(finding.code);
  return severity === 'off' ? [] : [{ ...finding, severity }];
}

async function lintWritten(policy: Policy, written: WrittenPolicy, file: string, options: CheckedOptions): Promise<CheckFinding[]> {
  const found = findIn(lintedPolicy(policy, options));
  const subjects = found.map(({ subject }) => subject);
  // It is valid, for there is a policy.
  const document = written.document as PolicyInput;
  const placeOf = placesIn(document, subjects);
  const inFiles = await placesInFiles(written, found, document.caseSensitiveLocalParts === true);
  return locate(found, placeOf).map(({ one, place }) => {
    const { subject: _subject, ...finding } = placed(one, place);
    const elsewhere = one.subject.kind === 'entry' ? inFiles.get(one.subject.addressList)?.get(one.subject.entry) : undefined;
    return { ...finding, file, ...written.positionOf(finding.path), ...elsewhere };
  });
}

interface FilePosition extends Position {
  readonly file: string;
}

type FilePositions = ReadonlyMap<string, ReadonlyMap<string, FilePosition>>;

/** Where entries of lists that name a file stand in it. */
async function placesInFiles({ files }: WrittenPolicy, found: readonly Found[], caseSensitive: boolean): Promise<FilePositions> {
  const wanted = wantedEntries(found.map(({ subject }) => subject));
  const places = new Map<string, ReadonlyMap<string, FilePosition>>();
  for (const listed of files) {
    const values = wanted.get(listed.name);
    if (values === undefined) continue;
    const inFile = await entryPlaces(listed, values, caseSensitive);
    places.set(listed.name, new Map([...inFile].map(([value, position]) => [value, { ...position, file: listed.file }])));
  }
  return places;
}

/** Files of entries first, then the policy file, each in the order of its lines. */
function inOrder(findings: readonly CheckFinding[], policyFile: string): CheckFinding[] {
  const files = [...new Set(findings.map(({ file }) => file))].filter((file) => file !== policyFile);
  const rank = new Map([...files, policyFile].map((file, index) => [file, index]));
  return [...findings].sort((a, b) => (rank.get(a.file) ?? 0) - (rank.get(b.file) ?? 0) || a.line - b.line || a.column - b.column);
}
