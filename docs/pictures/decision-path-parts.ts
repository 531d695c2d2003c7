// What the picture of a decision is made of: what applied, what is in testing, what nearly matched, and what does not apply for which reason.

import type { Decision, Explanation, Match, NearMiss, Reason, RecipientDecision, SettingExplanation, TestingMatch } from '../../src/index.js';

/** The matches of one setting. */
export interface SettingMatches<T extends Match> {
  readonly first: T;
  readonly matches: readonly T[];
}

/** Settings that the same entries nearly matched. */
export interface MissedSettings {
  readonly settings: readonly SettingExplanation[];
  readonly misses: readonly NearMiss[];
}

/** Settings that do not apply for the same reason, with nothing near. */
export interface UnappliedSettings {
  readonly reason: Reason;
  readonly settings: readonly SettingExplanation[];
}

export type AppliedMatch = RecipientDecision['determinedBy'][number];

export interface DecisionParts {
  readonly decision: Decision;
  readonly recipient: RecipientDecision;
  readonly applied: readonly SettingMatches<AppliedMatch>[];
  readonly testing: readonly SettingMatches<TestingMatch>[];
  readonly missed: readonly MissedSettings[];
  readonly unapplied: readonly UnappliedSettings[];
}

/** @throws RangeError for a recipient that the decision does not have */
export function decisionParts({ decision, recipients }: Explanation, place: number): DecisionParts {
  const recipient = decision.recipients[place];
  const explained = recipients[place];
  if (recipient === undefined || explained === undefined) throw new RangeError(`the decision has ${decision.recipients.length} recipients, counted from 0, and no ${place}`);
  const others = explained.settings.filter(({ applied }) => !applied);
  return {
    decision,
    recipient,
    applied: bySetting(recipient.determinedBy),
    testing: bySetting(recipient.testing),
    missed: groupedBy(others.filter(({ nearMisses }) => nearMisses.length > 0), ({ nearMisses }) => JSON.stringify(nearMisses)).map(([first, ...rest]) => ({
      settings: [first, ...rest],
      misses: first.nearMisses,
    })),
    unapplied: groupedBy(others.filter(({ nearMisses }) => nearMisses.length === 0), ({ reason }) => reason).map(([first, ...rest]) => ({ reason: first.reason, settings: [first, ...rest] })),
  };
}

function bySetting<T extends Match>(matches: readonly T[]): SettingMatches<T>[] {
  return groupedBy(matches, ({ setting, orgUnit }) => `${orgUnit}\n${setting}`).map(([first, ...rest]) => ({ first, matches: [first, ...rest] }));
}

type Group<T> = readonly [first: T, ...rest: T[]];

/** In the order of their first members. */
function groupedBy<T>(items: readonly T[], keyOf: (item: T) => string): Group<T>[] {
  const groups = new Map<string, [T, ...T[]]>();
  for (const item of items) {
    const key = keyOf(item);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [item]);
    else group.push(item);
  }
  return [...groups.values()];
}
