// From testing to enforcing, when the numbers say so (S-17.6).

import type { Policy } from '../model/policy.js';
import { describeValue, quote } from '../model/quotation.js';
import { contentOf } from '../policy/parse-policy.js';
import { setMode } from '../edit/setting-state.js';
import type { EditResult } from '../edit/edit-result.js';
import type { TestingCount, TestingTally } from './testing-tally.js';

/** Which setting, by where it is defined. */
export interface PromotedSetting {
  readonly orgUnit: string;
  readonly setting: string;
}

/** When the numbers say so. */
export interface PromotionCriteria {
  /** The least number of recipients of which it is known what would have come of them; at least 1. */
  readonly atLeast: number;
  /** The greatest share of them, from 0 to 1, that would have been bounced or rejected. Default 0. */
  readonly mostViolating?: number;
  /** The greatest share of all, from 0 to 1, of which nothing can be said. Default 0.1. */
  readonly mostPending?: number;
}

export type PromotionResult = EditResult | { readonly ok: false; readonly reasons: readonly PromotionReason[] };

/** Why a setting stays in testing mode. */
export interface PromotionReason {
  readonly code: 'no-such-setting' | 'not-in-testing-mode' | 'not-enabled' | 'too-few' | 'too-many-violating' | 'too-many-pending';
  readonly message: string;
}

/**
 * Sets a setting from testing mode to enforcing if the tally says that it may be, or says why not.
 *
 * @returns the edit, as of `setMode`; or every reason against it
 * @throws TypeError for criteria that are none
 * @example promote(policy, { orgUnit: '/', setting: 'partners' }, tally, { atLeast: 1000, mostViolating: 0.001 })
 * @see clause S-17.6
 */
export function promote(policy: Policy, { orgUnit, setting }: PromotedSetting, tally: TestingTally, criteria: PromotionCriteria): PromotionResult {
  const limits = readCriteria(criteria);
  const count = tally.settings.find((one) => one.orgUnit === orgUnit && one.setting === setting) ?? { setting, orgUnit, ...NOTHING };
  const reasons = [...standingReasons(policy, orgUnit, setting), ...countReasons(count, limits)];
  return reasons.length > 0 ? { ok: false, reasons } : setMode(policy, orgUnit, setting, 'enforce');
}

const NOTHING: Omit<TestingCount, 'setting' | 'orgUnit'> = { delivered: 0, pending: 0, bounced: 0, rejected: 0, partners: [] };

function standingReasons(policy: Policy, orgUnit: string, id: string): PromotionReason[] {
  const found = contentOf(policy).orgUnits.find(({ path }) => path === orgUnit)?.settings.find((setting) => setting.id === id);
  const name = `setting ${quote(id)} at ${quote(orgUnit)}`;
  if (found === undefined) return [{ code: 'no-such-setting', message: `the policy has no ${name}` }];
  return [
    ...(found.mode === 'testing' ? [] : [{ code: 'not-in-testing-mode', message: `${name} is enforced already` } as const]),
    ...(found.enabled ? [] : [{ code: 'not-enabled', message: `${name} is not enabled, so it neither tests nor enforces; enable it first` } as const]),
  ];
}

function countReasons(count: TestingCount, { atLeast, mostViolating, mostPending }: Required<PromotionCriteria>): PromotionReason[] {
  const { delivered, pending, bounced, rejected, partners } = count;
  const reasons: PromotionReason[] = [];
  const violating = bounced + rejected;
  const known = delivered + violating;
  if (known < atLeast) reasons.push({ code: 'too-few', message: `${known} recipients are known, and at least ${atLeast} are asked for` });
  if (known > 0 && violating / known > mostViolating) {
    const whom = partners.length === 0 ? '' : `, among them mail of ${partners.slice(0, MOST_NAMED).map(quote).join(', ')}`;
    reasons.push({ code: 'too-many-violating', message: `${violating} of ${known} would have been bounced or rejected, more than ${percent(mostViolating)}${whom}` });
  }
  if (pending > 0 && pending / (known + pending) > mostPending) {
    reasons.push({ code: 'too-many-pending', message: `of ${pending} of ${known + pending} nothing can be said, more than ${percent(mostPending)}: count decisions that know their session` });
  }
  return reasons;
}

const MOST_NAMED = 3;

function percent(share: number): string {
  return `${Number((100 * share).toPrecision(6))} %`;
}

function readCriteria({ atLeast, mostViolating = 0, mostPending = 0.1 }: PromotionCriteria): Required<PromotionCriteria> {
  if (!Number.isInteger(atLeast) || atLeast < 1) throw new TypeError(`\`atLeast\` must be a whole number of recipients, 1 or more, not ${describeValue(atLeast)}`);
  for (const [name, share] of Object.entries({ mostViolating, mostPending })) {
    if (!(share >= 0 && share <= 1)) throw new TypeError(`\`${name}\` must be a share from 0 to 1, not ${describeValue(share)}`);
  }
  return { atLeast, mostViolating, mostPending };
}
