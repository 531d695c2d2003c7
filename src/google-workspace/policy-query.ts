// Whom an exported policy applies to (`policyQuery`): an org unit with those below it, or people whom no policy of ours can name (S-19.2).

import type { ExportPath } from './import-report.js';
import { isObject, memberOf, textOf } from './json-value.js';
import type { OrgUnitIds } from './org-unit-ids.js';
import { ROOT } from '../model/org-unit-path.js';
import { describeValue, quote } from '../model/quotation.js';

export type Target =
  | { readonly kind: 'org-unit'; readonly path: string }
  | { readonly kind: 'unknown-org-unit'; readonly id: string }
  | { readonly kind: 'group'; readonly group: string }
  /** People with some licences, or any other condition. */
  | { readonly kind: 'conditional'; readonly query: string }
  /** Nobody can tell whom: the query has none of its members, or one that is no text. At the root it would be taken for more people than it is for. */
  | { readonly kind: 'unreadable'; readonly place: ExportPath; readonly reason: string };

/** @param path - of the policy in the export */
export function targetOf(policyQuery: unknown, path: ExportPath, orgUnits: OrgUnitIds): Target {
  const place = [...path, 'policyQuery'];
  if (policyQuery !== undefined && !isObject(policyQuery)) return { kind: 'unreadable', place, reason: `its \`policyQuery\` is ${describeValue(policyQuery)}` };
  const unreadable = MEMBERS.find((member) => !isTextOrNothing(memberOf(policyQuery, member)));
  if (unreadable !== undefined) return { kind: 'unreadable', place: [...place, unreadable], reason: `its ${quote(unreadable)} is ${describeValue(memberOf(policyQuery, unreadable))}` };
  // GAM adds the address of the group.
  const group = textOf(memberOf(policyQuery, 'groupEmail')) ?? textOf(memberOf(policyQuery, 'group'));
  if (group !== null) return { kind: 'group', group };
  const query = textOf(memberOf(policyQuery, 'query'));
  const asked = query === null ? null : ORG_UNIT_QUERY.exec(query);
  if (query !== null && asked === null) return { kind: 'conditional', query };
  const id = textOf(memberOf(policyQuery, 'orgUnit')) ?? asked?.groups?.['id'] ?? null;
  // GAM adds the path, and something else where it knows none.
  const named = textOf(memberOf(policyQuery, 'orgUnitPath'));
  const known = (id === null ? undefined : orgUnits.pathOf(id)) ?? (named?.startsWith(ROOT) === true ? named : undefined);
  if (known !== undefined) return { kind: 'org-unit', path: orgUnits.canonical(known, place) };
  const unknown = id ?? named;
  return unknown === null ? { kind: 'unreadable', place, reason: 'it names no org unit, query or group' } : { kind: 'unknown-org-unit', id: unknown };
}

const MEMBERS = ['orgUnit', 'orgUnitPath', 'query', 'group', 'groupEmail'];

function isTextOrNothing(value: unknown): boolean {
  return value === undefined || typeof value === 'string';
}

/** The one clause that says no more than `orgUnit` does. */
const ORG_UNIT_QUERY = /^\s*entity\.org_units\.exists\(\s*(?<unit>\w+)\s*,\s*\k<unit>\.org_unit_id\s*==\s*orgUnitId\('(?<id>[^']+)'\)\s*\)\s*$/;
