// The paths of org units by their ids: policies name org units by id, people by path.

import type { ExportPath, ImportFindings } from './import-report.js';
import { isList, isObject, memberOf, textOf } from './json-value.js';
import { describeValue, quote } from '../model/quotation.js';
import { readOrgUnitPath } from '../policy/org-unit-path.js';

/**
 * Org units by id, in any of the forms that they come in: paths by id (`{ '03ph8a2z1pj8emr': '/Sales' }`), or what `orgunits.list` of the Directory API
 * and `gam print orgs` give (`orgUnitId` and `orgUnitPath`, and of the unit above `parentOrgUnitId` and `parentOrgUnitPath`).
 */
export type GoogleOrgUnits =
  | ReadonlyMap<string, string>
  | Readonly<Record<string, string | { readonly path: string }>>
  | { readonly organizationUnits?: readonly GoogleOrgUnit[] }
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
    else if (isObject(orgUnits)) for (const [id, unit] of Object.entries(orgUnits)) this.#add(id, memberOf(unit, 'path') ?? unit, [...place, id]);
    else this.#refuse(orgUnits, place);
  }

  #readList(units: readonly unknown[], place: ExportPath): void {
    for (const [index, unit] of units.entries()) {
      this.#add(memberOf(unit, 'orgUnitId'), memberOf(unit, 'orgUnitPath'), [...place, index]);
      // The list has every unit but the root, which stands there as the unit above others.
      const parent = textOf(memberOf(unit, 'parentOrgUnitId'));
      const parentPath = textOf(memberOf(unit, 'parentOrgUnitPath'));
      if (parent !== null && parentPath !== null && this.pathOf(parent) === undefined) this.#add(parent, parentPath, [...place, index]);
    }
  }

  #add(id: unknown, path: unknown, place: ExportPath): void {
    if (typeof id === 'string' && id !== '' && typeof path === 'string') this.#paths.set(bareId(id), this.canonical(path, place));
    else this.#refuse(typeof id === 'string' && id !== '' ? path : id, place);
  }

  #refuse(value: unknown, place: ExportPath): void {
    const wanted = `paths by id, as ${quote('{ "03ph8a2z1pj8emr": "/Sales" }')}, or the output of \`gam print orgs\``;
    this.#findings.add('unreadable-org-unit', place, `expected ${wanted}, not ${describeValue(value)}`);
  }
}

/** `orgUnits/03ph…` in policies, `id:03ph…` in the Directory API. */
function bareId(id: string): string {
  return id.replace(/^(?:orgUnits\/|id:)/, '');
}
