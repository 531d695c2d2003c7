// Whom an exported policy applies to (`policyQuery`): an org unit with those below it, or people whom no policy of ours can name (S-19.2).

import type { ExportPath } from './import-report.js';
import { memberOf, textOf } from './json-value.js';
import type { OrgUnitIds } from './org-unit-ids.js';
import { ROOT } from '../model/org-unit-path.js';

export type Target =
  | { readonly kind: 'org-unit'; readonly path: string }
  | { readonly kind: 'unknown-org-unit'; readonly id: string }
  | { readonly kind: 'group'; readonly group: string }
  /** People with some licences, or any other condition. */
  | { readonly kind: 'conditional'; readonly query: string };

/** @param path - of the policy in the export */
export function targetOf(policyQuery: unknown, path: ExportPath, orgUnits: OrgUnitIds): Target {
  const group = textOf(memberOf(policyQuery, 'group'));
  if (group !== null) return { kind: 'group', group: textOf(memberOf(policyQuery, 'groupEmail')) ?? group };
  const query = textOf(memberOf(policyQuery, 'query'));
  const asked = query === null ? null : ORG_UNIT_QUERY.exec(query);
  if (query !== null && asked === null) return { kind: 'conditional', query };
  const id = textOf(memberOf(policyQuery, 'orgUnit')) ?? asked?.groups?.['id'] ?? null;
  // GAM adds the path, and something else where it knows none.
  const named = textOf(memberOf(policyQuery, 'orgUnitPath'));
  const known = (id === null ? undefined : orgUnits.pathOf(id)) ?? (named?.startsWith(ROOT) === true ? named : undefined);
  if (known !== undefined) return { kind: 'org-unit', path: orgUnits.canonical(known, [...path, 'policyQuery']) };
  // Without any condition a policy is about everyone.
  return id === null ? { kind: 'org-unit', path: ROOT } : { kind: 'unknown-org-unit', id };
}

/** The one clause that says no more than `orgUnit` does. */
const ORG_UNIT_QUERY = /^\s*entity\.org_units\.exists\(\s*(?<unit>\w+)\s*,\s*\k<unit>\.org_unit_id\s*==\s*orgUnitId\('(?<id>[^']+)'\)\s*\)\s*$/;
