// A policy made ready for messages: every reference resolved, every org unit's rules computed (S-6, S-8.6). No message in sight.

import type { AddressList, OrgUnit, PolicyContent } from '../model/policy.js';
import { parentOf, ROOT } from '../model/org-unit-path.js';
import type { HostRoute } from '../model/route.js';
import { buildAddressIndex } from './address-index.js';
import type { AddressIndex } from './address-index.js';
import { inheritedView, settingsInView } from './inheritance.js';
import type { SettingInView } from './inheritance.js';
import { buildRuleSet } from './rule.js';
import type { RuleContext, RuleSet } from './rule.js';

export interface CompiledPolicy {
  readonly content: PolicyContent;
  readonly lists: readonly CompiledList[];
  /** Place in `lists` by name. */
  readonly listPlaces: ReadonlyMap<string, number>;
  readonly index: AddressIndex;
  readonly internalDomains: ReadonlySet<string>;
  readonly units: ReadonlyMap<string, CompiledUnit>;
  readonly root: CompiledUnit;
  readonly alternateSecureRoute: HostRoute | null;
}

export interface CompiledList extends AddressList {
  /** What an unknown author's match says of authentication (S-11.1). */
  readonly everyEntryRequiresAuthentication: boolean;
}

export interface CompiledUnit {
  readonly path: string;
  readonly view: readonly SettingInView[];
  readonly inbound: RuleSet;
  readonly outbound: RuleSet;
}

const BARE_ROOT: OrgUnit = { path: ROOT, settings: [], disable: [] };

export function compileContent(content: PolicyContent): CompiledPolicy {
  const lists = content.addressLists.map(compileList);
  const listPlaces = new Map(lists.map(({ name }, place) => [name, place]));
  const context: RuleContext = { routes: content.routes, listPlaces, rules: { inbound: new Map(), outbound: new Map() } };
  const root = compileUnit(content.orgUnits.find(({ path }) => path === ROOT) ?? BARE_ROOT, [], context);
  const alternate = content.alternateSecureRoute === null ? undefined : content.routes.get(content.alternateSecureRoute);
  return {
    content,
    lists,
    listPlaces,
    index: buildAddressIndex(lists),
    internalDomains: new Set(content.domains),
    units: compileUnits(content.orgUnits, root, context),
    root,
    alternateSecureRoute: alternate ?? null,
  };
}

function compileList(list: AddressList): CompiledList {
  return { ...list, everyEntryRequiresAuthentication: list.entries.every(({ requireAuthentication }) => requireAuthentication) };
}

/** Paths are sorted and a parent's sorts before its children's, so every parent is compiled before them (S-6.1). */
function compileUnits(orgUnits: readonly OrgUnit[], root: CompiledUnit, context: RuleContext): Map<string, CompiledUnit> {
  const units = new Map([[ROOT, root]]);
  const viewsBelow = new Map<CompiledUnit, readonly SettingInView[]>();
  for (const unit of orgUnits) {
    if (unit.path === ROOT) continue;
    const parent = units.get(parentOf(unit.path)) ?? root;
    const viewBelow = viewsBelow.get(parent) ?? inheritedView(parent.view);
    viewsBelow.set(parent, viewBelow);
    const bare = unit.settings.length === 0 && unit.disable.length === 0;
    // A unit that changes nothing shares all with its parent, so that thousands of them cost little.
    units.set(unit.path, bare ? { ...parent, path: unit.path, view: viewBelow } : compileUnit(unit, viewBelow, context));
  }
  return units;
}

function compileUnit(unit: OrgUnit, above: readonly SettingInView[], context: RuleContext): CompiledUnit {
  const view = settingsInView(above, unit);
  return { path: unit.path, view, inbound: buildRuleSet(view, 'inbound', context), outbound: buildRuleSet(view, 'outbound', context) };
}
