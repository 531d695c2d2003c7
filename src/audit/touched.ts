// Which org units and settings a change touches: those that it names, and those that use the address list or the route that it names.

import type { DocumentChange } from '../change/document-change.js';
import type { OrgUnit, PolicyContent, Setting } from '../model/policy.js';
import { ROOT } from '../model/org-unit-path.js';
import { byCodeUnits } from '../model/text.js';

/** A setting where it is defined. */
export interface SettingPlace {
  readonly orgUnit: string;
  readonly setting: string;
}

/** An address list or a route that changed, and what uses it, before or after the change. */
export type Use = AddressListUse | RouteUse;

/** Which settings use an address list that a change touches. */
export interface AddressListUse {
  readonly kind: 'address-list';
  /** The name of the list, as the changes have it. */
  readonly name: string;
  /** Sorted by org unit and setting. */
  readonly settings: readonly SettingPlace[];
}

/** Which settings use a route that a change touches. */
export interface RouteUse {
  readonly kind: 'route';
  /** The name of the route, as the changes have it. */
  readonly name: string;
  /** Those that name it, and those for which it is the alternate secure route; sorted. */
  readonly settings: readonly SettingPlace[];
  /** It is the alternate secure route: what `secureTransport` alone demands takes it as well, at any org unit and without any setting (S-7.1, S-7.5). */
  readonly alternateSecureRoute: boolean;
}

/** What a change touches. An org unit stands for what is below it, too. */
export interface Touched {
  readonly orgUnits: readonly string[];
  readonly settings: readonly string[];
  /** The change is one of the policy as a whole: it can touch every setting. */
  readonly everySetting: boolean;
}

/** The uses of what the changes name: one for each address list and route. @param contents - the policy before, if there was one, and after */
export function usesOf(changes: readonly DocumentChange[], contents: readonly PolicyContent[]): readonly Use[] {
  return usedBy(changes).map(({ kind, name }) => (kind === 'route' ? routeUse(name, contents) : addressListUse(name, contents)));
}

/** The address lists and routes that changes name, each once, sorted: the lists come first. */
export function usedBy(changes: readonly DocumentChange[]): readonly Pick<Use, 'kind' | 'name'>[] {
  const lists = new Set<string>();
  const routes = new Set<string>();
  for (const change of changes) {
    if ('addressList' in change) lists.add(change.addressList);
    if ('route' in change) routes.add(change.route);
  }
  return [
    ...[...lists].sort(byCodeUnits).map((name) => ({ kind: 'address-list', name }) as const),
    ...[...routes].sort(byCodeUnits).map((name) => ({ kind: 'route', name }) as const),
  ];
}

function addressListUse(name: string, contents: readonly PolicyContent[]): AddressListUse {
  return { kind: 'address-list', name, settings: placesIn(contents, ({ addressLists }) => addressLists.includes(name)) };
}

function routeUse(name: string, contents: readonly PolicyContent[]): RouteUse {
  const settings = placesIn(contents, (setting, content) => usesRoute(setting, name, content));
  return { kind: 'route', name, settings, alternateSecureRoute: contents.some(({ alternateSecureRoute }) => alternateSecureRoute === name) };
}

/** By its name, or as the alternate secure route (S-7.5). */
function usesRoute({ route, requirements, appliesTo }: Setting, name: string, { alternateSecureRoute }: PolicyContent): boolean {
  if (route !== null) return route === name;
  return alternateSecureRoute === name && requirements.tls && appliesTo.some((scope) => scope !== 'inbound');
}

function placesIn(contents: readonly PolicyContent[], uses: (setting: Setting, content: PolicyContent) => boolean): readonly SettingPlace[] {
  const places = new Map<string, SettingPlace>();
  for (const content of contents) {
    for (const unit of content.orgUnits) addPlaces(unit, (setting) => uses(setting, content), places);
  }
  return [...places.values()].sort((a, b) => byCodeUnits(a.orgUnit, b.orgUnit) || byCodeUnits(a.setting, b.setting));
}

function addPlaces({ path, settings }: OrgUnit, uses: (setting: Setting) => boolean, places: Map<string, SettingPlace>): void {
  for (const setting of settings) {
    if (uses(setting)) places.set(JSON.stringify([path, setting.id]), { orgUnit: path, setting: setting.id });
  }
}

/**
 * Says of each change of a record what it touches: the org unit and setting that it names; of an address list or a route, the settings that use it, and of
 * the alternate secure route the root; of a user, where the user was and is (who is not listed is at the root, S-6.2); of the policy as a whole, the root
 * and every setting.
 */
export function touchedBy(uses: readonly Use[]): (change: DocumentChange) => Touched {
  const byName = new Map(uses.map((use) => [`${use.kind} ${use.name}`, touchedByUse(use)]));
  return (change) => {
    if ('addressList' in change) return byName.get(`address-list ${change.addressList}`) ?? NOTHING;
    if ('route' in change) return byName.get(`route ${change.route}`) ?? NOTHING;
    if ('user' in change) return { orgUnits: [...new Set([change.before ?? ROOT, change.after ?? ROOT])], settings: [], everySetting: false };
    if (!('orgUnit' in change)) return WHOLE_POLICY;
    return { orgUnits: [change.orgUnit], settings: 'setting' in change ? [change.setting] : [], everySetting: false };
  };
}

function touchedByUse(use: Use): Touched {
  const { settings } = use;
  const orgUnits = new Set(settings.map(({ orgUnit }) => orgUnit));
  if (use.kind === 'route' && use.alternateSecureRoute) orgUnits.add(ROOT);
  return { orgUnits: [...orgUnits], settings: [...new Set(settings.map(({ setting }) => setting))], everySetting: false };
}

const NOTHING: Touched = { orgUnits: [], settings: [], everySetting: false };
const WHOLE_POLICY: Touched = { orgUnits: [ROOT], settings: [], everySetting: true };

/** Of several changes together, sorted. */
export function touchedByAll(changes: readonly DocumentChange[], uses: readonly Use[]): Touched {
  const touched = touchedBy(uses);
  const orgUnits = new Set<string>();
  const settings = new Set<string>();
  let everySetting = false;
  for (const change of changes) {
    const one = touched(change);
    for (const orgUnit of one.orgUnits) orgUnits.add(orgUnit);
    for (const setting of one.settings) settings.add(setting);
    everySetting ||= one.everySetting;
  }
  return { orgUnits: [...orgUnits].sort(byCodeUnits), settings: [...settings].sort(byCodeUnits), everySetting };
}
