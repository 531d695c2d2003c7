// Differential test of effects: what `src` finds by classes against what the oracle sees by trying every message (S-13). More pairs: EFFECTS_RUNS.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { diffPolicies } from '../../src/diff/index.js';
import type { DiffOptions, PolicyEffect } from '../../src/diff/index.js';
import { parsePolicy } from '../../src/index.js';
import { settingEffects } from '../../src/effects/setting-effects.js';
import { Choices, choiceRows } from '../arbitraries/choices.js';
import { PAIR_CHOICES, pairCase, type PairCase } from '../arbitraries/policy-pair.js';
import { effectDisagreements } from './effects-disagreement.js';
import { isDifference, loosens, survey, type Survey } from './effects-oracle.js';
import { HitRate } from '../property/runs.js';
import { NASTY_PAIRS } from './nasty-pairs.js';
import { settingDisagreements } from './setting-effects-oracle.js';
import { authorsDisagreements } from './several-authors.js';

const RUNS = Number(process.env['EFFECTS_RUNS'] ?? 50);
/** Every setting is taken out once, so that a policy takes as long as some pairs. */
const SETTING_RUNS = Math.ceil(RUNS / 5);
const SEED = Number(process.env['EFFECTS_SEED'] ?? Math.floor(Math.random() * 2 ** 31));

/** What pairs can show, counted: a kind that no pair shows is one that is not tested. */
const KINDS = [
  'no effect', 'loosened', 'tightened', 'mixed', 'route', 'route alone', 'testing', 'testing alone', 'inbound', 'outbound', 'aligned-if-relaxed', 'refuted alone', 'secure transport alone', 'unknown alone',
  'everyone else', 'subdomains', 'address', 'domain', 'spelling', 'literal', 'user who moves', 'unit of the function', 'several units', 'more correspondents than named',
] as const;
type Kind = (typeof KINDS)[number];
const counts = new Map<Kind, number>(KINDS.map((kind) => [kind, 0]));
const tally = { pairs: 0, messages: 0, authors: 0 };

describe('effects are what trying every message shows', () => {
  it(`in ${RUNS} pairs of policies, seed ${SEED}`, { timeout: 3_600_000 }, () => {
    for (let batch = 0; tally.pairs < RUNS; batch++) {
      const numRuns = Math.ceil((RUNS - tally.pairs) * 1.2);
      const details = fc.check(fc.property(choiceRows(PAIR_CHOICES), (row) => disagreementsOf(pairCase(new Choices(row))).length === 0), { seed: SEED + batch, numRuns, endOnFailure: true });
      if (details.counterexample !== null) throw new Error(describeFailure(pairCase(new Choices(details.counterexample[0])), details.errorInstance));
    }
    console.log(`effects: ${tally.pairs} pairs, ${tally.messages} messages, ${tally.authors} of several authors, EFFECTS_SEED=${SEED}; ${[...counts].map(([kind, count]) => `${kind} ${count}`).join(', ')}`);
  });

  it.each(Object.entries(NASTY_PAIRS))('in a pair made by hand: %s', (_, pair) => {
    expect(parsePolicy(pair.written.before).ok && parsePolicy(pair.written.after).ok).toBe(true);
    expect(disagreementsOf(pair)).toEqual([]);
    const other = { ...pair, before: pair.after, after: pair.before, written: { before: pair.written.after, after: pair.written.before } };
    expect(disagreementsOf(other)).toEqual([]);
    expect([pair, other].flatMap(settingsDisagreements)).toEqual([]);
  });

  it.each(KINDS)('and pairs show %s often enough', (kind) => {
    expect(counts.get(kind)).toBeGreaterThanOrEqual(2 + Math.floor(RUNS / 200));
  });
});

describe('what a setting is good for is what trying every message without it shows', () => {
  it(`in ${SETTING_RUNS} policies, seed ${SEED}`, { timeout: 3_600_000 }, () => {
    const details = fc.check(fc.property(choiceRows(PAIR_CHOICES), (row) => settingsDisagreements(pairCase(new Choices(row))).length === 0), { seed: SEED, numRuns: SETTING_RUNS, endOnFailure: true });
    if (details.counterexample !== null) throw new Error(settingsDisagreements(pairCase(new Choices(details.counterexample[0]))).join('\n'));
    const shares = Object.entries(rates).map(([what, rate]) => `${what} ${rate.share.toFixed(2)}`);
    console.log(`effects of settings: ${SETTING_RUNS} policies; ${shares.join(', ')}`);
    expect(Math.min(...Object.values(rates).map(({ share }) => share))).toBeGreaterThan(0);
  });
});

const rates = { valid: new HitRate(), changesNothing: new HitRate(), matchesNobody: new HitRate(), beside: new HitRate() };

/** Of the settings of the policy before. */
function settingsDisagreements(pair: PairCase): string[] {
  const parsed = parsePolicy(pair.written.before);
  rates.valid.count(parsed.ok);
  if (!parsed.ok) return [];
  const effects = settingEffects(parsed.policy, { orgUnitOf: undefined, ...optionsOf(pair) });
  for (const { matches, changesNothing, beside } of effects) {
    rates.changesNothing.count(changesNothing);
    rates.matchesNobody.count(!matches);
    rates.beside.count(beside.length > 0);
  }
  const found = settingDisagreements(effects, pair);
  return found.length === 0 ? [] : [...found, JSON.stringify(pair.written.before)];
}

function disagreementsOf(pair: PairCase): string[] {
  const { before, after } = pair.written;
  if (!parsePolicy(before).ok || !parsePolicy(after).ok) return [];
  const seen = survey(pair);
  const { effects } = diffPolicies(before, after, optionsOf(pair));
  tally.pairs++;
  tally.messages += seen.messages;
  count(effects, seen);
  const authors = authorsDisagreements(pair, seen);
  tally.authors += authors.messages;
  return [...effectDisagreements(effects, seen, pair), ...guardDisagreements(effects, seen), ...authors.found];
}

function optionsOf({ orgUnitOf, organizationalDomain }: PairCase): Required<Pick<DiffOptions, 'organizationalDomain'>> & DiffOptions {
  return { organizationalDomain, ...(orgUnitOf && { orgUnitOf: (address: string) => orgUnitOf.get(address) as string | undefined }) };
}

/** `--fail-on loosened`: whether any session of any message that was stopped passes. */
function guardDisagreements(effects: readonly PolicyEffect[], { sightings }: Survey): string[] {
  const seen = [...sightings.values()].some(loosens);
  return seen === effects.some((effect) => effect.loosens) ? [] : [`the policy ${seen ? 'loosens' : 'does not loosen'}, and the effects say otherwise`];
}

function count(effects: readonly PolicyEffect[], seen: Survey): void {
  const shown = new Set<Kind>(effects.length === 0 ? ['no effect'] : []);
  for (const effect of effects) {
    const { tendency, direction, routeChanges, testingChanges, circumstances, correspondents, orgUnits, example } = effect;
    const kinds = correspondents.some.map(({ kind }) => kind);
    if (tendency !== 'same') shown.add(tendency);
    if (routeChanges) shown.add(tendency === 'same' && !testingChanges ? 'route alone' : 'route');
    if (testingChanges) shown.add(tendency === 'same' && !routeChanges ? 'testing alone' : 'testing');
    shown.add(direction);
    if (circumstances.includes('aligned-if-relaxed')) shown.add('aligned-if-relaxed');
    if (circumstances.join() === 'refuted') shown.add('refuted alone');
    if (circumstances.join() === 'secure-transport') shown.add('secure transport alone');
    if (kinds.join() === 'unknown') shown.add('unknown alone');
    if (kinds.includes('everyone-else')) shown.add('everyone else');
    for (const kind of ['subdomains', 'address', 'domain'] as const) if (kinds.includes(kind)) shown.add(kind);
    if (correspondents.some.some((one) => one.kind !== 'unknown' && one.address.includes('['))) shown.add('literal');
    if (orgUnits.some(({ before, after }) => before !== after)) shown.add('user who moves');
    if (example.placed !== null) shown.add('unit of the function');
    if (orgUnits.length > 1) shown.add('several units');
    if (correspondents.count > correspondents.some.length) shown.add('more correspondents than named');
  }
  if ([...seen.sightings.values()].some((sighting) => isDifference(sighting) && sighting.name.startsWith('spelling of'))) shown.add('spelling');
  for (const kind of shown) counts.set(kind, (counts.get(kind) ?? 0) + 1);
}

function describeFailure(pair: PairCase, error: unknown): string {
  const written = [`before ${JSON.stringify(pair.written.before)}`, `after ${JSON.stringify(pair.written.after)}`, `orgUnitOf ${JSON.stringify([...(pair.orgUnitOf ?? [])])}`, `seed ${SEED}`];
  try {
    return [...disagreementsOf(pair), ...written].join('\n');
  } catch {
    return [String(error instanceof Error ? error.stack : error), ...written].join('\n');
  }
}
