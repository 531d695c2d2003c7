// The public types of smtp-tls-policy/rollout, pinned. Checked by `npm run typecheck`; nothing here runs.
import { expectTypeOf } from 'vitest';
import * as rollout from '../../src/rollout/index.js';
import type { PoliciesAt, PolicyTimeline, PolicyVersion, PromotedSetting, PromotionCriteria, PromotionReason, PromotionResult, TestingCount, TestingTally } from '../../src/rollout/index.js';
import type { CompileOptions, Decision, Direction, Message, Policy, PolicyEngine } from '../../src/index.js';

expectTypeOf(rollout.policyTimeline).toEqualTypeOf<(versions: Iterable<PolicyVersion>, options?: CompileOptions) => PolicyTimeline>();
expectTypeOf<PolicyTimeline['at']>().toEqualTypeOf<(time: number) => PoliciesAt>();
expectTypeOf<PoliciesAt['evaluate']>().toEqualTypeOf<(message: Message, direction: Direction) => Decision>();
expectTypeOf<PoliciesAt['engines'][0]>().toEqualTypeOf<PolicyEngine>();
expectTypeOf(rollout.testingTally).toEqualTypeOf<(decisions: Iterable<Decision>) => TestingTally>();
expectTypeOf(rollout.mergeTallies).toEqualTypeOf<(a: TestingTally, b: TestingTally) => TestingTally>();
expectTypeOf<TestingTally['settings']>().toEqualTypeOf<readonly TestingCount[]>();
expectTypeOf(rollout.promote).toEqualTypeOf<(policy: Policy, setting: PromotedSetting, tally: TestingTally, criteria: PromotionCriteria) => PromotionResult>();
expectTypeOf<PromotionReason['code']>().toEqualTypeOf<'no-such-setting' | 'not-in-testing-mode' | 'not-enabled' | 'too-few' | 'too-many-violating' | 'too-many-pending'>();
// @ts-expect-error text is no time: Date.parse makes one of it
rollout.policyTimeline([{ policy: {}, from: '2026-11-25T09:00:00Z' }]);
