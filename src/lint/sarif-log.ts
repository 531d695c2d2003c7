// Findings for code review tools: SARIF 2.1.0 (S-14.5).

import { pathText } from '../model/diagnostic.js';
import { DIAGNOSTIC_RULES } from './diagnostic-rules.js';
import { LINT_RULES } from './lint-rules.js';
import type { LintRule, LintSeverity } from './lint-rules.js';
import type { SarifLocation, SarifLog, SarifResult, SarifRule, SarifText } from './sarif-document.js';

/** What a finding has to have: those of `lintPolicy`, of `parsePolicy` and of `readPolicyFile` do. */
export interface ReportableFinding {
  readonly severity: LintSeverity;
  readonly code: string;
  readonly path: readonly (string | number)[];
  readonly message: string;
  readonly fix?: string | null;
}

/** Where the findings are from. */
export interface SarifOptions<Finding> {
  /** The policy file: its path, relative to the top of what is reviewed, or absolute. */
  readonly file: string;
  /** Line and column of a finding, from 1, and its file if it is another; null: it is about the file as a whole. Without it all are. */
  readonly placeOf?: (finding: Finding) => SarifPlace | null;
  /** The version of this package. */
  readonly toolVersion?: string;
}

/** Where a finding stands in a file. */
export interface SarifPlace {
  /** Its path, written as that of the policy file is; left out: the policy file itself. */
  readonly file?: string;
  /** From 1. */
  readonly line: number;
  /** From 1, in UTF-16 units. */
  readonly column: number;
}

/**
 * Findings as a SARIF 2.1.0 log, which code review tools take in.
 *
 * @param findings - of one policy file and the files of entries that it names
 * @param options - the file, and where in it findings are
 * @returns a log with one run; `JSON.stringify` makes a file of it
 * @example sarifLog(lintPolicy(document), { file: 'policy.yaml' }).runs[0].results.length
 * @see clause S-14.5; SARIF 2.1.0 (OASIS)
 */
export function sarifLog<Finding extends ReportableFinding>(findings: readonly Finding[], options: SarifOptions<Finding>): SarifLog {
  const codes = [...new Set(findings.map(({ code }) => code))];
  const indexes = new Map(codes.map((code, index) => [code, index]));
  const driver = { name: 'smtp-tls-policy', ...(options.toolVersion !== undefined && { version: options.toolVersion }), rules: codes.map(sarifRule) };
  const results = findings.map((finding) => sarifResult(finding, indexes.get(finding.code) ?? 0, options));
  return { $schema: SCHEMA, version: '2.1.0', runs: [{ tool: { driver }, columnKind: 'utf16CodeUnits', results }] };
}

const SCHEMA = 'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json';
const RULES: Readonly<Record<string, LintRule>> = { ...DIAGNOSTIC_RULES, ...LINT_RULES };

/** What is wrong with a file as text has no rule. */
function sarifRule(code: string): SarifRule {
  const rule = Object.hasOwn(RULES, code) ? RULES[code] : undefined;
  if (rule === undefined) return { id: code };
  const { cause, cure, severity } = rule;
  const defaultConfiguration = severity === 'off' ? ({ enabled: false, level: 'note' } as const) : { enabled: true, level: severity };
  return { id: code, shortDescription: plainText(cause), help: plainText(cure), defaultConfiguration };
}

function sarifResult<Finding extends ReportableFinding>(finding: Finding, ruleIndex: number, options: SarifOptions<Finding>): SarifResult {
  const { code, severity, message, fix } = finding;
  const text = fix === undefined || fix === null ? message : `${message}; ${fix}`;
  return { ruleId: code, ruleIndex, level: severity, message: plainText(text), locations: [sarifLocation(finding, options)] };
}

function sarifLocation<Finding extends ReportableFinding>(finding: Finding, { file, placeOf }: SarifOptions<Finding>): SarifLocation {
  const place = placeOf?.(finding) ?? null;
  const region = place === null ? {} : { region: { startLine: place.line, startColumn: place.column } };
  return {
    physicalLocation: { artifactLocation: { uri: fileUri(place?.file ?? file) }, ...region },
    ...(finding.path.length > 0 && { logicalLocations: [{ fullyQualifiedName: pathText(finding.path) }] as const }),
  };
}

/** SARIF 2.1.0: a brace that is meant stands twice (section 3.11.5), and names from a policy make no links (3.11.6). Not all viewers know of backslashes. */
function plainText(text: string): SarifText {
  return { text: text.replace(/[{}]/g, '$&$&').replaceAll('](', '] (') };
}

/** RFC 3986: a relative reference, or a file URI of an absolute path. A colon in the first segment would read as a scheme. */
function fileUri(path: string): string {
  const slashes = path.replaceAll('\\', '/');
  const encoded = slashes.split('/').map(encodeSegment).join('/');
  if (/^[A-Za-z]:\//.test(slashes)) return `file:///${slashes.slice(0, 2)}${encoded.slice(encoded.indexOf('/'))}`;
  return slashes.startsWith('/') ? `file://${encoded}` : encoded;
}

/** A lone surrogate has no encoding. */
function encodeSegment(segment: string): string {
  return encodeURIComponent(segment.replace(/[\uD800-\uDFFF]/gu, '\uFFFD'));
}
