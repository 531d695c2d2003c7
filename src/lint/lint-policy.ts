// What is dangerous or pointless in a policy that is valid, and what is wrong with one that is not (S-14).

import type { Diagnostic, DiagnosticCode } from '../model/diagnostic.js';
import type { PolicyInput } from '../model/document.js';
import type { Policy } from '../model/policy.js';
import { inDocumentOrder } from '../policy/document-order.js';
import { Findings } from '../policy/findings.js';
import { parsePolicy } from '../policy/parse-policy.js';
import { isPolicy } from '../policy/parsed-policy.js';
import { plainJson } from '../policy/plain-json.js';
import { canonicalFrame, canonicalPlaces } from './canonical-places.js';
import { CHECKS } from './checks.js';
import { placesIn } from './document-places.js';
import type { Place } from './document-places.js';
import type { LintFinding, LintSubject } from './lint-finding.js';
import { checkOptions } from './lint-options.js';
import type { CheckedOptions, LintOptions } from './lint-options.js';
import { lintedPolicy } from './linted-policy.js';
import type { LintedPolicy } from './linted-policy.js';
import { Report } from './report.js';
import type { Found } from './report.js';

/**
 * Finds what is dangerous or pointless in a policy: whatever can be shown from the policy itself and from the facts that the caller gives. What `parsePolicy`
 * reports is part of it, so that one list is complete; of a document that is not valid there is nothing else.
 *
 * @param policy - a policy document, or what `parsePolicy` made of one
 * @param options - severities of rules, and facts that no policy holds
 * @returns the findings, in the order of the document; a finding of severity `error` is one that the rules or the document make an error
 * @throws TypeError for options that are not what they should be
 * @example
 * const findings = lintPolicy({ addressLists: { partners: ['co.uk'] } }, { rules: { 'unused-list': 'off' } });
 * findings.map(({ code, path }) => `${code} ${path.join('.')}`); // ['public-suffix-entry addressLists.partners.0']
 * @see clause S-14
 */
export function lintPolicy(policy: PolicyInput | Policy, options: LintOptions = {}): LintFinding[] {
  const checked = checkOptions(options);
  const parsed = parsePolicy(policy);
  if (!parsed.ok) return carried(parsed.issues, checked);
  const linted = lintedPolicy(parsed.policy, checked);
  const found = findIn(linted);
  const subjects = found.map(({ subject }) => subject);
  if (isPolicy(policy)) {
    const frame = canonicalFrame(linted.content, subjects);
    const again = parsePolicy(frame);
    return inOrder(again.ok ? again.warnings : [], found, canonicalPlaces(frame, linted.content, linted.entries, subjects), frame, checked);
  }
  return inOrder(parsed.warnings, found, placesIn(policy, subjects), policy, checked);
}

/** What the rules find in a policy, without places. */
export function findIn(policy: LintedPolicy): readonly Found[] {
  const { options, size } = policy;
  const report = new Report(options);
  const tooMany = size > options.maxEntries;
  const wanted = CHECKS.filter(({ codes, readsEntries }) => codes.some((code) => options.severityOf(code) !== 'off') && !(readsEntries && tooMany));
  for (const { run } of wanted) run(policy, report);
  if (tooMany) reportUnread(size, options.maxEntries, report);
  return report.found;
}

function reportUnread(size: number, most: number, report: Report): void {
  const message = `the address lists have ${size} entries, more than the ${most} that lint reads; what is said of entries, idle settings and route conflicts was not looked for`;
  report.add('entries-not-read', { kind: 'option', option: 'addressLists' }, message, 'raise `maxEntries` of `lintPolicy`, if there is memory for it');
}

/** A finding at its place. Of an entry in pasted text the message says where in the text. */
export function placed({ severity, code, message, fix, subject }: Found, { path, within }: Place): LintFinding {
  const place = within === null ? '' : `line ${within.line}, column ${within.column}: `;
  return { severity, code, path, message: `${place}${message}`, fix, subject };
}

function inOrder(
  warnings: readonly Diagnostic[],
  found: readonly Found[],
  placeOf: (subject: LintSubject) => Place,
  document: PolicyInput,
  options: CheckedOptions,
): LintFinding[] {
  const findings = [...carried(warnings, options), ...locate(found, placeOf).map(({ one, place }) => placed(one, place))];
  return inDocumentOrder(findings, plainJson(document, new Findings()));
}

/** With their places, those within a text in its order: the order of the document is put upon it, and keeps it. */
export function locate(found: readonly Found[], placeOf: (subject: LintSubject) => Place): { readonly one: Found; readonly place: Place }[] {
  const located = found.map((one) => ({ one, place: placeOf(one.subject) }));
  return located.sort((a, b) => (a.place.within?.line ?? 0) - (b.place.within?.line ?? 0) || (a.place.within?.column ?? 0) - (b.place.within?.column ?? 0));
}

/** What `parsePolicy` reports, in the shape of lint. */
function carried(diagnostics: readonly Diagnostic[], { severityOf }: CheckedOptions): LintFinding[] {
  return diagnostics.flatMap(({ code, path, message }) => {
    const severity = severityOf(code as DiagnosticCode);
    return severity === 'off' ? [] : [{ severity, code: code as DiagnosticCode, path, message, fix: null, subject: null }];
  });
}
