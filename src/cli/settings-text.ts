// The settings of org units as a table, as the admin console lists them (S-6.4).

import type { EffectiveSetting } from '../compile/effective-settings.js';
import type { Painter } from './colour.js';
import { renderTable } from './table.js';
import { terminalText } from './terminal-text.js';

export interface UnitSettings {
  readonly orgUnit: string;
  readonly settings: readonly EffectiveSetting[];
}

export function settingsText({ orgUnit, settings }: UnitSettings, paint: Painter): string {
  const heading = paint.bold(terminalText(orgUnit));
  const lines = settings.length === 0 ? ['not configured'] : renderTable(COLUMNS, settings.map(row));
  return [heading, ...lines.map((line) => `  ${line}`)].map((line) => `${line}\n`).join('');
}

const COLUMNS = [{ title: 'Setting' }, { title: 'Status' }, { title: 'Defined at' }, { title: 'Mode' }, { title: 'In force' }, { title: 'Description' }];

function row({ id, status, orgUnit, enabled, mode, inForce, description }: EffectiveSetting): string[] {
  return [id, status, orgUnit, enabled ? mode : 'not enabled', inForce ? 'yes' : 'no', description].map(terminalText);
}
