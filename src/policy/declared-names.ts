// The names that a map of the document declares, and which of them are used: for unknown names and for what nobody uses (S-1.6).

import type { DiagnosticCode } from '../model/diagnostic.js';
import { refused } from './draft.js';
import type { Refused } from './draft.js';
import type { Findings, Path } from './findings.js';
import { membersOf } from './free-names.js';
import { hasControlCharacter, quote } from '../model/quotation.js';

interface Kind {
  /** As it is called in messages. */
  readonly noun: string;
  /** The key of the map in the document. */
  readonly key: string;
  readonly unknown: DiagnosticCode;
  readonly unused: DiagnosticCode;
}

export const ADDRESS_LISTS: Kind = { noun: 'address list', key: 'addressLists', unknown: 'unknown-list', unused: 'unused-list' };
export const ROUTES: Kind = { noun: 'route', key: 'routes', unknown: 'unknown-route', unused: 'unused-route' };

export class DeclaredNames {
  readonly #kind: Kind;
  readonly #names: ReadonlySet<string>;
  /** False: the map itself was refused, and nothing can be called unknown. */
  readonly #complete: boolean;
  readonly #used = new Set<string>();
  #usesKnown = true;

  constructor(kind: Kind, map: { readonly [name: string]: unknown } | Refused | undefined) {
    this.#kind = kind;
    this.#names = new Set([...membersOf(map)].map(([name]) => name));
    this.#complete = map !== refused;
  }

  /** Notes a use, and reports a name that nothing declares. */
  use(name: string, path: Path, findings: Findings): void {
    this.#used.add(name);
    if (!this.#complete || this.#names.has(name)) return;
    const { noun, key, unknown } = this.#kind;
    const meant = findings.nearest(name, this.#names);
    if (meant !== null) this.#used.add(meant);
    const advice = meant === null ? `define it in \`${key}\` or remove the name` : `did you mean ${quote(meant)}?`;
    findings.error(unknown, path, `there is no ${noun} ${quote(name)}; ${advice}`);
  }

  /** Some uses could not be read, so that nothing can be called unused. */
  forgetUses(): void {
    this.#usesKnown = false;
  }

  /** Bad names are errors, names that nobody uses warnings. */
  check(findings: Findings): void {
    const { noun, key, unused } = this.#kind;
    for (const name of this.#names) {
      if (hasControlCharacter(name)) findings.error('invalid-value', [key, name], `the name of the ${noun} ${quote(name)} has a control character; rename it`);
      if (this.#usesKnown && !this.#used.has(name)) findings.warning(unused, [key, name], `no setting uses the ${noun} ${quote(name)}; use it or remove it`);
    }
  }
}
