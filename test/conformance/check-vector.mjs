// Runs one conformance vector against the library. Plain JavaScript without any runtime's own functions, so that Node, Deno, Bun
// and a browser run the same file.

import { checkDecision, checkEquivalent, checkIndependence, checkMisuse, checkSenderAuthentication } from './check-decision.mjs';
import { checkDocument, checkEffectiveSettings, checkLists, checkMatching, checkPolicyIssues, checkSearch } from './check-policy.mjs';
import { checkDsn, checkExplain, checkIndicator, checkReply } from './check-report.mjs';
import { checkAddress, checkAddressList, checkAuthenticationResults, checkDomain, checkFrom, checkFromFields } from './check-text.mjs';
import { checkJoin, checkViolations } from './check-constraints.mjs';

const checks = {
  address: checkAddress,
  'address-list': checkAddressList,
  'authentication-results': checkAuthenticationResults,
  decision: checkDecision,
  document: checkDocument,
  domain: checkDomain,
  dsn: checkDsn,
  'effective-settings': checkEffectiveSettings,
  equivalent: checkEquivalent,
  explain: checkExplain,
  from: checkFrom,
  'from-fields': checkFromFields,
  independence: checkIndependence,
  indicator: checkIndicator,
  join: checkJoin,
  lists: checkLists,
  matching: checkMatching,
  misuse: checkMisuse,
  'policy-issues': checkPolicyIssues,
  reply: checkReply,
  search: checkSearch,
  'sender-authentication': checkSenderAuthentication,
  violations: checkViolations,
};

/** The kinds of vectors that there are. */
export const vectorKinds = Object.keys(checks);

/**
 * @param {any} library - what the package exports (its module object)
 * @param {any} vector - one element of a file in `vectors/`
 * @returns {string[]} every disagreement, as a sentence; none: the library conforms
 */
export function checkVector(library, vector) {
  const check = Object.hasOwn(checks, vector.kind) ? checks[vector.kind] : null;
  if (check === null) return [`no kind of vector is called ${vector.kind}`];
  try {
    return check(library, vector);
  } catch (error) {
    return [`it threw: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`];
  }
}
