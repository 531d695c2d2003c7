// Differential test: the engine against the oracle, every field of every decision, on policies and messages that have to do with each other.

import { inspect } from 'node:util';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compilePolicy, enforce } from '../../src/index.js';
import type { CompileOptions, Decision, Message, PolicyEngine, Session } from '../../src/index.js';
import { openSnapshot, snapshotOf } from '../../src/snapshot/index.js';
import { Choices, choiceRows } from '../arbitraries/choices.js';
import { organizationalDomain } from '../arbitraries/domain.js';
import { MESSAGE_CHOICES, messageCase, type MessageCase } from '../arbitraries/message.js';
import { POLICY_CHOICES, policyCase, type PolicyCase } from '../arbitraries/policy.js';
import { disagreement } from './disagreement.js';
import { CLAUSES, countHitsFor, ENGINES, hitCounts, type Clause, type EngineKind } from './hits.js';
import { entriesOf } from './matching.js';
import { ancestry, compare } from './org-unit.js';
import { decide, effective, enforceAll, explained, matching, type Case } from './reference.js';

const RUNS = Number(process.env['DIFFERENTIAL_RUNS'] ?? 100_000);
const SEED = Number(process.env['DIFFERENTIAL_SEED'] ?? Math.floor(Math.random() * 2 ** 31));
/** On average; each policy is compiled once for them. */
const MESSAGES_A_POLICY = 40;
/** Of 100,000 cases; of fewer, fewer. */
const HITS = 100 * Math.min(1, RUNS / 100_000);
/** By each engine alone, of which one has a third of the policies: often where they differ, in how they find entries, and sometimes elsewhere. */
const hitsOfEach = (clause: Clause): number => (clause.startsWith('S-3.') ? HITS : HITS / 25);

const tally = { cases: 0, matched: 0, policies: 0 };
const tallyOf: Readonly<Record<EngineKind, typeof tally>> = { compiled: { ...tally }, opened: { ...tally } };
const inputs = fc.tuple(choiceRows(POLICY_CHOICES), fc.array(choiceRows(MESSAGE_CHOICES), { minLength: 1, maxLength: 2 * MESSAGES_A_POLICY, size: 'max' }));

describe('the engine decides as the oracle does', () => {
  it(`in ${RUNS} cases, seed ${SEED}`, { timeout: 1_200_000 }, () => {
    console.log(`differential: ${RUNS} cases, DIFFERENTIAL_SEED=${SEED}`);
    for (let batch = 0; tally.cases < RUNS; batch++) {
      const numRuns = Math.ceil((RUNS - tally.cases) / MESSAGES_A_POLICY);
      const details = fc.check(fc.property(inputs, ([policyRow, messageRows]) => firstDisagreement(policyRow, messageRows) === null), { seed: SEED + batch, numRuns });
      if (details.counterexample !== null) throw new Error(describeFailure(details.counterexample[0]));
    }
    expect(tally.cases).toBeGreaterThanOrEqual(RUNS);
  });

  it('on messages of which at least 40 % match a setting', () => {
    for (const engine of ENGINES) {
      const { cases, matched, policies } = tallyOf[engine];
      console.log(`differential, ${engine}: ${cases} cases on ${policies} policies, ${((100 * matched) / cases).toFixed(1)} % match a setting; fewest hits: ${rarest(engine)}`);
      expect(matched / cases).toBeGreaterThanOrEqual(0.4);
      expect(cases / tally.cases).toBeGreaterThan(0.2);
    }
    expect(tally.matched / tally.cases).toBeGreaterThanOrEqual(0.4);
  });

  it.each(CLAUSES)('and comes by %s often enough', (clause) => {
    const counts = ENGINES.map((engine) => hitCounts(engine).get(clause) ?? 0);
    expect(Math.min(...counts)).toBeGreaterThanOrEqual(hitsOfEach(clause));
    expect(counts.reduce((sum, count) => sum + count)).toBeGreaterThanOrEqual(HITS);
  });
});

function rarest(engine: EngineKind): string {
  const counts = [...hitCounts(engine)].sort(([, a], [, b]) => a - b).slice(0, 8);
  return counts.map(([clause, count]) => `${clause} ${count}`).join(', ');
}

interface Disagreement {
  readonly what: string;
  readonly difference: string;
  readonly policyCase: PolicyCase;
  readonly messageCase: MessageCase | null;
  readonly kind: EngineKind;
}

function firstDisagreement(policyRow: readonly number[], messageRows: readonly (readonly number[])[]): Disagreement | null {
  const drawn = policyCase(new Choices(policyRow));
  const kind = kindOf(policyRow);
  const engine = engineOf(drawn, kind);
  countHitsFor(kind);
  for (const counts of [tally, tallyOf[kind]]) counts.policies++;
  const difference = settingsDisagreement(drawn, engine);
  if (difference !== null) return { what: 'effectiveSettings', difference, policyCase: drawn, messageCase: null, kind };
  for (const row of messageRows) {
    const message = messageCase(new Choices(row), drawn);
    const found = decisionDisagreement(drawn, engine, message, message.unreadable ? 2 : (row.at(-1) ?? 0) % 3, kind);
    if (found !== null) return { ...found, policyCase: drawn, messageCase: message, kind };
  }
  return null;
}

/** By the case itself, so that a failure shows again; the compiled engine is the simpler one. */
function kindOf(policyRow: readonly number[]): EngineKind {
  return (policyRow.at(-1) ?? 0) % 3 === 2 ? 'opened' : 'compiled';
}

/** Of the document, or of a snapshot of that: there all entries and users are packed, however few. */
function engineOf({ written, replyProfile, orgUnitOf, organizationalDomain: custom }: PolicyCase, kind: EngineKind): PolicyEngine {
  const options: CompileOptions = {
    replyProfile,
    ...(custom && { organizationalDomain: custom }),
    ...(orgUnitOf && { orgUnitOf: (address) => answer(orgUnitOf.get(address)) }),
  };
  return kind === 'compiled' ? compilePolicy(written, options) : openSnapshot(snapshotOf(compilePolicy(written)), options);
}

function answer(prepared: unknown): string | undefined {
  if (prepared instanceof Error) throw prepared;
  return prepared as string | undefined;
}

function settingsDisagreement({ policy }: PolicyCase, engine: PolicyEngine): string | null {
  for (const path of new Set(['/', ...(policy.orgUnits ?? []).flatMap((unit) => ancestry(unit.path))])) {
    const difference = disagreement(effective(policy, path), engine.effectiveSettings(path), path);
    if (difference !== null) return difference;
  }
  return null;
}

/** `turn`: what is checked beside the decision, a different thing in each third of the cases. */
function decisionDisagreement(drawn: PolicyCase, engine: PolicyEngine, { direction, message, read }: MessageCase, turn: number, kind: EngineKind): Pick<Disagreement, 'what' | 'difference'> | null {
  const surroundings = { replyProfile: drawn.replyProfile, organizationalDomain: drawn.organizationalDomain ?? organizationalDomain, ...(drawn.orgUnitOf && { orgUnitOf: drawn.orgUnitOf }) };
  const given: Case = { policy: drawn.policy, surroundings, message: read, direction };
  const expected = decide(given);
  const matched = expected.recipients.some((recipient) => recipient.determinedBy.length + recipient.testing.length > 0);
  for (const counts of [tally, tallyOf[kind]]) {
    counts.cases++;
    if (matched) counts.matched++;
  }
  const evaluated = disagreement(expected, engine.evaluate(message, direction));
  if (evaluated !== null) return { what: 'evaluate', difference: evaluated };
  if (turn === 0) return later(given, engine, message);
  if (turn === 1) return explanationOrLists(given, engine, message);
  return null;
}

/** The decision without its session, through JSON, and enforced when the session is known: for all, and for one delivery (S-9.7, S-12.5). */
function later(given: Case, engine: PolicyEngine, message: Message): Pick<Disagreement, 'what' | 'difference'> | null {
  const { session, ...rest } = message;
  const known = given.message.session as Session;
  const expected = decide({ ...given, message: { ...given.message, session: undefined } });
  const queued = JSON.parse(JSON.stringify(engine.evaluate(rest, given.direction))) as Decision;
  const pending = disagreement(expected, queued);
  if (pending !== null) return { what: 'evaluate without the session', difference: pending };
  const whole = disagreement(engine.evaluate(message, given.direction), enforce(queued, session ?? known));
  if (whole !== null) return { what: 'enforce', difference: whole };
  for (const delivery of expected.deliveries.keys()) {
    const part = disagreement(enforceAll(expected, known, delivery), enforce(queued, known, { delivery }));
    if (part !== null) return { what: `enforce delivery ${delivery}`, difference: part };
  }
  return null;
}

function explanationOrLists(given: Case, engine: PolicyEngine, message: Message): Pick<Disagreement, 'what' | 'difference'> | null {
  const explanation = engine.explain(message, given.direction);
  const reasons = explanation.recipients.map(({ settings }) => settings.map(({ setting, orgUnit, inForce, applied, reason }) => ({ setting, orgUnit, inForce, applied, reason })).sort(bySetting));
  const explaining = disagreement(explained(given), reasons) ?? disagreement(engine.evaluate(message, given.direction), explanation.decision);
  if (explaining !== null) return { what: 'explain', difference: explaining };
  const { mailFrom } = given.message;
  if (mailFrom === null) return null;
  const found = engine.matching(mailFrom.text).map(({ addressList, entry }) => ({ addressList, entry: entry.value }));
  const listing = disagreement(matching(given.policy, mailFrom, (list) => entriesOf(given.policy, list)), found);
  return listing === null ? null : { what: `matching ${mailFrom.text}`, difference: listing };
}

/** The clauses leave the order open; the oracle lists settings so. */
function bySetting(a: { setting: string; orgUnit: string }, b: { setting: string; orgUnit: string }): number {
  return compare(a.setting, b.setting) || ancestry(a.orgUnit).length - ancestry(b.orgUnit).length;
}

/** The shrunk case, decided once more to say where it disagrees. */
function describeFailure([policyRow, messageRows]: [number[], number[][]]): string {
  const { policyCase: drawn, messageCase: message, what, difference, kind } = found(policyRow, messageRows);
  const options = { profile: drawn.replyProfile, orgUnitOf: [...(drawn.orgUnitOf ?? [])].map(([address, path]) => [address, String(path)]), custom: drawn.organizationalDomain !== null };
  return [
    `${what} of the ${kind} engine disagrees (seed ${SEED}) at ${difference}`,
    `policy ${JSON.stringify(drawn.written)}`,
    `canonical lists ${JSON.stringify(drawn.policy.addressLists)}`,
    `options ${JSON.stringify(options)}`,
    `${message?.direction ?? ''} ${message?.unreadable ? inspect(message.message) : JSON.stringify(message?.message, (_, value: unknown) => (value === undefined ? '(undefined)' : value))}`,
    `read as ${JSON.stringify(message?.read)}`,
  ].join('\n');
}

function found(policyRow: readonly number[], messageRows: readonly (readonly number[])[]): Disagreement {
  const drawn = policyCase(new Choices(policyRow));
  const nothing = { what: 'nothing', difference: 'the disagreement does not show again', policyCase: drawn, messageCase: null, kind: kindOf(policyRow) };
  try {
    return firstDisagreement(policyRow, messageRows) ?? nothing;
  } catch (error) {
    return { ...nothing, what: 'an exception', difference: error instanceof Error ? String(error.stack) : String(error) };
  }
}
