// What a setting does to a recipient, in words: why it applies, what it would do, or why it does not apply (S-11).

import type { Match, Outcome, RecipientDecision } from '../model/decision.js';
import type { Direction } from '../model/transport.js';
import { constraintWords, routeWords } from './constraint-words.js';
import type { Reason, SettingExplanation } from './explanation.js';
import { nearMissWords } from './near-miss-words.js';
import { few, quoted } from './visible-text.js';

/** One item of a list: a line, and lines below it. */
export interface Item {
  readonly line: string;
  readonly details: readonly string[];
}

export function appliedItems({ determinedBy }: RecipientDecision, direction: Direction): Item[] {
  return bySetting(determinedBy).map((matches) => {
    const [first] = matches;
    return { line: `${definition(first)} requires ${constraintWords(first.constraints, direction)}`, details: matchDetails(matches, direction) };
  });
}

export function testingItems({ testing }: RecipientDecision, direction: Direction): Item[] {
  return bySetting(testing).map((matches) => {
    const [first] = matches;
    const route = first.route === null ? '' : `, by ${routeWords(first.route)}`;
    const line = `${definition(first)} would require ${constraintWords(first.constraints, direction)}${route}; alone it would ${WOULD_BE[first.wouldBe]}`;
    return { line, details: matchDetails(matches, direction) };
  });
}

/** Settings that do not apply for the same reason, with the same near misses, are one item. */
export function unappliedItems(settings: readonly SettingExplanation[], direction: Direction): Item[] {
  const items = new Map<string, { names: string[]; reason: string; details: string[] }>();
  for (const setting of settings) {
    if (setting.applied) continue;
    const reason = reasonWords(setting.reason, direction);
    const details = few([...new Set(setting.nearMisses.map(nearMissWords))]);
    const key = [reason, ...details].join('\n');
    const item = items.get(key) ?? { names: [], reason, details };
    item.names.push(`${definition(setting)}${setting.mode === 'testing' ? ' (testing)' : ''}`);
    items.set(key, item);
  }
  return [...items.values()].map(({ names, reason, details }) => ({ line: `${names.join(', ')}: ${reason}`, details }));
}

const WOULD_BE: Readonly<Record<Outcome, string>> = {
  deliver: 'deliver',
  pending: 'wait until the connection is known',
  bounce: 'bounce',
  reject: 'reject',
};

function definition({ setting, orgUnit }: { readonly setting: string; readonly orgUnit: string }): string {
  return `setting ${quoted(setting)} of ${quoted(orgUnit)}`;
}

type Matches<T> = readonly [first: T, ...others: T[]];

function bySetting<T extends Match>(matches: readonly T[]): Matches<T>[] {
  const groups = new Map<string, [T, ...T[]]>();
  for (const match of matches) {
    const key = `${match.setting}\n${match.orgUnit}`;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [match]);
    else group.push(match);
  }
  return [...groups.values()];
}

function matchDetails(matches: readonly Match[], direction: Direction): string[] {
  return few(matches.map((match) => matchWords(match, direction)));
}

/** Outbound the address is the recipient's own, which the reader has before his eyes; left out, it lets recipients share an explanation. */
function matchWords({ addressList, entry, address, authenticated }: Match, direction: Direction): string {
  if (addressList === null) return 'names no list, so it concerns every recipient of such a message';
  if (entry === null) return `an unknown ${direction === 'inbound' ? 'author' : 'partner'} matches every entry of list ${quoted(addressList)}`;
  const matched = `entry ${quoted(entry)} of list ${quoted(addressList)} matches`;
  if (direction === 'outbound') return matched;
  return `${matched} author ${quoted(address ?? '')} (${AUTHENTICATION[authenticated]})`;
}

const AUTHENTICATION: Readonly<Record<Match['authenticated'], string>> = {
  yes: 'authenticated',
  unknown: 'not known whether authenticated, which counts as a match',
  'not-required': 'authentication not required',
};

function reasonWords(reason: Reason, direction: Direction): string {
  switch (reason) {
    case 'matched':
      return 'matched';
    case 'disabled':
      return 'disabled at this org unit or above it';
    case 'overridden':
      return 'overridden by a setting of the same id';
    case 'not-enabled':
      return 'not enabled';
    case 'other-direction':
      return `not for ${direction} mail`;
    case 'internal-recipient':
      return "the recipient is in one of the organisation's own domains";
    case 'secure-transport-not-requested':
      return 'only for messages for which something else demands secure transport, and nothing does';
    case 'not-authenticated':
      return 'an entry matches the author and requires sender authentication, but the author is not authenticated';
    case 'no-address-match':
      return direction === 'inbound' ? 'no entry of its lists matches the author' : 'no entry of its lists matches the recipient';
  }
}
