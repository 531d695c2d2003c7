// A policy made ready for messages: every reference resolved, every org unit's rules computed (S-6, S-8.6). No message in sight.

import type { AddressIndex } from '../model/address-index.js';
import type { AddressList, OrgUnit, PolicyContent, UserMap } from '../model/policy.js';
import { parentOf, ROOT } from '../model/org-unit-path.js';
import type { HostRoute } from '../model/route.js';
import { inheritedView, settingsInView } from './inheritance.js';
import type { SettingInView } from './inheritance.js';
import { buildRuleSet } from './rule.js';
import type { RuleContext, RuleSet } from './rule.js';

export interface CompiledPolicy {
  readonly content: PolicyContent;
  readonly lists: readonly AddressList[];
  /** Place in `lists` by name. */
  readonly listPlaces: ReadonlyMap<string, number>;
  readonly index: AddressIndex;
  /** Null where there are none. */
  readonly internalDomains: ReadonlySet<string> | null;
  /** Null where there are none. */
  readonly users: UserMap | null;
  readonly units: ReadonlyMap<string, CompiledUnit>;
  readonly root: CompiledUnit;
  readonly alternateSecureRoute: HostRoute | null;
}

export interface CompiledUnit {
  readonly path: string;
  readonly view: readonly SettingInView[];
  readonly inbound: RuleSet;
  readonly outbound: RuleSet;
}

const BARE_ROOT: OrgUnit = { path: ROOT, settings: [], disable: [] };

export function compileContent(content: PolicyContent): CompiledPolicy {
  const lists = content.addressLists;
  const listPlaces = new Map(lists.map(({ name }, place) => [name, place]));
  const context: RuleContext = { routes: content.routes, listPlaces, rules: { inbound: new Map(), outbound: new Map() } };
  const root = compileUnit(content.orgUnits.find(({ path }) => path === ROOT) ?? BARE_ROOT, [], context);
  const alternate = content.alternateSecureRoute === null ? undefined : content.routes.get(content.alternateSecureRoute);
  return {
    content,
    lists,
    listPlaces,
    index: content.index,
    internalDomains: content.domains.length > 0 ? new Set(content.domains) : null,
    users: content.users.size > 0 ? content.users : null,
    units: compileUnits(content.orgUnits, root, context),
    root,
    alternateSecureRoute: alternate ?? null,
  };
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
