// Policies from documents, for tests about what changed between two.
import type { DocumentChange } from '../../../src/change/document-change.js';
import { documentChanges } from '../../../src/change/document-changes.js';
import type { PolicyInput } from '../../../src/model/document.js';
import type { Policy } from '../../../src/model/policy.js';
import { parsePolicy } from '../../../src/policy/parse-policy.js';

/** A document that must be valid. */
export function policyFrom(document: PolicyInput): Policy {
  const result = parsePolicy(document);
  if (!result.ok) throw new Error(result.issues.map(({ message }) => message).join('\n'));
  return result.policy;
}

export function changesBetween(before: PolicyInput | null, after: PolicyInput): readonly DocumentChange[] {
  return documentChanges(before === null ? null : policyFrom(before), policyFrom(after));
}
