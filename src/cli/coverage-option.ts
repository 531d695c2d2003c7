// The values of --fail-under: the least share of a policy that tests must touch.

import type { PolicyTestCoverage } from '../testing/coverage.js';
import { UsageError } from './failure.js';

export interface CoverageLimit {
  readonly kind: keyof PolicyTestCoverage;
  /** As people write it. */
  readonly noun: string;
  readonly percent: number;
}

const KINDS: ReadonlyMap<string, keyof PolicyTestCoverage> = new Map([
  ['settings', 'settings'],
  ['org-units', 'orgUnits'],
  ['address-lists', 'addressLists'],
  ['entries', 'entries'],
]);

/** @throws UsageError for what is no limit, and for two of one kind */
export function parseCoverageLimits(texts: readonly string[]): CoverageLimit[] {
  const limits = texts.map(parseLimit);
  const twice = limits.find(({ kind }, index) => limits.findIndex((limit) => limit.kind === kind) !== index);
  if (twice !== undefined) throw new UsageError(`--fail-under says ${twice.noun} twice; keep one`);
  return limits;
}

/** A number alone is of settings, which are what a policy consists of. */
function parseLimit(text: string): CoverageLimit {
  const [, noun = 'settings', digits = ''] = /^(?:([a-z-]+)=)?(\d{1,3}(?:\.\d)?)$/.exec(text) ?? [];
  const kind = KINDS.get(noun);
  const percent = Number(digits);
  if (kind === undefined || digits === '' || percent > 100) {
    throw new UsageError(`--fail-under ${text}: write a percentage, as 80, or one of a kind, as entries=50; kinds: ${[...KINDS.keys()].join(', ')}`);
  }
  return { kind, noun, percent };
}

/** A sentence for each limit that is not reached. */
export function missedLimits(limits: readonly CoverageLimit[], coverage: PolicyTestCoverage): string[] {
  const missed = limits.filter(({ kind, percent }) => coverage[kind].percent < percent);
  return missed.map(({ kind, noun, percent }) => `tests touch ${coverage[kind].percent.toFixed(1)} % of the ${noun.replaceAll('-', ' ')}, and ${percent} % are wanted`);
}
