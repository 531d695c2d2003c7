// What each setting of a policy is good for (S-13.6): whether anybody can match it, and whether anything would change without it. Shown on every class of
// messages that the policy can tell from the others, not guessed.

import { compileContent } from '../compile/compiled-policy.js';
import type { CompiledPolicy, CompiledUnit } from '../compile/compiled-policy.js';
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
  /** It changes nothing, and can be removed together with all others of which this is so: of two that demand the same it is so of one. */
  readonly removable: boolean;
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
  const survey = { compiled, correspondents, pairs, options };
  let rest = compiled;
  return [...records.values()].map((record) => {
    const { idle, left } = idlenessOf(record, rest, survey);
    rest = left ?? rest;
    const { orgUnit, setting, matches, needed, beside } = record;
    // Where it is needed as long as nothing comes in its place, what comes in its place is what it overrides, and not what matches beside it.
    return { orgUnit, setting, matches, changesNothing: idle, beside: idle && !needed ? [...beside.values()] : [], removable: left !== null };
  });
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

interface Idleness {
  readonly idle: boolean;
  /** The policy without it and those before that can be removed together; null where it has to stay. */
  readonly left: CompiledPolicy | null;
}

const BUSY: Idleness = { idle: false, left: null };

/** @param rest - the policy without those before that can be removed together */
function idlenessOf(record: SettingRecord, rest: CompiledPolicy, survey: Survey): Idleness {
  const { compiled } = survey;
  if (record.needed && !overrides(record, compiled)) return BUSY;
  const alone = compileContent(without(record, compiled.content));
  if (!isSame(compiled, alone, record, survey)) return BUSY;
  if (rest === compiled) return { idle: true, left: alone };
  const left = compileContent(without(record, rest.content));
  return { idle: true, left: isSame(rest, left, record, survey) ? left : null };
}

function overrides({ orgUnit, setting }: SettingName, { units }: CompiledPolicy): boolean {
  const view = units.get(orgUnit)?.view ?? [];
  return view.some((inView) => inView.orgUnit === orgUnit && inView.setting.id === setting && inView.standing === 'overridden');
}

/** Whether the policy without a definition treats every message alike: what it overrides comes back, and other routes can win. */
function isSame(before: CompiledPolicy, after: CompiledPolicy, { orgUnit }: SettingName, { correspondents, pairs, options }: Survey): boolean {
  const below = pairs.filter((pair) => isAtOrBelow(pair.before.path, orgUnit));
  const concerned = below.map((pair) => ({ ...pair, before: unitAt(pair, before), after: unitAt(pair, after) }));
  for (const observation of observationsAmong(correspondents, concerned, { before, after }, options)) {
    if (observation.before.key !== observation.after.key) return false;
  }
  return true;
}

function unitAt({ before: { path } }: UnitPair, { units, root }: CompiledPolicy): CompiledUnit {
  return units.get(path) ?? root;
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
