// What parsePolicy says about a document, one line a diagnostic, for tests to compare.
import { pathText } from '../../../src/model/diagnostic.js';
import type { PolicyInput } from '../../../src/model/document.js';
import type { PolicyContent } from '../../../src/model/policy.js';
import { Findings } from '../../../src/policy/findings.js';
import { contentOf, parsePolicy } from '../../../src/policy/parse-policy.js';

/** `severity code at path: message`, in order. */
export function report(document: unknown): string[] {
  const result = parsePolicy(document);
  return (result.ok ? result.warnings : result.issues).map(({ severity, code, path, message }) => `${severity} ${code} at ${pathText(path)}: ${message}`);
}

/** The content of a document that must be valid. */
export function contentFrom(document: PolicyInput): PolicyContent {
  const result = parsePolicy(document);
  if (!result.ok) throw new Error(result.issues.map(({ message }) => message).join('\n'));
  return contentOf(result.policy);
}

/** The codes of the errors alone. */
export function errorCodes(document: unknown): string[] {
  const result = parsePolicy(document);
  return result.ok ? [] : result.issues.filter(({ severity }) => severity === 'error').map(({ code }) => code);
}

/** `severity code at path: message` of what a single check found. */
export function found(check: (findings: Findings) => unknown): string[] {
  const findings = new Findings();
  check(findings);
  return [...findings.errors, ...findings.warnings].map(({ severity, code, path, message }) => `${severity} ${code} at ${pathText(path)}: ${message}`);
}
