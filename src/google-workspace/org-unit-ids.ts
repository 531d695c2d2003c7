// The paths of org units by their ids: policies name org units by id, people by path.

import type { ExportPath, ImportFindings } from './import-report.js';
import { isList, isObject, memberOf, textOf } from './json-value.js';
import { ROOT } from '../model/org-unit-path.js';
import { describeValue, quote } from '../model/quotation.js';
import { readOrgUnitPath } from '../policy/org-unit-path.js';

/**
 * Org units by id, in any of the forms that they come in: paths by id (`{ '03ph8a2z1pj8emr': '/Sales' }`), or what `orgunits.list` of the Directory API
 * and `gam print orgs` give (`orgUnitId` and `orgUnitPath`, and of the unit above `parentOrgUnitId` and `parentOrgUnitPath`), one unit too.
 * Paths begin with a slash.
 */
export type GoogleOrgUnits =
  | ReadonlyMap<string, string>
  | Readonly<Record<string, string | { readonly path: string }>>
  | { readonly organizationUnits?: readonly GoogleOrgUnit[] }
  | GoogleOrgUnit
  | readonly GoogleOrgUnit[];

/** An org unit of the Directory API. */
export interface GoogleOrgUnit {
  readonly orgUnitId: string;
  readonly orgUnitPath: string;
  readonly parentOrgUnitId?: string;
  readonly parentOrgUnitPath?: string;
}

export class OrgUnitIds {
  readonly #paths = new Map<string, string>();
  /** By path, the last id that came to it. */
  readonly #ids = new Map<string, string>();
  readonly #findings: ImportFindings;

  constructor(orgUnits: unknown, findings: ImportFindings) {
    this.#findings = findings;
    this.#read(orgUnits, ['options', 'orgUnits']);
  }

  get paths(): Iterable<string> {
    return this.#paths.values();
  }

  pathOf(id: string): string | undefined {
    return this.#paths.get(bareId(id));
  }

  /** A path as S-6.1 has it; what was misspelt is corrected, and said. */
  canonical(path: string, place: ExportPath): string {
    const reading = readOrgUnitPath(path);
    if (reading.ok) return reading.path;
    this.#findings.add('corrected-org-unit', place, `${reading.message}: so it stands in the document`);
    return reading.corrected;
  }

  #read(orgUnits: unknown, place: ExportPath): void {
    if (orgUnits === undefined) return;
    const listed = isList(orgUnits) ? orgUnits : memberOf(orgUnits, 'organizationUnits');
    if (isList(listed)) this.#readList(listed, isList(orgUnits) ? place : [...place, 'organizationUnits']);
    else if (orgUnits instanceof Map) for (const [id, path] of orgUnits) this.#add(id, path, [...place, String(id)]);
    else if (isUnit(orgUnits)) this.#readUnit(orgUnits, place);
    else if (isObject(orgUnits)) for (const [id, unit] of Object.entries(orgUnits)) this.#add(id, memberOf(unit, 'path') ?? unit, [...place, id]);
    else this.#refuse(orgUnits, place);
  }

  #readList(units: readonly unknown[], place: ExportPath): void {
    for (const [index, unit] of units.entries()) this.#readUnit(unit, [...place, index]);
  }

  #readUnit(unit: unknown, place: ExportPath): void {
    this.#add(memberOf(unit, 'orgUnitId'), memberOf(unit, 'orgUnitPath'), place);
    // A list has every unit but the root, which stands there as the unit above others.
    const parent = textOf(memberOf(unit, 'parentOrgUnitId'));
    const parentPath = textOf(memberOf(unit, 'parentOrgUnitPath'));
    if (parent !== null && parentPath !== null && this.pathOf(parent) === undefined) this.#add(parent, parentPath, place);
  }

  /** A text without a slash is no path: an id, perhaps, or nothing, which would be the root. */
  #add(id: unknown, path: unknown, place: ExportPath): void {
    if (typeof id !== 'string' || id === '') this.#refuse(id, place);
    else if (typeof path !== 'string' || !path.startsWith(ROOT)) this.#refuse(path, place);
    else this.#addPath(bareId(id), this.canonical(path, place), place);
  }

  #addPath(id: string, path: string, place: ExportPath): void {
    this.#reportAmbiguity(id, path, place);
    this.#paths.set(id, path);
    this.#ids.set(path, id);
  }

  #reportAmbiguity(id: string, path: string, place: ExportPath): void {
    const [earlierId, earlierPath] = [this.#ids.get(path), this.#paths.get(id)];
    if (earlierId !== undefined && earlierId !== id) this.#findings.add('ambiguous-org-unit', place, `the ids ${quote(earlierId)} and ${quote(id)} both have the path ${quote(path)}, so that what is for either stands there; ${AMBIGUITY_ADVICE}`);
    if (earlierPath !== undefined && earlierPath !== path) this.#findings.add('ambiguous-org-unit', place, `the id ${quote(id)} has the paths ${quote(earlierPath)} and ${quote(path)}, of which the second counts; ${AMBIGUITY_ADVICE}`);
  }

  #refuse(value: unknown, place: ExportPath): void {
    const wanted = `paths by id, as ${quote('{ "03ph8a2z1pj8emr": "/Sales" }')}, or the output of \`gam print orgs\``;
    this.#findings.add('unreadable-org-unit', place, `expected ${wanted}, not ${describeValue(value)}`);
  }
}

const AMBIGUITY_ADVICE = 'compare the org units with the admin console';

/** One unit of the Directory API, and no map with two odd ids. */
function isUnit(value: unknown): boolean {
  return isObject(value) && (Object.hasOwn(value, 'orgUnitId') || Object.hasOwn(value, 'orgUnitPath'));
}

/** `orgUnits/03ph…` in policies, `id:03ph…` in the Directory API. */
function bareId(id: string): string {
  return id.replace(/^(?:orgUnits\/|id:)/, '');
}
