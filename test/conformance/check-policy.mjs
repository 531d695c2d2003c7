// Vectors about policy documents, org units and address lists.

import { exactDifferences, partialDifferences } from './disagreement.mjs';
import { engineOf } from './engine.mjs';
import { revive } from './special-value.mjs';

/** `policy-issues`: what parsePolicy says of a document. Every error must be expected and found; warnings too where they are given. */
export function checkPolicyIssues(library, vector) {
  const result = library.parsePolicy(revive(vector.policy));
  const issues = result.ok ? result.warnings : result.issues;
  const { ok, errors = [], warnings } = vector.expect;
  return [
    ...(result.ok === ok ? [] : [`ok: expected ${ok}, found ${result.ok}`]),
    ...issueDifferences(errors, issues, 'error'),
    ...(warnings === undefined ? [] : issueDifferences(warnings, issues, 'warning')),
    ...(isErrorsFirst(issues) ? [] : ['a warning stands before an error']),
    ...issues.filter((issue) => !isSentence(issue)).map((issue) => `${issue.code}: the message is no single line that says something: ${issue.message}`),
    ...compileDifferences(library, vector, result),
  ];
}

function issueDifferences(expected, issues, severity) {
  const found = issues.filter((issue) => issue.severity === severity);
  const missing = expected.filter((wanted) => !found.some((issue) => isIssue(wanted, issue)));
  const extra = found.filter((issue) => !expected.some((wanted) => isIssue(wanted, issue)));
  return [
    ...missing.map((wanted) => `${severity} missing: ${JSON.stringify(wanted)}`),
    ...extra.map((issue) => `${severity} not expected: ${JSON.stringify(issue)}`),
  ];
}

/** `path` and `messageIncludes` count where they are given. */
function isIssue(wanted, issue) {
  if (wanted.code !== issue.code) return false;
  if ('path' in wanted && JSON.stringify(wanted.path) !== JSON.stringify(issue.path)) return false;
  return (wanted.messageIncludes ?? []).every((part) => issue.message.includes(part));
}

/** Warnings come after the errors (S-1.7). */
function isErrorsFirst(issues) {
  const firstWarning = issues.findIndex((issue) => issue.severity === 'warning');
  return firstWarning === -1 || issues.slice(firstWarning).every((issue) => issue.severity === 'warning');
}

function isSentence(issue) {
  return issue.message.length > 0 && !/[\r\n]/.test(issue.message);
}

/** A policy with an error compiles to nothing: compilePolicy throws all the same issues (S-1.2). */
function compileDifferences(library, vector, result) {
  try {
    library.compilePolicy(revive(vector.policy));
    return result.ok ? [] : ['compilePolicy accepts what parsePolicy refuses'];
  } catch (error) {
    if (!(error instanceof library.PolicyError)) return [`compilePolicy threw ${String(error)}`];
    return result.ok ? ['compilePolicy refuses what parsePolicy accepts'] : exactDifferences(result.issues, error.issues, 'issues of the PolicyError');
  }
}

/** `document`: the canonical document, which parses to an equal policy (S-1.3). */
export function checkDocument(library, vector) {
  const document = documentOf(library, revive(vector.policy));
  return [
    ...(vector.exact ? exactDifferences : partialDifferences)(vector.expect, document, 'document'),
    ...exactDifferences(document, documentOf(library, document), 'the document, parsed again'),
  ];
}

function documentOf(library, policy) {
  const result = library.parsePolicy(policy);
  if (!result.ok) throw new Error(`the policy is not valid: ${JSON.stringify(result.issues)}`);
  return library.policyDocument(result.policy);
}

/** `effective-settings`: what is in view at an org unit, and its status (S-6.4). */
export function checkEffectiveSettings(library, vector) {
  const engine = engineOf(library, vector);
  return vector.cases.flatMap(([orgUnit, expected]) => partialDifferences(expected, engine.effectiveSettings(orgUnit), `settings at ${orgUnit}`));
}

/** `matching`: the entries that would match an address, in any list (S-3.7). */
export function checkMatching(library, vector) {
  const engine = engineOf(library, vector);
  return vector.cases.flatMap(([address, expected]) => partialDifferences(expected, engine.matching(address), `matching ${address}`));
}

/** `search`: the values of a list's entries of which a text is part (S-3.7). */
export function checkSearch(library, vector) {
  const engine = engineOf(library, vector);
  return vector.cases.flatMap(([name, text, expected]) => {
    const list = engine.addressLists.find((candidate) => candidate.name === name);
    const found = list?.search(text).map((entry) => entry.value);
    return exactDifferences(expected, found, `search for ${JSON.stringify(text)} in ${name}`);
  });
}

/** `lists`: name, description, size and entries of every list, in order (S-3.7). */
export function checkLists(library, vector) {
  const found = engineOf(library, vector).addressLists.map((list) => ({
    name: list.name,
    description: list.description,
    size: list.size,
    entries: [...list.entries()],
  }));
  return partialDifferences(vector.expect, found, 'lists');
}
