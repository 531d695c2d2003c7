// The tree of org units in words, for who cannot see the picture.

import { visible } from './drawing/visible-text.js';
import type { ChosenUnits } from './org-tree-choice.js';
import type { ShownSetting, ShownUnit } from './shown-unit.js';

export function orgTreeDescription(units: readonly ShownUnit[], { leftOut }: ChosenUnits): string {
  return [...units.map(unitWords), ...(leftOut > 0 ? [`And ${leftOut} more org units, which are not drawn.`] : [])].join(' ');
}

function unitWords({ path, settings, more, marked }: ShownUnit): string {
  const listed = [...settings.map(settingWords), ...(more > 0 ? [`${more} more`] : [])];
  return `Org unit ${visible(path)}${marked ? ' (a user’s)' : ''}: ${listed.length === 0 ? 'no settings' : listed.join('; ')}.`;
}

function settingWords({ id, status, orgUnit, locked, enabled, mode }: ShownSetting): string {
  const marks = [...(locked ? ['locked'] : []), ...(enabled ? [] : ['not enabled']), ...(mode === 'testing' ? ['in testing mode'] : [])];
  return [`${visible(id)} ${statusWords(status, visible(orgUnit))}`, ...marks].join(', ');
}

function statusWords(status: ShownSetting['status'], orgUnit: string): string {
  switch (status) {
    case 'locally-applied':
      return 'locally applied';
    case 'inherited':
      return `inherited from ${orgUnit}`;
    case 'overridden':
      return 'overridden here';
    case 'disabled':
      return `disabled, defined at ${orgUnit}`;
  }
}
