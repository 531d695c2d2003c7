// One setting of an org unit: what it refers to, and what in it is contradictory or pointless (S-7).

import type { Scope, SettingInput } from '../model/document.js';
import type { Setting } from '../model/policy.js';
import { byCodeUnits } from '../model/text.js';
import type { DeclaredNames } from './declared-names.js';
import { elementsOf, isWhole, refused, valueOr } from './draft.js';
import type { Draft } from './draft.js';
import type { Findings, Path } from './findings.js';
import { hasControlCharacter, quote } from '../model/quotation.js';
import { readRequirements, requiresNothing } from './requirements.js';

export interface Names {
  readonly lists: DeclaredNames;
  readonly routes: DeclaredNames;
}

type SettingDraft = Exclude<Draft<SettingInput>, typeof refused>;

/** The setting as far as it could be read, or null if its id could not. */
export function readSetting(draft: SettingDraft, path: Path, names: Names, findings: Findings): Setting | null {
  const id = readId(draft.id, [...path, 'id'], findings);
  const scopes = readScopes(draft.appliesTo, [...path, 'appliesTo'], findings);
  const addressLists = readListNames(draft.addressLists, [...path, 'addressLists'], names, findings);
  checkListRequired(draft, scopes, path, findings);
  const requirements = readRequirements(draft.require, isWhole(draft.appliesTo) ? scopes : null, path, findings);
  const route = readRouteName(draft, scopes, path, names, findings);
  if (id === null) return null;
  return Object.freeze({
    id,
    description: valueOr(draft.description, ''),
    enabled: valueOr(draft.enabled, true),
    mode: valueOr(draft.mode, 'enforce'),
    locked: valueOr(draft.locked, false),
    appliesTo: Object.freeze(SCOPES.filter((scope) => scopes.has(scope))),
    addressLists,
    requirements,
    route,
  });
}

const SCOPES: readonly Scope[] = ['inbound', 'outbound', 'outbound-secure-transport'];

function readId(id: Draft<string> | undefined, path: Path, findings: Findings): string | null {
  if (typeof id !== 'string') return null;
  if (hasControlCharacter(id)) findings.error('invalid-value', path, `the id ${quote(id)} has a control character; rename the setting`);
  return id;
}

function readScopes(draft: SettingDraft['appliesTo'], path: Path, findings: Findings): ReadonlySet<Scope> {
  const scopes = new Set<Scope>();
  for (const [index, scope] of elementsOf(draft)) {
    if (scopes.has(scope)) findings.warning('duplicate-value', [...path, index], `${quote(scope)} is in \`appliesTo\` already; remove the repetition`);
    scopes.add(scope);
  }
  return scopes;
}

function readListNames(draft: SettingDraft['addressLists'], path: Path, { lists }: Names, findings: Findings): readonly string[] {
  if (!isWhole(draft)) lists.forgetUses();
  const named = new Set<string>();
  for (const [index, name] of elementsOf(draft)) {
    if (named.has(name)) {
      findings.warning('duplicate-value', [...path, index], `the setting names the address list ${quote(name)} already; remove the repetition`);
      continue;
    }
    named.add(name);
    lists.use(name, [...path, index], findings);
  }
  return Object.freeze([...named].sort(byCodeUnits));
}

/** S-7.2: without a list a setting for all mail would be one by oversight; everyone is the entry `*`. */
function checkListRequired({ addressLists }: SettingDraft, scopes: ReadonlySet<Scope>, path: Path, findings: Findings): void {
  if (addressLists === refused || (addressLists !== undefined && addressLists.length > 0)) return;
  const scope = SCOPES.find((one) => one !== 'outbound-secure-transport' && scopes.has(one));
  if (scope === undefined) return;
  findings.error('list-required', [...path, 'addressLists'], `a setting for ${quote(scope)} needs an address list; name one in \`addressLists\` (a list with the entry \`*\` is everyone)`);
}

function readRouteName(draft: SettingDraft, scopes: ReadonlySet<Scope>, path: Path, { routes }: Names, findings: Findings): string | null {
  const { route, require } = draft;
  if (route === refused) {
    routes.forgetUses();
    return null;
  }
  if (route === undefined) {
    if (typeof require === 'object' && requiresNothing(require)) reportPointless(path, findings);
    return null;
  }
  routes.use(route, [...path, 'route'], findings);
  if (isWhole(draft.appliesTo) && scopes.size === 1 && scopes.has('inbound')) {
    findings.warning('unused-requirement', [...path, 'route'], 'a route is for outbound mail, and this setting is for inbound alone; remove `route` or add a scope to `appliesTo`');
  }
  return route;
}

function reportPointless(path: Path, findings: Findings): void {
  findings.warning(
    'pointless-setting',
    [...path, 'require', 'tls'],
    'with `tls` false and no route this setting does nothing; remove it (to switch an inherited setting off, name it in `disable`)',
  );
}
