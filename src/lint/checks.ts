// All checks, each with the codes that it finds: one whose codes are all off is not made.

import type { LintedPolicy } from './linted-policy.js';
import type { LintCode } from './lint-rules.js';
import type { Report } from './report.js';
import { checkAuthentication, checkUnknownAuthors } from './rules/authors.js';
import { checkCoveredEntries } from './rules/covered-entry.js';
import { checkIdleSettings } from './rules/idle-setting.js';
import { checkLookAlikes } from './rules/look-alike.js';
import { checkMixedScripts } from './rules/mixed-scripts.js';
import { checkOrgUnits, checkUsers } from './rules/people.js';
import { checkFreeMail, checkOwnDomains, checkPublicSuffixes } from './rules/registered-name.js';
import { checkRequirements } from './rules/requirements.js';
import { checkRouteConflicts } from './rules/route-conflict.js';
import { checkRouteTargets } from './rules/route-target.js';
import { checkSwitchedOff } from './rules/switched-off.js';
import { checkTestingTime } from './rules/testing-time.js';
import { checkEveryone, checkWildcards } from './rules/width.js';

export interface Check {
  readonly codes: readonly LintCode[];
  /** Whether it looks at every entry. */
  readonly readsEntries: boolean;
  readonly run: (policy: LintedPolicy, report: Report) => void;
}

export const CHECKS: readonly Check[] = [
  { codes: ['public-suffix-entry'], readsEntries: true, run: checkPublicSuffixes },
  { codes: ['own-domain-entry'], readsEntries: true, run: checkOwnDomains },
  { codes: ['repeated-entry', 'shadowed-entry'], readsEntries: true, run: checkCoveredEntries },
  { codes: ['look-alike-entry', 'similar-entry'], readsEntries: true, run: checkLookAlikes },
  { codes: ['mixed-script-entry'], readsEntries: true, run: checkMixedScripts },
  { codes: ['free-mail-entry'], readsEntries: true, run: checkFreeMail },
  { codes: ['everyone-entry'], readsEntries: true, run: checkEveryone },
  { codes: ['wildcard-without-domain'], readsEntries: true, run: checkWildcards },
  { codes: ['setting-never-matches', 'setting-changes-nothing'], readsEntries: true, run: checkIdleSettings },
  { codes: ['disabled-again', 'not-switched-off'], readsEntries: false, run: checkSwitchedOff },
  { codes: ['hostname-without-ca', 'obsolete-tls-version', 'route-without-tls', 'hostname-of-literal'], readsEntries: false, run: checkRequirements },
  { codes: ['route-to-own-domain'], readsEntries: false, run: checkRouteTargets },
  { codes: ['route-conflict'], readsEntries: true, run: checkRouteConflicts },
  { codes: ['never-authenticated'], readsEntries: true, run: checkAuthentication },
  { codes: ['org-unit-without-users'], readsEntries: false, run: checkOrgUnits },
  { codes: ['user-outside-domains'], readsEntries: false, run: checkUsers },
  { codes: ['unknown-author-passes'], readsEntries: false, run: checkUnknownAuthors },
  { codes: ['long-testing'], readsEntries: false, run: checkTestingTime },
];
