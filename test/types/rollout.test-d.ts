// The public types of smtp-tls-policy/rollout, pinned. Checked by `npm run typecheck`; nothing here runs.
import { expectTypeOf } from 'vitest';
import type { CompileOptions, Decision, Diagnostic, Direction, Explanation, Message, Outcome, Policy, PolicyEngine, PolicyInput, ResultType, Session } from '../../src/index.js';
import type { PolicyChange } from '../../src/edit/index.js';
import * as rollout from '../../src/rollout/index.js';
import type {
  Instant,
  PolicyTimeline,
  PolicyVersion,
  PolicyVersionInput,
  PromotionCriteria,
  PromotionResult,
  RollbackOptions,
  SettingPlace,
  TestingCount,
  TestingFacts,
  TestingTally,
  TestingTallyData,
  TimelineEngine,
  TimelineExplanation,
  VersionTimes,
} from '../../src/rollout/index.js';

expectTypeOf(rollout.policyTimeline).toEqualTypeOf<(versions: Iterable<PolicyVersionInput | PolicyVersion>, options?: CompileOptions) => PolicyTimeline>();
expectTypeOf<Instant>().toEqualTypeOf<number | string>();
expectTypeOf<VersionTimes>().toEqualTypeOf<{ readonly from: Instant; readonly propagation?: number }>();
expectTypeOf<PolicyVersionInput>().toEqualTypeOf<VersionTimes & ({ readonly policy: PolicyInput | Policy } | { readonly engine: PolicyEngine })>();
expectTypeOf<PolicyVersion>().toEqualTypeOf<{ readonly policy: Policy; readonly from: number; readonly propagation: number; readonly restores: PolicyVersion | null }>();
expectTypeOf<PolicyTimeline['versions']>().toEqualTypeOf<readonly PolicyVersion[]>();
expectTypeOf<PolicyTimeline['at']>().toEqualTypeOf<(instant: Instant) => TimelineEngine>();
expectTypeOf<PolicyTimeline['add']>().toEqualTypeOf<(version: PolicyVersionInput | PolicyVersion) => PolicyTimeline>();
expectTypeOf<PolicyTimeline['rollback']>().toEqualTypeOf<(options: RollbackOptions) => PolicyTimeline>();
expectTypeOf<RollbackOptions>().toEqualTypeOf<{ readonly at: Instant; readonly propagation?: number; readonly to?: PolicyVersion }>();
expectTypeOf<TimelineEngine['evaluate']>().toEqualTypeOf<(message: Message, direction: Direction) => Decision>();
expectTypeOf<TimelineEngine['explain']>().toEqualTypeOf<(message: Message, direction: Direction) => TimelineExplanation>();
expectTypeOf<TimelineEngine['until']>().toEqualTypeOf<number | null>();
expectTypeOf<TimelineExplanation['versions'][0]>().toEqualTypeOf<{ readonly version: PolicyVersion; readonly explanation: Explanation }>();

expectTypeOf(rollout.testingTally).toEqualTypeOf<(data?: TestingTallyData) => TestingTally>();
expectTypeOf<TestingTally['add']>().toEqualTypeOf<(decision: Decision, facts?: TestingFacts) => TestingTally>();
expectTypeOf<TestingTally['merge']>().toEqualTypeOf<(other: TestingTally | TestingTallyData) => TestingTally>();
expectTypeOf<TestingTally['count']>().toEqualTypeOf<(setting: string, orgUnit: string) => TestingCount | null>();
expectTypeOf<TestingFacts>().toEqualTypeOf<{ readonly at?: Instant; readonly session?: Session }>();
expectTypeOf<TestingCount['wouldBe']>().toEqualTypeOf<Readonly<Record<Outcome, number>>>();
expectTypeOf<TestingCount['resultTypes']>().toEqualTypeOf<Readonly<Partial<Record<ResultType, number>>>>();

expectTypeOf(rollout.promote).toEqualTypeOf<(policy: Policy, place: SettingPlace, tally: TestingTally | TestingTallyData, criteria: PromotionCriteria) => PromotionResult>();
expectTypeOf<PromotionResult>().toEqualTypeOf<{ ok: true; policy: Policy; change: PolicyChange; warnings: Diagnostic[] } | { ok: false; reasons: string[] }>();
expectTypeOf<Record<keyof PromotionCriteria, number>>().toEqualTypeOf<{ leastRecipients: number; leastSpan: number; greatestFailureShare: number; greatestPendingShare: number }>();
expectTypeOf<SettingPlace>().toEqualTypeOf<{ readonly setting: string; readonly orgUnit: string }>();
