// What each setting is good for, by trying every message with it and without it (S-13.6).

import type { SettingEffect } from '../../src/effects/setting-effects.js';
import type { PolicyInput } from '../../src/model/document.js';
import { joinAll, TLS_REQUIRED } from './connection.js';
import { decided, everyMessage, isDifference, survey } from './effects-oracle.js';
import { isEnabled } from './org-unit.js';
import type { PolicyPair } from './policy-pair.js';

/** Everything that is wrong of the effects of the settings of the policy before, in words. */
export function settingDisagreements(effects: readonly SettingEffect[], pair: PolicyPair): string[] {
  const same = { ...pair, after: pair.before };
  const defined = definitions(pair.before);
  const listed = effects.map(({ orgUnit, setting }) => ({ orgUnit, setting }));
  const found = JSON.stringify(sorted(listed)) === JSON.stringify(sorted(defined)) ? [] : [`the settings are ${JSON.stringify(defined)}, not ${JSON.stringify(listed)}`];
  return [...found, ...effects.flatMap((effect) => [...matchDisagreements(effect, same), ...idleDisagreements(effect, same)])];
}

interface Definition {
  readonly orgUnit: string;
  readonly setting: string;
}

function definitions({ orgUnits = [] }: PolicyInput): Definition[] {
  return orgUnits.flatMap(({ path, settings = [] }) => settings.filter(isEnabled).map(({ id }) => ({ orgUnit: path, setting: id })));
}

function sorted(all: readonly Definition[]): string[] {
  return all.map(({ orgUnit, setting }) => JSON.stringify([orgUnit, setting])).sort();
}

function matchDisagreements(effect: SettingEffect, same: PolicyPair): string[] {
  const isIt = isDefinition(effect);
  const isBeside = (match: Definition): boolean => effect.beside.some((other) => isDefinition(other)(match));
  const [found, wrong]: [string[], string[]] = [[], []];
  let matches = false;
  for (const { message, direction, user, isReadable } of everyMessage(same)) {
    const { determinedBy, testing, secureTransport } = decided(message, direction, user, same.before, same);
    if (isReadable) matches ||= [...determinedBy, ...testing].some(isIt);
    const own = determinedBy.find(isIt);
    if (own === undefined || effect.beside.length === 0) continue;
    const others = joinAll([...(secureTransport ? [TLS_REQUIRED] : []), ...determinedBy.filter(isBeside).map(({ constraints }) => constraints)]);
    if (JSON.stringify(joinAll([others, own.constraints])) !== JSON.stringify(others)) wrong.push(`what stands beside does not demand as much: ${JSON.stringify([effect, message(same.before)])}`);
  }
  if (matches !== effect.matches) found.push(`it ${matches ? 'matches' : 'matches nobody'}: ${JSON.stringify(effect)}`);
  return [...found, ...wrong.slice(0, 1)];
}

function isDefinition({ orgUnit, setting }: Definition): (match: Definition) => boolean {
  return (match) => match.orgUnit === orgUnit && match.setting === setting;
}

function idleDisagreements(effect: SettingEffect, same: PolicyPair): string[] {
  const { sightings } = survey({ ...same, after: without(effect, same.before) });
  const changing = [...sightings.values()].find(isDifference);
  if (changing === undefined) return effect.changesNothing ? [] : [`nothing would change without it: ${JSON.stringify(effect)}`];
  return effect.changesNothing ? [`without it something changes: ${JSON.stringify([effect, changing])}`] : [];
}

/** What disabled it below disables nothing then. */
function without({ orgUnit, setting }: Definition, policy: PolicyInput): PolicyInput {
  const orgUnits = (policy.orgUnits ?? []).map((unit) => (unit.path === orgUnit ? { ...unit, settings: (unit.settings ?? []).filter(({ id }) => id !== setting) } : unit));
  return { ...policy, orgUnits };
}
