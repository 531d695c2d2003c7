// How often a property runs: PROPERTY_RUNS, so that mutation tests can be quick and CI thorough.

import { env } from 'node:process';
import fc from 'fast-check';

export const RUNS: number = Number(env['PROPERTY_RUNS'] ?? '1000');

// A mutation tester needs the same runs every time; else every run explores anew, and a failure prints its seed.
if (env['PROPERTY_SEED'] !== undefined) fc.configureGlobal({ seed: Number(env['PROPERTY_SEED']) });

/** How often a law is checked at most. */
const MOST_ROUNDS = 10;

/**
 * Checks a law, and again with other inputs as long as those that must come by are too few: how long that takes is a matter of chance, and
 * hardly whether the law passes. The law still asserts that they came by.
 */
export function assertUntil<Inputs>(law: fc.IProperty<Inputs>, numRuns: number, enough: () => boolean): void {
  const { seed } = fc.readConfigureGlobal();
  for (let round = 0; round === 0 || (round < MOST_ROUNDS && !enough()); round++) fc.assert(law, { numRuns, ...(seed !== undefined && { seed: seed + round }) });
}

/** Counts what the inputs of a property reach: a law whose inputs never hit a rule proves nothing. */
export class HitRate {
  private cases = 0;
  private hits = 0;

  count(hit: boolean): void {
    this.cases += 1;
    if (hit) this.hits += 1;
  }

  /** The share of cases that hit, from 0 to 1. */
  get share(): number {
    return this.cases === 0 ? 0 : this.hits / this.cases;
  }
}
