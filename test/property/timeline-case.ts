// Timelines of policies that have to do with each other, and messages: what the laws of a rollout are about.

import fc from 'fast-check';
import { expect } from 'vitest';
import { compilePolicy, parsePolicy, policyDocument } from '../../src/index.js';
import type { Policy, PolicyEngine, SettingInput } from '../../src/index.js';
import { policyTimeline } from '../../src/rollout/index.js';
import type { PolicyTimeline } from '../../src/rollout/index.js';
import { Choices, choiceRows } from '../arbitraries/choices.js';
import { EDIT_CHOICES, editCase } from '../arbitraries/edit.js';
import type { MessageCase } from '../arbitraries/message.js';
import { assertUntil, HitRate, RUNS } from './runs.js';
import { optionsOf, situations } from './situation.js';

export interface TimelineCase {
  readonly timeline: PolicyTimeline;
  /** Of each version, and when it begins and is everywhere. */
  readonly versions: readonly { readonly engine: PolicyEngine; readonly from: number; readonly until: number }[];
  readonly cases: readonly MessageCase[];
  readonly choices: Choices;
}

const EDITS = 8;

/** Three versions, each a few edits after the one before; their windows often overlap. */
export function timelineCases(): fc.Arbitrary<TimelineCase> {
  const edits = fc.noBias(fc.array(choiceRows(EDIT_CHOICES), { minLength: 2 * EDITS, maxLength: 2 * EDITS }));
  return fc.tuple(situations(), edits).map(([{ policyCase, cases, choices }, rows]) => {
    const parsed = parsePolicy(policyCase.policy);
    if (!parsed.ok) throw new Error('the generator made a policy that is not valid');
    const second = edited(parsed.policy, rows.slice(0, EDITS));
    const policies = [parsed.policy, second, edited(second, rows.slice(EDITS))].map((policy) => (choices.chance(50) ? required(policy, choices) : policy));
    const options = optionsOf(policyCase);
    let time = choices.below(1000) - 500;
    const versions = policies.map((policy) => {
      time += choices.below(20);
      const propagation = choices.chance(75) ? 1 + choices.below(40) : 0;
      return { policy, engine: compilePolicy(policy, options), from: time, until: time + propagation, propagation };
    });
    const given = versions.map(({ policy, engine, from, propagation }) => ({ ...(choices.chance(50) ? { policy } : { engine }), from, propagation }));
    return { timeline: policyTimeline(given, options), versions, cases, choices };
  });
}

function edited(policy: Policy, rows: readonly (readonly number[])[]): Policy {
  return rows.reduce((soFar, row) => {
    const result = editCase(new Choices(row), soFar).edit(soFar);
    return result.ok ? result.policy : soFar;
  }, policy);
}

const REQUIREMENTS: readonly NonNullable<SettingInput['require']>[] = [
  {},
  { minTlsVersion: 'TLSv1.3', caSignedCertificate: false, validateHostname: false },
  { minTlsVersion: 'TLSv1.2', clientCertificate: true },
  { tls: false },
];

/** Edits seldom ask for more of one thing and less of another: here other requirements for every setting, none of them below all others. */
function required(policy: Policy, choices: Choices): Policy {
  const document = policyDocument(policy);
  for (const setting of (document.orgUnits ?? []).flatMap(({ settings }) => settings ?? [])) setting.require = choices.pick(REQUIREMENTS);
  const parsed = parsePolicy(document);
  return parsed.ok ? parsed.policy : policy;
}

/** S-17.1 word by word: the engines that count at a time. */
export function enginesAt({ versions }: TimelineCase, time: number): PolicyEngine[] {
  return versions.filter(({ from }, index) => from <= time && !versions.slice(index + 1).some(({ until }) => until <= time)).map(({ engine }) => engine);
}

/** Every time around which something changes. */
export function timesOf({ versions }: TimelineCase): number[] {
  const first = versions[0]?.from ?? 0;
  return [...new Set(versions.flatMap(({ from, until }) => [from, until - 1, until]))].filter((time) => time >= first);
}

/** Checks a law on many timelines; of what it counts, at least the given share must hit. */
export function assertTimelineLaw(law: (timelineCase: TimelineCase, hit: (hits: boolean) => void) => void, leastShare: number): void {
  const rate = new HitRate();
  assertUntil(fc.property(timelineCases(), (timelineCase) => law(timelineCase, (hits) => rate.count(hits))), Math.max(20, Math.ceil(RUNS / 25)), () => rate.share >= leastShare);
  expect(rate.share).toBeGreaterThanOrEqual(leastShare);
}
