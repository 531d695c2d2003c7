// The public types of smtp-tls-policy/lint, pinned. Checked by `npm run typecheck`; nothing here runs.
import { expectTypeOf } from 'vitest';
import type { Finding } from '../../src/files/index.js';
import type { Diagnostic, DiagnosticCode, Policy, PolicyInput } from '../../src/index.js';
import * as lint from '../../src/lint/index.js';
import type { LintCode, LintFinding, LintOptions, LintRule, LintSeverity, LintSubject, ReportableFinding, SarifLog } from '../../src/lint/index.js';

expectTypeOf(lint.lintPolicy).toEqualTypeOf<(policy: PolicyInput | Policy, options?: LintOptions) => LintFinding[]>();
expectTypeOf<LintFinding['severity']>().toEqualTypeOf<LintSeverity>();
expectTypeOf<LintFinding['code']>().toEqualTypeOf<LintCode | DiagnosticCode>();
expectTypeOf<LintFinding['path']>().toEqualTypeOf<readonly (string | number)[]>();
expectTypeOf<LintFinding['fix']>().toEqualTypeOf<string | null>();
expectTypeOf<LintFinding['subject']>().toEqualTypeOf<LintSubject | null>();
expectTypeOf<LintSeverity>().toEqualTypeOf<'error' | 'warning' | 'note'>();
expectTypeOf(lint.LINT_RULES).toEqualTypeOf<Readonly<Record<LintCode, LintRule>>>();
expectTypeOf(lint.FREE_MAIL_DOMAINS).toEqualTypeOf<readonly string[]>();
expectTypeOf<LintFinding>().toExtend<ReportableFinding>();
expectTypeOf<Finding>().toExtend<ReportableFinding>();
expectTypeOf<Diagnostic>().toExtend<ReportableFinding>();
expectTypeOf(lint.sarifLog<LintFinding>).returns.toEqualTypeOf<SarifLog>();
expectTypeOf<SarifLog['version']>().toEqualTypeOf<'2.1.0'>();
// @ts-expect-error there is no such rule
lint.lintPolicy({}, { rules: { 'free-mail': 'off' } });
// @ts-expect-error times are milliseconds
lint.lintPolicy({}, { testing: { since: [], now: '2026-11-25', limitInDays: 30 } });
