// The face of smtp-tls-policy/rollout: staged rollout: timelines, testing mode, promotion.

export { policyTimeline } from './policy-timeline.js';
export { promote } from './promote.js';
export { mergeTallies, testingTally } from './testing-tally.js';

export type { Instant } from './instant.js';
export type { HeldVersion, PoliciesAt, PolicyTimeline, PolicyVersion } from './policy-timeline.js';
export type { PromotedSetting, PromotionCriteria, PromotionReason, PromotionResult } from './promote.js';
export type { TestingCount, TestingTally } from './testing-tally.js';
