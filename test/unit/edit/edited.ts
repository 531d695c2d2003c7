// What came of an edit, as text to compare.
import { changeWords } from '../../../src/change/change-words.js';
import type { EditResult } from '../../../src/edit/edit-result.js';
import { pathText } from '../../../src/model/diagnostic.js';
import type { PolicyInput } from '../../../src/model/document.js';
import type { Policy } from '../../../src/model/policy.js';
import { policyDocument } from '../../../src/policy/parse-policy.js';

/** The changes in words, or `code at path: message` of each issue. */
export function said(result: EditResult): string[] {
  return result.ok ? result.change.changes.map(changeWords) : result.issues.filter(({ severity }) => severity === 'error').map(({ code, path, message }) => `${code} at ${pathText(path)}: ${message}`);
}

/** What the words say of an added or removed setting that says no more than it must. */
export const PLAIN = 'for `outbound`, address list `l`, TLS required, CA-signed certificate, validated host name';

/** The policy of an edit that must be accepted. */
export function made(result: EditResult): Policy {
  if (!result.ok) throw new Error(said(result).join('\n'));
  return result.policy;
}

export function documentOf(result: EditResult): PolicyInput {
  return policyDocument(made(result));
}

/** `code at path` of each warning. */
export function warningsOf(result: EditResult): string[] {
  return result.ok ? result.warnings.map(({ code, path }) => `${code} at ${pathText(path)}`) : [];
}
