// What each setting of a policy is good for (S-13.6): whether anybody can match it, and whether anything would change without it. Shown on every class of
// messages that the policy can tell from the others, not guessed.

import { compileContent } from '../compile/compiled-policy.js';
import type { CompiledPolicy } from '../compile/compiled-policy.js';
import type { Policy, PolicyContent } from '../model/policy.js';
import { ROOT } from '../model/org-unit-path.js';
import { constraintsCode, joinCodes, opportunistic, tlsRequired } from '../model/transport.js';
import { contentOf } from '../policy/parsed-policy.js';
import { correspondentsOf } from './correspondents.js';
import type { Correspondents } from './correspondents.js';
import { observationsAmong } from './observations.js';
import type { EffectOptions, Observation } from './observations.js';
import { unitPairs } from './org-unit-pairs.js';
import type { UnitPair } from './org-unit-pairs.js';

/** A definition of a setting, by where it stands and its id. */
export interface SettingName {
  readonly orgUnit: string;
  readonly setting: string;
}

export interface SettingEffect extends SettingName {
  /** Whether there is anybody, with an address that can be read, whose mail it concerns. */
  readonly matches: boolean;
  /** Without it every message would get the same constraints, route, outcome and testing result. */
  readonly changesNothing: boolean;
  /** Where it matches and changes nothing: the settings that match beside it and demand as much. None where what it overrides would come back. */
  readonly beside: readonly SettingName[];
}

/** Of every setting that is enabled, in the order of the document; the others do nothing by being what they are (S-7.6). */
export function settingEffects(policy: Policy, options: EffectOptions): SettingEffect[] {
  const content = contentOf(policy);
  const compiled = compileContent(content);
  const same = { before: compiled, after: compiled };
  const correspondents = correspondentsOf(same, options.organizationalDomain);
  const records = new Map<string, SettingRecord>();
  for (const { path, settings } of content.orgUnits) {
    for (const { id, enabled } of settings) if (enabled) records.set(nameKey(path, id), newRecord(path, id));
  }
  const pairs = unitPairs(same, options.orgUnitOf);
  for (const observation of observationsAmong(correspondents, pairs, same, options)) note(observation, records);
  return [...records.values()].map((record) => effectOf(record, { compiled, correspondents, pairs, options }));
}

/** What is the same for every setting. */
interface Survey {
  readonly compiled: CompiledPolicy;
  readonly correspondents: Correspondents;
  readonly pairs: readonly UnitPair[];
  readonly options: EffectOptions;
}

interface SettingRecord extends SettingName {
  matches: boolean;
  /** Something would be required less without it, if nothing came in its place. */
  needed: boolean;
  readonly beside: Map<string, SettingName>;
}

function newRecord(orgUnit: string, setting: string): SettingRecord {
  return { orgUnit, setting, matches: false, needed: false, beside: new Map() };
}

function note({ before: { recipient }, correspondents: [{ members: [first] }] }: Observation, records: ReadonlyMap<string, SettingRecord>): void {
  const matched = new Map([...recipient.determinedBy, ...recipient.testing].map((match) => [nameKey(match.orgUnit, match.setting), match]));
  const enforced = new Map(recipient.determinedBy.map((match) => [nameKey(match.orgUnit, match.setting), match]));
  for (const [key] of matched) {
    const record = records.get(key);
    if (record === undefined) continue;
    record.matches ||= first.kind !== 'unknown';
    if (record.needed) continue;
    const others = [...enforced].filter(([other]) => other !== key);
    const demanded = recipient.secureTransport ? tlsRequired : opportunistic;
    const rest = others.reduce((code, [, { constraints }]) => joinCodes(code, constraintsCode(constraints)), constraintsCode(demanded));
    record.needed = !enforced.has(key) || rest !== constraintsCode(recipient.constraints);
    for (const [other, { orgUnit, setting }] of others) record.beside.set(other, { orgUnit, setting });
  }
}

function effectOf(record: SettingRecord, survey: Survey): SettingEffect {
  const { orgUnit, setting, matches, needed, beside } = record;
  const view = survey.compiled.units.get(orgUnit)?.view ?? [];
  const overrides = view.some((inView) => inView.orgUnit === orgUnit && inView.setting.id === setting && inView.standing === 'overridden');
  const changesNothing = (!needed || overrides) && isIdleWithout({ orgUnit, setting }, survey);
  // Where it is needed as long as nothing comes in its place, what comes in its place is what it overrides, and not what matches beside it.
  return { orgUnit, setting, matches, changesNothing, beside: changesNothing && !needed ? [...beside.values()] : [] };
}

/** Whether the policy without a definition treats every message alike: what it overrides comes back, and other routes can win. */
function isIdleWithout(name: SettingName, { compiled: before, correspondents, pairs, options }: Survey): boolean {
  const after = compileContent(without(name, before.content));
  const below = pairs.filter((pair) => isAtOrBelow(pair.before.path, name.orgUnit));
  const concerned = below.map((pair) => ({ ...pair, after: after.units.get(pair.before.path) ?? after.root }));
  for (const observation of observationsAmong(correspondents, concerned, { before, after }, options)) {
    if (observation.before.key !== observation.after.key) return false;
  }
  return true;
}

/** A definition below that disabled it now disables nothing, which is as well. */
function without({ orgUnit, setting }: SettingName, content: PolicyContent): PolicyContent {
  const orgUnits = content.orgUnits.map((unit) => (unit.path === orgUnit ? { ...unit, settings: unit.settings.filter(({ id }) => id !== setting) } : unit));
  return { ...content, orgUnits };
}

function isAtOrBelow(path: string, orgUnit: string): boolean {
  return orgUnit === ROOT || path === orgUnit || path.startsWith(`${orgUnit}/`);
}

function nameKey(orgUnit: string, setting: string): string {
  return `${orgUnit}\n${setting}`;
}
