// What `parsePolicy` reports, as rules of lint, so that one list is complete (S-14.1): nothing of it is found a second time.

import type { DiagnosticCode } from '../model/diagnostic.js';
import type { LintRule } from './lint-rules.js';

interface DiagnosticRule extends LintRule {
  readonly severity: 'error' | 'warning';
}

/** Of each code of a diagnostic. Errors make the document invalid. */
export const DIAGNOSTIC_RULES: Readonly<Record<DiagnosticCode, DiagnosticRule>> = {
  'contradictory-requirement': error('Requirements of a setting contradict each other, or could never be met.', 'Remove one of them.'),
  'duplicate-entry': warning('An entry is in its list twice.', 'Remove the repetition.'),
  'duplicate-id': error('An org unit defines an id twice, or both defines and disables it.', 'Give one of the two another id, or do one of the two.'),
  'duplicate-path': error('An org unit is listed twice.', 'Put its settings together in one.'),
  'duplicate-user': error('Two users are one address.', 'Keep one of them.'),
  'duplicate-value': warning('A value is in its list twice.', 'Remove the repetition.'),
  'empty-list': warning('An address list has no entries and matches nobody.', 'Add entries, or remove the list.'),
  'invalid-entry': error('An entry is no domain, address, wildcard or `*`.', 'Write it as the message says.'),
  'invalid-path': error('The path of an org unit is not written as it must be.', 'Write it as the message says.'),
  'invalid-value': error('A value is not what its key takes.', 'Write one that is.'),
  'list-required': error('A setting for inbound or outbound mail names no address list.', 'Name one; a list with the entry `*` is everyone.'),
  'locked-setting': error('A locked setting is overridden or disabled below the org unit that locks it.', 'Use another id, or unlock it there.'),
  'missing-parent': error('An org unit has no parent in the document.', 'Add the parent.'),
  'not-inherited': error('An org unit disables what it does not inherit, or what is disabled above already.', 'Remove the id from `disable`.'),
  'not-plain-json': error('A value is not plain JSON.', 'Write it as plain JSON.'),
  'pointless-setting': warning('A setting demands nothing and names no route.', 'Remove it; to switch an inherited setting off, name it in `disable`.'),
  'unknown-key': error('A key is not known.', 'Correct or remove it.'),
  'unknown-list': error('A setting names a list that there is not.', 'Define the list, or remove the name.'),
  'unknown-org-unit': error('A user is in an org unit that there is not.', 'Add the org unit, or name another.'),
  'unknown-route': error('A setting names a route that there is not.', 'Define the route, or remove the name.'),
  'unused-list': warning('No setting names the address list.', 'Use it or remove it.'),
  'unused-requirement': warning('A setting has a requirement or a route that its scopes never look at.', 'Remove it, or add a scope.'),
  'unused-route': warning('No setting names the route.', 'Use it or remove it.'),
};

/** Whether what has this code makes a document invalid. */
export function isErrorCode(code: string): boolean {
  return isDiagnosticCode(code) && DIAGNOSTIC_RULES[code].severity === 'error';
}

/** Whether it is the code of a diagnostic of a document. */
export function isDiagnosticCode(code: string): code is DiagnosticCode {
  return Object.hasOwn(DIAGNOSTIC_RULES, code);
}

function error(cause: string, cure: string): DiagnosticRule {
  return Object.freeze({ severity: 'error', cause, cure });
}

function warning(cause: string, cure: string): DiagnosticRule {
  return Object.freeze({ severity: 'warning', cause, cure });
}
