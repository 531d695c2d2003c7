// The tree of org units, each with its settings as they stand there (S-6.4): locally applied, inherited, overriding or disabled; locked, not enabled, in testing mode.

import type { EffectiveSetting, PolicyEngine } from '../../src/index.js';
import { card, named, run } from './drawing/cards.js';
import type { Chip, Row } from './drawing/cards.js';
import type { IconName } from './drawing/icons.js';
import { picture } from './drawing/picture.js';
import { line, movedShapes } from './drawing/shapes.js';
import type { Block, Look, Shape } from './drawing/shapes.js';
import type { Run } from './drawing/text-lines.js';
import { textWidth } from './drawing/text-style.js';
import { visible } from './drawing/visible-text.js';
import { chosenUnits, depth, parentPath } from './org-tree-choice.js';
import type { ChosenUnits } from './org-tree-choice.js';
import { orgTreeDescription } from './org-tree-words.js';
import { lockedSettings, shownUnit } from './shown-unit.js';
import type { ShownSetting, ShownUnit } from './shown-unit.js';

export interface OrgTreeOptions {
  /** The paths of org units to point out: those of the users in question. */
  readonly marked?: readonly string[];
}

/**
 * The org units of a policy with their settings, as a picture. Of a large policy it shows the first units and settings (what is marked among them), and says how many there are beside them.
 *
 * @example orgTreePicture(compilePolicy(policy), { marked: ['/Sales'] })
 * @see clauses S-6.3, S-6.4, S-6.5
 */
export function orgTreePicture(engine: PolicyEngine, { marked = [] }: OrgTreeOptions = {}): string {
  const chosen = chosenUnits(engine.orgUnits, marked);
  const locked = lockedSettings(engine);
  const units = chosen.paths.map((path) => shownUnit(engine, path, locked, marked.includes(path)));
  const text = { title: 'The org units and their settings', description: orgTreeDescription(units, chosen) };
  return picture('org-tree', text, (width) => treeBlock(units, chosen, width));
}

const INDENT = 28;
const GAP = 12;
/** Deeper units stand no farther to the right: their own paths say where they are. */
const DEEPEST = 4;
/** Where the line to the units below leaves a card. */
const STEM = 14;
/** The middle of the first line of a card. */
const ENTRY = 18;

function treeBlock(units: readonly ShownUnit[], { leftOut }: ChosenUnits, width: number): Block {
  const shapes: Shape[] = [];
  const places = new Map<string, { readonly x: number; readonly bottom: number }>();
  const indent = width < 500 ? INDENT / 1.6 : INDENT;
  let y = 0;
  for (const unit of units) {
    const parent = places.get(parentPath(unit.path));
    const x = Math.min(DEEPEST, depth(unit.path)) * indent;
    const block = unitCard(unit, width - x);
    shapes.push(...movedShapes(block, x, y));
    if (parent !== undefined && x > parent.x) {
      const stem = parent.x + Math.min(STEM, indent / 2);
      shapes.push(line([{ x: stem, y: parent.bottom }, { x: stem, y: y + ENTRY }, { x, y: y + ENTRY }], 'quiet'));
    }
    places.set(unit.path, { x, bottom: y + block.height });
    y += block.height + GAP;
  }
  if (leftOut > 0) {
    const block = card([{ runs: [run(`and ${leftOut} more org units, which are not drawn`)] }], width, { look: 'quiet', outline: 'dashed' });
    shapes.push(...movedShapes(block, 0, y));
    y += block.height + GAP;
  }
  return { width, height: y - GAP, shapes };
}

function unitCard({ path, settings, more, marked }: ShownUnit, width: number): Block {
  const chips: readonly Chip[] = marked ? [{ icon: 'person', text: 'a user’s org unit', look: 'brand' }] : [];
  const title: Row = { icon: 'unit', iconLook: marked ? 'brand' : 'plain', runs: [named(path, 'strong-name')], chips };
  const column = nameColumn(settings, width);
  const rows = settings.map((setting) => settingRow(setting, column));
  const nothing: readonly Row[] = settings.length === 0 ? [{ runs: [run('no settings', 'note')], indented: true, above: 3 }] : [];
  const rest: readonly Row[] = more > 0 ? [{ runs: [run(`and ${more} more settings, which are not drawn`, 'note')], indented: true, above: 6 }] : [];
  return card([title, ...rows, ...nothing, ...rest], width, { look: marked ? 'brand' : 'plain' });
}

/** As wide as the longest id, where that leaves room for what is said of it. */
function nameColumn(settings: readonly ShownSetting[], width: number): number {
  const widest = Math.max(0, ...settings.map(({ id }) => textWidth(visible(id), 'name'))) + 14;
  return widest < width / 3 ? widest : 0;
}

const ICONS: Readonly<Record<EffectiveSetting['status'], IconName>> = { 'locally-applied': 'applied', inherited: 'inherited', overridden: 'overridden', disabled: 'disabled' };
const LOOKS: Readonly<Record<EffectiveSetting['status'], Look>> = { 'locally-applied': 'good', inherited: 'quiet', overridden: 'brand', disabled: 'bad' };

function settingRow({ id, status, orgUnit, locked, enabled, mode }: ShownSetting, column: number): Row {
  const name = named(id, status === 'disabled' ? 'struck' : 'name', column);
  const chips: readonly Chip[] = [
    ...(locked ? ([{ icon: 'locked', text: 'locked', look: 'plain' }] as const) : []),
    ...(mode === 'testing' ? ([{ icon: 'testing', text: 'testing mode', look: 'waiting' }] as const) : []),
    ...(enabled ? [] : ([{ icon: 'not-enabled', text: 'not enabled', look: 'quiet' }] as const)),
  ];
  return { icon: ICONS[status], iconLook: LOOKS[status], runs: [name, run(column > 0 ? '' : '  '), ...statusRuns(status, orgUnit)], chips, above: 3 };
}

function statusRuns(status: EffectiveSetting['status'], orgUnit: string): Run[] {
  switch (status) {
    case 'locally-applied':
      return [run('locally applied', 'note')];
    case 'inherited':
      return [run('inherited from ', 'note'), named(orgUnit, 'small-name')];
    case 'overridden':
      return [run('overridden here', 'note')];
    case 'disabled':
      return [run('disabled, defined at ', 'note'), named(orgUnit, 'small-name')];
  }
}
