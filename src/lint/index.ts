// The face of smtp-tls-policy/lint: findings about policies, and SARIF. Runs wherever the root entry does.

export { FREE_MAIL_DOMAINS } from './free-mail-domains.js';
export { lintPolicy } from './lint-policy.js';
export { LINT_RULES } from './lint-rules.js';
export { sarifLog } from './sarif-log.js';

export type { LintFinding, LintSubject } from './lint-finding.js';
export type { LintOptions, RuleSeverities, TestingSince, TestingTimes } from './lint-options.js';
export type { LintCode, LintRule, LintSeverity } from './lint-rules.js';
export type { SarifDriver, SarifLocation, SarifLog, SarifResult, SarifRule, SarifRun, SarifText } from './sarif-document.js';
export type { ReportableFinding, SarifOptions, SarifPlace } from './sarif-log.js';
