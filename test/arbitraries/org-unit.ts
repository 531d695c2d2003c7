// Trees of org units of depth 0 to 4, with overrides, disabled settings and locks that are respected (S-6).

import type { OrgUnitInput, SettingInput } from '../../src/model/document.js';
import type { Choices } from './choices.js';
import { SETTING_IDS, setting } from './setting.js';

const NAMES: readonly string[] = ['Sales', 'EMEA', 'sales', 'constructor', 'Ärzte', 'R & D'];
const MAX_DEPTH = 4;

export function orgUnits(choices: Choices, lists: readonly string[], routes: readonly string[]): OrgUnitInput[] {
  const units: OrgUnitInput[] = [];
  for (const path of paths(choices)) {
    const above = units.filter((unit) => unit.path !== path && (unit.path === '/' || path.startsWith(`${unit.path}/`)));
    units.push(orgUnit(choices, path, above, lists, routes));
  }
  const written = units.filter(({ path, settings, disable }) => path !== '/' || settings !== undefined || disable !== undefined || choices.chance(50));
  return choices.chance(30) ? written.reverse() : written;
}

/** The root first, and parents before their children. */
function paths(choices: Choices): string[] {
  const all = ['/'];
  for (let count = choices.below(6); count > 0; count--) {
    const parent = choices.chance(60) ? (all[all.length - 1] as string) : choices.pick(all);
    const path = `${parent === '/' ? '' : parent}/${choices.pick(NAMES)}`;
    if (!all.includes(path) && path.split('/').length <= MAX_DEPTH + 1) all.push(path);
  }
  return all;
}

function orgUnit(choices: Choices, path: string, above: readonly OrgUnitInput[], lists: readonly string[], routes: readonly string[]): OrgUnitInput {
  const inherited = [...new Set(above.flatMap((unit) => (unit.settings ?? []).map(({ id }) => id)))];
  const locked = above.flatMap((unit) => (unit.settings ?? []).filter((each) => each.locked).map(({ id }) => id));
  const disable = choices.some(inherited, 18).filter((id) => !locked.includes(id) && isOnAbove(above, id));
  const ids = [...inherited.filter(() => choices.chance(25)), ...choices.times(choices.pick([2, 3, 4, 1, 0]), () => choices.pick(SETTING_IDS))];
  const defined = [...new Set(ids)].filter((id) => !locked.includes(id) && !disable.includes(id));
  const settings: SettingInput[] = defined.map((id) => setting(choices, id, lists, routes));
  return { path, ...(settings.length > 0 && { settings }), ...(disable.length > 0 && { disable }) };
}

/** Whether an id was defined after it was last disabled on the way down; to disable it again would be an error (S-6.3). */
function isOnAbove(above: readonly OrgUnitInput[], id: string): boolean {
  let on = false;
  for (const unit of [...above].sort((a, b) => a.path.length - b.path.length)) {
    if (unit.disable?.includes(id)) on = false;
    if (unit.settings?.some((each) => each.id === id)) on = true;
  }
  return on;
}
