// What of a policy the tests touch: the settings, lists and entries that matched in a decision, and the org units that decided (S-18.5).

import type { Match } from '../model/decision.js';
import type { Policy, PolicyContent } from '../model/policy.js';
import { ROOT } from '../model/org-unit-path.js';
import { contentOf } from '../policy/parsed-policy.js';
import type { PolicyTestReport } from './run-policy-tests.js';

/** What of a policy its tests touch (S-18.5). */
export interface PolicyTestCoverage {
  /** Settings that are enabled, each where it is defined. */
  readonly settings: Coverage<{ readonly setting: string; readonly orgUnit: string }>;
  /** Org units by path, the root among them; one is touched where its settings decide. */
  readonly orgUnits: Coverage<string>;
  /** Lists by name; one is touched where it matches. */
  readonly addressLists: Coverage<string>;
  /** Entries, each of its list. */
  readonly entries: Coverage<{ readonly addressList: string; readonly entry: string }>;
}

/** How many of one kind tests touch. */
export interface Coverage<Name> {
  /** How many there are. */
  readonly total: number;
  /** How many of them a test touches. */
  readonly touched: number;
  /** From 0 to 100 with one decimal, rounded down, so that 100 means all; 100 where there is nothing to touch. */
  readonly percent: number;
  /** The first 20 (`MOST_NAMED`) of what no test touches. */
  readonly untouched: readonly Name[];
}

/** Lists have millions of entries; names beyond these are counted only. */
export const MOST_NAMED = 20;

/**
 * What of a policy tests touch. Testing settings count where they match, settings that are not enabled do not count at all.
 *
 * @param policy - the one that the tests ran against
 * @param reports - of one document of tests, or of several
 * @throws TypeError for what is no parsed policy
 * @example policyTestCoverage(policy, [report]).settings.untouched // [{ setting: 'auditors', orgUnit: '/' }]
 * @see clause S-18.5
 */
export function policyTestCoverage(policy: Policy, reports: readonly PolicyTestReport[]): PolicyTestCoverage {
  const content = contentOf(policy);
  const touched = touchedBy(reports);
  const units = [ROOT, ...content.orgUnits.map(({ path }) => path).filter((path) => path !== ROOT)];
  const settings = content.orgUnits.flatMap((unit) => unit.settings.filter(({ enabled }) => enabled).map(({ id }) => ({ setting: id, orgUnit: unit.path })));
  return {
    settings: coverageOf(settings, (item) => touched.settings.has(keyOf(item.orgUnit, item.setting))),
    orgUnits: coverageOf(units, (path) => touched.orgUnits.has(path)),
    addressLists: coverageOf(content.addressLists.map(({ name }) => name), (name) => touched.entries.has(name)),
    entries: entryCoverage(content, touched.entries),
  };
}

interface Touched {
  readonly settings: ReadonlySet<string>;
  readonly orgUnits: ReadonlySet<string>;
  /** The entries of each list that matched; none where an unknown author or partner matched the whole list. */
  readonly entries: ReadonlyMap<string, ReadonlySet<string>>;
}

function touchedBy(reports: readonly PolicyTestReport[]): Touched {
  const recipients = reports.flatMap(({ results }) => results.flatMap(({ decision }) => decision.recipients));
  const matches: readonly Match[] = recipients.flatMap(({ determinedBy, testing }) => [...determinedBy, ...testing]);
  const entries = new Map<string, Set<string>>();
  for (const { addressList, entry } of matches) {
    if (addressList === null) continue;
    const known = entries.get(addressList) ?? new Set();
    if (entry !== null) known.add(entry);
    entries.set(addressList, known);
  }
  return {
    settings: new Set(matches.map(({ orgUnit, setting }) => keyOf(orgUnit, setting))),
    orgUnits: new Set(recipients.map(({ orgUnit }) => orgUnit)),
    entries,
  };
}

/** No path and no id holds a control character (S-1.6), so the two cannot run together. */
function keyOf(orgUnit: string, setting: string): string {
  return `${orgUnit}\n${setting}`;
}

function coverageOf<Name>(all: readonly Name[], isTouched: (name: Name) => boolean): Coverage<Name> {
  const untouched = all.filter((name) => !isTouched(name));
  return coverage(all.length, all.length - untouched.length, untouched.slice(0, MOST_NAMED));
}

/** Counted from what matched, and read list by list only until enough are named: a policy may have millions of entries. */
function entryCoverage({ addressLists, index }: PolicyContent, touched: Touched['entries']): PolicyTestCoverage['entries'] {
  const untouched: { addressList: string; entry: string }[] = [];
  let total = 0;
  let hit = 0;
  addressLists.forEach(({ name, size }, place) => {
    const seen = touched.get(name) ?? new Set();
    total += size;
    hit += seen.size;
    if (seen.size === size || untouched.length === MOST_NAMED) return;
    for (const { value } of index.entriesOf(place)) {
      if (!seen.has(value)) untouched.push({ addressList: name, entry: value });
      if (untouched.length === MOST_NAMED) break;
    }
  });
  return coverage(total, hit, untouched);
}

function coverage<Name>(total: number, touched: number, untouched: readonly Name[]): Coverage<Name> {
  return { total, touched, percent: total === 0 ? 100 : Math.floor((touched * 1000) / total) / 10, untouched };
}
