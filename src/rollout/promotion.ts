// From testing mode to enforcement, when the numbers say so (S-17.6).

import type { PolicyChange } from '../change/policy-change.js';
import { definitionAbove, definitionsOf, takesPlace } from '../change/definitions.js';
import type { Definition } from '../change/definitions.js';
import { setMode } from '../edit/setting-state.js';
import type { Diagnostic } from '../model/diagnostic.js';
import type { Policy, Setting } from '../model/policy.js';
import { readProperty } from '../model/property.js';
import { describeValue, quote } from '../model/quotation.js';
import { contentOf } from '../policy/parsed-policy.js';
import { checkDuration } from './instant.js';
import { protectsAsMuch } from './replaced-setting.js';
import { readTallyData } from './tally-data.js';
import type { TestingCount } from './testing-count.js';
import { testingTally } from './testing-tally.js';
import type { TestingTally, TestingTallyData } from './testing-tally.js';

/** A setting where it is defined. */
export interface SettingPlace {
  /** Its id. */
  readonly setting: string;
  /** The path of the org unit that defines it. */
  readonly orgUnit: string;
}

/** What the numbers must say. None has a default: how much mail may be lost is the organisation's to say. */
export interface PromotionCriteria {
  /** At least so many recipients for whom the setting matched; 1 or more. */
  readonly leastRecipients: number;
  /** At least so many milliseconds from the first of them to the last. */
  readonly leastSpan: number;
  /** At most this share, from 0 to 1, would have bounced or been rejected, of those whose session was known. */
  readonly greatestFailureShare: number;
  /** At most this share, from 0 to 1, had no session that was known. */
  readonly greatestPendingShare: number;
}

/** The policy with the setting enforced, or every reason why not. */
export type PromotionResult =
  | { ok: true; policy: Policy; change: PolicyChange; warnings: Diagnostic[] }
  /** Sentences, one for each reason. */
  | { ok: false; reasons: string[] };

/**
 * Enforces a setting that was tested, if the tally meets every criterion and no enforced setting of the same id, whose place it would take, requires more.
 *
 * @param policy - the one that defines the setting; it is left as it is
 * @param place - the setting, where it is defined and not where it is inherited
 * @param tally - of the setting as it is now: begin a new one when its lists or requirements change
 * @param criteria - what the tally must show; all of them must be given
 * @returns the policy with the setting enforced and the record of that change, or every reason why not
 * @throws TypeError for a policy that `parsePolicy` did not make, for what is no tally, and for criteria that are not what they should be
 * @example
 * promote(policy, { setting: 'partners', orgUnit: '/' }, tally, {
 *   leastRecipients: 1000, leastSpan: 14 * 24 * 60 * 60 * 1000, greatestFailureShare: 0.001, greatestPendingShare: 0.05,
 * });
 * @see clauses S-7.6, S-17.6
 */
export function promote(policy: Policy, place: SettingPlace, tally: TestingTally | TestingTallyData, criteria: PromotionCriteria): PromotionResult {
  const { setting, orgUnit } = place;
  const definitions = definitionsOf(contentOf(policy).orgUnits);
  const definition = definitions.get(orgUnit)?.settings.get(setting);
  const checked = checkCriteria(criteria);
  const count = testingTally({ counts: readTallyData(tally) }).count(setting, orgUnit);
  const above = definition === undefined ? null : definitionAbove(definitions, orgUnit, setting);
  const reasons = [...reasonsOfState(definition, setting, orgUnit), ...reasonsOfPlace(definition, above), ...reasonsOfCount(count, checked)];
  if (reasons.length > 0) return { ok: false, reasons };
  const edited = setMode(policy, orgUnit, setting, 'enforce');
  return edited.ok ? edited : { ok: false, reasons: edited.issues.filter(({ severity }) => severity === 'error').map(({ message }) => message) };
}

function reasonsOfState(definition: Setting | undefined, setting: string, orgUnit: string): string[] {
  const name = `the setting ${quote(setting)}`;
  if (definition === undefined) return [`${quote(orgUnit)} defines no setting ${quote(setting)}`];
  if (definition.mode === 'enforce') return [`${name} of ${quote(orgUnit)} is not in testing mode`];
  return definition.enabled ? [] : [`${name} of ${quote(orgUnit)} is not enabled, so it would enforce nothing`];
}

/** In testing mode it stands beside an enforced setting of the same id (S-7.6); enforced it would take its place, and no number says what would be lost. */
function reasonsOfPlace(definition: Setting | undefined, above: Definition | null): string[] {
  if (definition === undefined || above === null || !takesPlace(above.setting) || protectsAsMuch(definition, above.setting)) return [];
  const replaced = `the setting ${quote(above.setting.id)} of ${quote(above.orgUnit)}`;
  return [`it would take the place of ${replaced}, which requires more or concerns more mail; where that is meant, enforce it by an edit`];
}

function reasonsOfCount(count: TestingCount | null, criteria: PromotionCriteria): string[] {
  if (count === null) return ['the setting matched nobody: nothing is known of what it would do'];
  const { recipients, wouldBe } = count;
  const known = recipients - wouldBe.pending;
  const failures = wouldBe.bounce + wouldBe.reject;
  const { leastRecipients, greatestFailureShare, greatestPendingShare } = criteria;
  const reasons: string[] = [];
  if (recipients < leastRecipients) reasons.push(`it matched ${recipients} recipients, and must match at least ${leastRecipients}`);
  reasons.push(...reasonsOfSpan(count, criteria));
  if (wouldBe.pending / recipients > greatestPendingShare) reasons.push(`the session of ${wouldBe.pending} of ${recipients} recipients was not known (${percent(wouldBe.pending, recipients)}); at most ${percent(greatestPendingShare)} may be so`);
  if (known === 0) reasons.push('no session was known, so nothing says that mail would be delivered');
  if (known > 0 && failures / known > greatestFailureShare) reasons.push(`mail to or from ${failures} of ${known} recipients would have been stopped (${percent(failures, known)}); at most ${percent(greatestFailureShare)} may be${partnersOf(count)}`);
  return reasons;
}

function reasonsOfSpan({ first, last }: TestingCount, { leastSpan }: PromotionCriteria): string[] {
  if (leastSpan === 0) return [];
  const least = `and it must be at least ${days(leastSpan)}`;
  if (first === null || last === null) return [`it is not known how long it was tested, for no decision was added with \`at\`, ${least}`];
  return last - first < leastSpan ? [`from the first match to the last it was ${days(last - first)}, ${least}`] : [];
}

function partnersOf({ partners }: TestingCount): string {
  return partners.length === 0 ? '' : `; among the partners: ${partners.map(quote).join(', ')}`;
}

/** Rounded for people; what decides is not. */
function percent(part: number, whole = 1): string {
  return `${Number(((100 * part) / whole).toPrecision(3))} %`;
}

const DAY = 24 * 60 * 60 * 1000;

function days(milliseconds: number): string {
  const count = Number((milliseconds / DAY).toPrecision(3));
  return count === 1 ? '1 day' : `${count} days`;
}

const CRITERIA: readonly string[] = ['leastRecipients', 'leastSpan', 'greatestFailureShare', 'greatestPendingShare'];

/** A misspelt criterion would be one that is quietly not there (S-12.4). */
function checkCriteria(criteria: PromotionCriteria): PromotionCriteria {
  if (typeof criteria !== 'object' || (criteria as PromotionCriteria | null) === null) throw new TypeError(`criteria are an object with ${CRITERIA.join(', ')}, not ${describeValue(criteria)}`);
  const unknown = Object.keys(criteria).find((key) => !CRITERIA.includes(key));
  if (unknown !== undefined) throw new TypeError(`there is no criterion ${quote(unknown)}; there are ${CRITERIA.join(', ')}`);
  const leastRecipients = readProperty(criteria, 'leastRecipients');
  if (typeof leastRecipients !== 'number' || !Number.isSafeInteger(leastRecipients) || leastRecipients < 1) throw new TypeError(`\`leastRecipients\` must be a whole number from 1, not ${describeValue(leastRecipients)}`);
  return {
    leastRecipients,
    leastSpan: checkDuration(readProperty(criteria, 'leastSpan'), '`leastSpan`'),
    greatestFailureShare: checkShare(readProperty(criteria, 'greatestFailureShare'), 'greatestFailureShare'),
    greatestPendingShare: checkShare(readProperty(criteria, 'greatestPendingShare'), 'greatestPendingShare'),
  };
}

function checkShare(value: unknown, name: string): number {
  if (typeof value === 'number' && value >= 0 && value <= 1) return value;
  throw new TypeError(`\`${name}\` must be a number from 0 to 1, not ${describeValue(value)}`);
}
