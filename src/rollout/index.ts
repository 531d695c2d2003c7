// The face of smtp-tls-policy/rollout: staged rollout: timelines, testing mode, promotion. Runs wherever the root entry does.

export { policyTimeline } from './policy-timeline.js';
export { promote } from './promotion.js';
export { testingTally } from './testing-tally.js';

export type { Instant } from './instant.js';
export type { PolicyTimeline, RollbackOptions } from './policy-timeline.js';
export type { PolicyVersion, PolicyVersionInput, VersionTimes } from './policy-version.js';
export type { PromotionCriteria, PromotionResult, SettingPlace } from './promotion.js';
export type { TestingCount } from './testing-count.js';
export type { TestingFacts, TestingTally, TestingTallyData } from './testing-tally.js';
export type { TimelineEngine, TimelineExplanation } from './timeline-engine.js';
