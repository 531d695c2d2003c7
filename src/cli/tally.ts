// What happened to many messages, counted, as tables for people.

import type { Decision, Outcome } from '../model/decision.js';
import { byCodeUnits } from '../model/text.js';
import { paintOutcome } from './colour.js';
import type { Painter } from './colour.js';
import { count, renderTable } from './table.js';
import { terminalText } from './terminal-text.js';

export interface Tally {
  add(decision: Decision): void;
  readonly messages: number;
  /** Some message bounces or is rejected. */
  readonly refused: boolean;
  text(paint: Painter): string;
}

export function newTally(): Tally {
  const outcomes = new Map<Outcome, number>();
  const settings = new Map<string, SettingHits>();
  const unknownAuthors = new Map<string, number>();
  let messages = 0;
  return {
    add(decision) {
      messages++;
      increase(outcomes, decision.outcome);
      if (decision.author?.known === false) increase(unknownAuthors, decision.author.reason);
      addSettings(settings, decision);
    },
    get messages() {
      return messages;
    },
    get refused() {
      return outcomes.has('bounce') || outcomes.has('reject');
    },
    text(paint) {
      const tables = [outcomeTable(outcomes, messages), settingTable([...settings.values()]), authorTable(unknownAuthors)];
      return tables.filter((lines) => lines.length > 1).map((lines) => paintTable(lines, paint)).join('\n');
    },
  };
}

interface SettingHits {
  readonly setting: string;
  readonly orgUnit: string;
  readonly mode: 'enforce' | 'testing';
  messages: number;
}

/** A message counts once for a setting, however many of its recipients and entries match. */
function addSettings(settings: Map<string, SettingHits>, decision: Decision): void {
  const hits = new Map<string, SettingHits>();
  for (const { determinedBy, testing } of decision.recipients) {
    for (const { setting, orgUnit } of determinedBy) addHit(hits, setting, orgUnit, 'enforce');
    for (const { setting, orgUnit } of testing) addHit(hits, setting, orgUnit, 'testing');
  }
  for (const [key, hit] of hits) {
    const present = settings.get(key);
    if (present === undefined) settings.set(key, hit);
    else present.messages++;
  }
}

function addHit(hits: Map<string, SettingHits>, setting: string, orgUnit: string, mode: SettingHits['mode']): void {
  hits.set(JSON.stringify([setting, orgUnit, mode]), { setting, orgUnit, mode, messages: 1 });
}

const OUTCOMES: readonly Outcome[] = ['deliver', 'pending', 'bounce', 'reject'];

function outcomeTable(outcomes: ReadonlyMap<Outcome, number>, messages: number): string[] {
  const rows = OUTCOMES.filter((outcome) => outcomes.has(outcome)).map((outcome) => {
    const number = outcomes.get(outcome) ?? 0;
    return [outcome, count(number), `${((100 * number) / messages).toFixed(1)} %`];
  });
  return renderTable([{ title: 'Outcome' }, { title: 'Messages', align: 'right' }, { title: 'Share', align: 'right' }], rows);
}

function settingTable(hits: readonly SettingHits[]): string[] {
  const rows = [...hits]
    .sort((a, b) => b.messages - a.messages || byCodeUnits(a.setting, b.setting) || byCodeUnits(a.orgUnit, b.orgUnit))
    .map(({ setting, orgUnit, mode, messages }) => [terminalText(setting), terminalText(orgUnit), mode, count(messages)]);
  return renderTable([{ title: 'Setting' }, { title: 'Defined at' }, { title: 'Mode' }, { title: 'Messages', align: 'right' }], rows);
}

function authorTable(unknownAuthors: ReadonlyMap<string, number>): string[] {
  const rows = [...unknownAuthors].sort(([a], [b]) => byCodeUnits(a, b)).map(([reason, number]) => [reason, count(number)]);
  return renderTable([{ title: 'Unknown author' }, { title: 'Messages', align: 'right' }], rows);
}

function paintTable([titles = '', ...rows]: readonly string[], paint: Painter): string {
  const lines = [paint.bold(titles), ...rows.map((row) => row.replace(/^(?:deliver|pending|bounce|reject)\b/, (outcome) => paintOutcome(outcome as Outcome, paint)))];
  return lines.map((line) => `${line}\n`).join('');
}

function increase<Key>(counts: Map<Key, number>, key: Key): void {
  counts.set(key, (counts.get(key) ?? 0) + 1);
}
