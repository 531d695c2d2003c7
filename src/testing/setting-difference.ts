// Whether the settings that determined a decision are those that a test expects, and matched as it expects (S-18.4).

import type { Match } from '../model/decision.js';
import { byCodeUnits } from '../model/text.js';
import { NONE, setDifference, wordOf } from './field-difference.js';
import type { FieldDifference } from './field-difference.js';
import type { SettingExpectationInput } from './policy-test-document.js';

/** All that match and no other; of those that say more, a match that is so. */
export function settingDifferences(expected: readonly SettingExpectationInput[] | undefined, found: readonly Match[]): FieldDifference[] {
  if (expected === undefined) return [];
  const others = setDifference('settings', expected.map(({ id }) => id), found.map(({ setting }) => setting));
  if (others.length > 0) return others;
  return expected.filter((item) => !found.some((match) => isSo(item, match))).map((item) => ({
    field: 'settings',
    expected: expectedWords(item),
    found: [...new Set(found.filter(({ setting }) => setting === item.id).map((match) => matchWords(match, item)))].sort(byCodeUnits).join(', '),
  }));
}

function isSo({ id, orgUnit, addressList, entry }: SettingExpectationInput, match: Match): boolean {
  const same = (wanted: string | undefined, seen: string | null): boolean => wanted === undefined || wanted === seen;
  return id === match.setting && same(orgUnit, match.orgUnit) && same(addressList, match.addressList) && same(entry, match.entry);
}

function expectedWords({ id, orgUnit, addressList, entry }: SettingExpectationInput): string {
  const part = (wanted: string | undefined): string | undefined => (wanted === undefined ? undefined : wordOf(wanted));
  return words(wordOf(id), part(orgUnit), part(addressList), part(entry));
}

/** As much of a match as the test speaks of. */
function matchWords(match: Match, { orgUnit, addressList, entry }: SettingExpectationInput): string {
  const part = (wanted: string | undefined, seen: string | null): string | undefined => {
    if (wanted === undefined) return undefined;
    return seen === null ? NONE : wordOf(seen);
  };
  return words(wordOf(match.setting), part(orgUnit, match.orgUnit), part(addressList, match.addressList), part(entry, match.entry));
}

function words(id: string, orgUnit: string | undefined, addressList: string | undefined, entry: string | undefined): string {
  return [id, orgUnit && `of ${orgUnit}`, addressList && `by list ${addressList}`, entry && `by entry ${entry}`].filter(Boolean).join(' ');
}
