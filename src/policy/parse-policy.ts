// From an unknown value to a policy: a snapshot, its shape, then every check of meaning; all problems at once (S-1).

import type { Diagnostic } from '../model/diagnostic.js';
import type { Policy, PolicyContent } from '../model/policy.js';
import { readAddressLists } from './address-lists.js';
import type { AddressLists, ListsDraft } from './address-lists.js';
import { ADDRESS_LISTS, DeclaredNames, ROUTES } from './declared-names.js';
import { inDocumentOrder } from './document-order.js';
import { readDomains } from './domains.js';
import { refused, valueOr } from './draft.js';
import type { Draft, Refused } from './draft.js';
import { Findings } from './findings.js';
import { readOrgUnits } from './org-units.js';
import { isCopyOfPolicy, isPolicy, makePolicy } from './parsed-policy.js';
import { plainJson } from './plain-json.js';
import { readRoutes } from './routes.js';
import { policyFrame } from './schema.js';
import type { PolicyFrame } from './schema.js';
import type { Names } from './settings.js';
import { readShape } from './shape.js';
import { readUsers } from './users.js';

export { contentOf, policyDocument } from './parsed-policy.js';

/** What {@link parsePolicy} returns: a policy and what is pointless in it, or everything that is wrong with the document. */
export type PolicyParseResult =
  | { ok: true; policy: Policy; warnings: Diagnostic[] }
  /** `issues`: errors first, then the warnings of what could be checked; each in the order of the document. */
  | { ok: false; issues: Diagnostic[] };

/**
 * Reads a policy document: plain data from an object literal, JSON or YAML. All problems are reported at once, and nothing is repaired.
 *
 * @param input - the document; a policy that was parsed already is returned as it is
 * @returns a policy with warnings, or the issues; it never throws
 * @example
 * const result = parsePolicy({ addressLists: { partners: ['example.com'] } });
 * if (!result.ok) for (const { path, message } of result.issues) console.error(path.join('.'), message);
 * @see clause S-1
 */
export function parsePolicy(input: unknown): PolicyParseResult {
  return parsePolicyWith(input, IN_THE_DOCUMENT);
}

/** Reads what a policy can have millions of. */
export interface BulkReader {
  readonly addressLists: (draft: ListsDraft, caseSensitive: boolean, findings: Findings) => AddressLists;
  readonly users: typeof readUsers;
}

const IN_THE_DOCUMENT: BulkReader = { addressLists: readAddressLists, users: readUsers };

/** Reads a document some of whose lists and users stand elsewhere: in files, or packed in a snapshot. */
export function parsePolicyWith(input: unknown, bulk: BulkReader): PolicyParseResult {
  if (isPolicy(input)) return { ok: true, policy: input, warnings: [] };
  if (isCopyOfPolicy(input)) return { ok: false, issues: [{ ...COPY, path: [] }] };
  const findings = new Findings();
  const document = plainJson(input, findings);
  const content = readContent(valueOr<PolicyFrameDraft>(readShape(policyFrame, document, [], findings), {}), bulk, findings);
  const warnings = inDocumentOrder(findings.warnings, document);
  if (findings.errors.length > 0) return { ok: false, issues: [...inDocumentOrder(findings.errors, document), ...warnings] };
  return { ok: true, policy: makePolicy(content), warnings };
}

const COPY: Omit<Diagnostic, 'path'> = {
  severity: 'error',
  code: 'not-plain-json',
  message: 'this is a copy of a parsed policy, and a copy has lost its content; pass the policy itself, or change a copy of `policyDocument(policy)`',
};

type PolicyFrameDraft = Exclude<Draft<PolicyFrame>, Refused>;

function readContent(draft: PolicyFrameDraft, bulk: BulkReader, findings: Findings): PolicyContent {
  // Unreadable: the reading under which fewer addresses are equal, so that no repetition is reported that may be none.
  const caseSensitiveLocalParts = draft.caseSensitiveLocalParts === refused || valueOr(draft.caseSensitiveLocalParts, false);
  const names: Names = { lists: new DeclaredNames(ADDRESS_LISTS, draft.addressLists), routes: new DeclaredNames(ROUTES, draft.routes) };
  const { orgUnits, units } = readOrgUnits(draft.orgUnits, names, findings);
  const content = {
    domains: Object.freeze(readDomains(draft.domains, findings)),
    orgUnits,
    users: bulk.users(draft.users, units, caseSensitiveLocalParts, findings),
    ...bulk.addressLists(draft.addressLists, caseSensitiveLocalParts, findings),
    routes: readRoutes(draft.routes, findings),
    alternateSecureRoute: readAlternateRoute(draft.alternateSecureRoute, names, findings),
    alignment: valueOr(draft.alignment, 'relaxed'),
    unknownAuthor: valueOr(draft.unknownAuthor, 'match'),
    caseSensitiveLocalParts,
  };
  names.lists.check(findings);
  names.routes.check(findings);
  return Object.freeze(content);
}

function readAlternateRoute(name: Draft<string> | undefined, { routes }: Names, findings: Findings): string | null {
  if (name === refused) routes.forgetUses();
  if (name === undefined || name === refused) return null;
  routes.use(name, ['alternateSecureRoute'], findings);
  return name;
}
