// The face of smtp-tls-policy/lint: findings about valid policies.

export { FREE_MAIL_DOMAINS } from './free-mail-domains.js';
export { lintPolicy } from './lint-policy.js';

export type { LintFinding, LintSubject } from './lint-finding.js';
export type { LintOptions, RuleSeverities, TestingSince, TestingTimes } from './lint-options.js';
export type { LintCode, LintRule, LintSeverity } from './lint-rules.js';
