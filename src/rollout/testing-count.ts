// What a setting in testing mode would have done so far: numbers, and a few of the partners whose mail it would have stopped.

import type { Outcome, ResultType } from '../model/decision.js';
import { byCodeUnits } from '../model/text.js';

/** Of one setting where it is defined. */
export interface TestingCount {
  /** Its id. */
  readonly setting: string;
  /** The path of the org unit that defines it. */
  readonly orgUnit: string;
  /** Messages with a recipient for whom it matched. */
  readonly messages: number;
  /** Recipients for whom it matched; they are those of `wouldBe` together. */
  readonly recipients: number;
  /** What would have become of these recipients by the setting alone. */
  readonly wouldBe: Readonly<Record<Outcome, number>>;
  /** RFC 8460 result types of what it would have stopped, where the session was given: recipients for whom it found one. A session can have several. */
  readonly resultTypes: Readonly<Partial<Record<ResultType, number>>>;
  /** Domains of partners whose mail it would have stopped: of all, the first 10 (`MAX_PARTNERS`) in code units. */
  readonly partners: readonly string[];
  /** The earliest time that was given, in milliseconds since 1970-01-01T00:00:00Z; null: none was. */
  readonly first: number | null;
  /** The latest, likewise. */
  readonly last: number | null;
}

/** So many partners are named, however many there are. */
export const MAX_PARTNERS = 10;

export const OUTCOMES: readonly Outcome[] = ['deliver', 'pending', 'bounce', 'reject'];
export const RESULT_TYPES: readonly ResultType[] = [
  'starttls-not-supported',
  'validation-failure',
  'certificate-not-trusted',
  'certificate-expired',
  'certificate-host-mismatch',
];

/** The counts of one setting together: commutative and associative (S-17.5). */
export function addCounts(a: TestingCount, b: TestingCount): TestingCount {
  return frozenCount({
    setting: a.setting,
    orgUnit: a.orgUnit,
    messages: a.messages + b.messages,
    recipients: a.recipients + b.recipients,
    wouldBe: sumOfOutcomes(a.wouldBe, b.wouldBe),
    resultTypes: sumOfTypes(a.resultTypes, b.resultTypes),
    partners: firstPartners([...a.partners, ...b.partners]),
    first: extreme(Math.min, a.first, b.first),
    last: extreme(Math.max, a.last, b.last),
  });
}

/** In any order of adding the same are left out: the first of all are among the first of each part. */
export function firstPartners(partners: Iterable<string>): readonly string[] {
  return [...new Set(partners)].sort(byCodeUnits).slice(0, MAX_PARTNERS);
}

export function frozenCount(count: TestingCount): TestingCount {
  const { wouldBe, resultTypes, partners } = count;
  return Object.freeze({ ...count, wouldBe: Object.freeze(wouldBe), resultTypes: Object.freeze(resultTypes), partners: Object.freeze(partners) });
}

export function byDefinition(a: TestingCount, b: TestingCount): number {
  return byCodeUnits(a.setting, b.setting) || byCodeUnits(a.orgUnit, b.orgUnit);
}

function sumOfOutcomes(a: TestingCount['wouldBe'], b: TestingCount['wouldBe']): TestingCount['wouldBe'] {
  return { deliver: a.deliver + b.deliver, pending: a.pending + b.pending, bounce: a.bounce + b.bounce, reject: a.reject + b.reject };
}

function sumOfTypes(a: TestingCount['resultTypes'], b: TestingCount['resultTypes']): TestingCount['resultTypes'] {
  const sum: Partial<Record<ResultType, number>> = {};
  for (const type of RESULT_TYPES) {
    const count = (a[type] ?? 0) + (b[type] ?? 0);
    if (count > 0) sum[type] = count;
  }
  return sum;
}

function extreme(of: (a: number, b: number) => number, a: number | null, b: number | null): number | null {
  return a === null || b === null ? (a ?? b) : of(a, b);
}
