// Places for TLS settings, which Google's export does not hold: settings that are not enabled, to be filled in by the administrator (S-19.5). The export
// does hold which rules are enabled, so each rule whose content it does not hold has a place of its own, at each org unit where its state changes.

import type { ImportPlace } from './import-report.js';
import type { InForce } from './precedence.js';
import type { RuleState } from './rule-states.js';
import type { OrgUnitInput, SettingInput } from '../model/document.js';
import { parentOf, ROOT } from '../model/org-unit-path.js';

/** What is known at an org unit. */
export interface UnitPlaces {
  readonly orgUnit: string;
  /** The names of the address lists that count there and are enabled, sorted. */
  readonly addressLists: readonly string[];
}

export interface Places {
  readonly orgUnits: readonly OrgUnitInput[];
  readonly places: readonly ImportPlace[];
  /** Where a rule that is enabled above is not: the place is disabled there. */
  readonly disabled: readonly RuleState[];
}

/** @param units - those above before those below @param rules - ids of the rules of which the export holds the state alone, sorted */
export function tlsSettingPlaces(units: readonly UnitPlaces[], rules: readonly string[], states: InForce<RuleState>): Places {
  const byPath = new Map(units.map((unit) => [unit.orgUnit, unit]));
  const placed = new Map(units.map((unit) => [unit.orgUnit, unitPlaces(unit, byPath.get(parentOf(unit.orgUnit)), rules, states)]));
  return {
    orgUnits: [...placed].map(([path, { settings, disable }]) => ({ path, ...(settings.length > 0 && { settings }), ...(disable.length > 0 && { disable }) })),
    places: [...placed.values()].flatMap(({ places }) => places),
    disabled: [...placed.values()].flatMap(({ disabled }) => disabled),
  };
}

interface PlacesOfUnit {
  readonly settings: SettingInput[];
  readonly disable: string[];
  readonly places: ImportPlace[];
  readonly disabled: RuleState[];
}

function unitPlaces(unit: UnitPlaces, parent: UnitPlaces | undefined, rules: readonly string[], states: InForce<RuleState>): PlacesOfUnit {
  const result: PlacesOfUnit = { settings: [], disable: [], places: [], disabled: [] };
  const { orgUnit } = unit;
  const above = orgUnit === ROOT ? undefined : parent;
  const sameLists = above !== undefined && sameItems(above.addressLists, unit.addressLists);
  for (const rule of rules) {
    const state = states.get(orgUnit)?.get(rule);
    const inherited = above === undefined ? undefined : states.get(above.orgUnit)?.get(rule)?.enabled;
    if (state !== undefined) addRule(result, state, inherited, sameLists, unit);
  }
  // Where no rule can be a TLS setting, one place stands for all of them.
  if (rules.length === 0 && !sameLists) add(result, { orgUnit, setting: ANY, rule: null, enabled: null }, placeSetting(ANY, ANY_DESCRIPTION, unit));
  return result;
}

/** @param inherited - whether the rule is enabled above; undefined where it is unknown there */
function addRule(result: PlacesOfUnit, state: RuleState, inherited: boolean | undefined, sameLists: boolean, unit: UnitPlaces): void {
  const { id: rule, enabled } = state;
  if (enabled === inherited && (sameLists || !enabled)) return;
  const setting = `google-rule-${rule}`;
  if (!enabled && inherited === true) {
    result.disable.push(setting);
    result.disabled.push(state);
  } else {
    add(result, { orgUnit: unit.orgUnit, setting, rule, enabled }, placeSetting(setting, ruleDescription(rule, enabled), unit));
  }
}

function add({ places, settings }: PlacesOfUnit, place: ImportPlace, setting: SettingInput): void {
  places.push(place);
  settings.push(setting);
}

/** The lists are a proposal. Without any, the one scope that needs none (S-7.2). */
function placeSetting(id: string, description: string, { addressLists }: UnitPlaces): SettingInput {
  const place = { id, description, enabled: false };
  return addressLists.length === 0 ? { ...place, appliesTo: ['outbound-secure-transport'] } : { ...place, appliesTo: ['inbound', 'outbound'], addressLists: [...addressLists] };
}

const ANY = 'google-tls-setting';
const TO_DO = 'correct appliesTo, addressLists and require as the admin console has them';
const ANY_DESCRIPTION = `FILL IN: TLS settings are not in Google's export. For each, ${TO_DO}, and remove "enabled: false"; if there is none, remove this place.`;

function ruleDescription(rule: string, enabled: boolean): string {
  const [state, then] = enabled ? ['enabled', ', and remove "enabled: false"'] : ['not enabled', ''];
  return `FILL IN: the rule ${rule} is ${state} here in Google Workspace, and Google's export does not say what it is. If it is a TLS setting, ${TO_DO}${then}; if not, remove this place.`;
}

function sameItems(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((item, index) => item === b[index]);
}
