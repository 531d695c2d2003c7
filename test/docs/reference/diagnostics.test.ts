// The page about codes has every code of every union, each with an anchor of its own, and examples that bring their code about.
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { FILE_CODES } from '../../../docs/reference/generator/code-words.js';
import { LINT_EXAMPLES, POLICY_EXAMPLES } from '../../../docs/reference/generator/diagnostic-examples.js';
import { anchorsOf, codeGroups, diagnosticsPage, lintFindings, policyFindings } from '../../../docs/reference/generator/diagnostics.js';
import type { AuditFindingCode } from '../../../src/audit/index.js';
import type { ImportCode } from '../../../src/google-workspace/index.js';
import { parsePolicy } from '../../../src/index.js';
import type { DiagnosticCode } from '../../../src/index.js';
import type { LintCode } from '../../../src/lint/index.js';
import { isErrorCode } from '../../../src/lint/diagnostic-rules.js';
import type { PostfixLimitCode } from '../../../src/postfix/index.js';

it('is made of the sources', async () => {
  await expect(diagnosticsPage()).toMatchFileSnapshot('../../../docs/reference/diagnostics.md');
});

describe('the examples', () => {
  it.each(Object.keys(POLICY_EXAMPLES) as DiagnosticCode[])('%s: is found once, and no error beside it', (code) => {
    expect(policyFindings(code)).toHaveLength(1);
    const result = parsePolicy(POLICY_EXAMPLES[code].document);
    const errors = result.ok ? [] : result.issues.filter(({ severity }) => severity === 'error').map((issue) => issue.code);
    expect(errors).toEqual(isErrorCode(code) ? [code] : []);
  });

  it.each(Object.keys(LINT_EXAMPLES) as LintCode[])('%s: is found once, in a valid policy', (code) => {
    expect(lintFindings(code)).toHaveLength(1);
    expect(parsePolicy(LINT_EXAMPLES[code].document).ok).toBe(true);
  });
});

describe('the codes', () => {
  const codesOf = (title: string): readonly string[] => codeGroups().find((group) => group.title === title)?.codes ?? [];

  it('have an anchor each', () => {
    const groups = codeGroups();
    const anchors = [...anchorsOf(groups).values()].flatMap((byCode) => [...byCode.values()]);
    expect(anchors.length).toBeGreaterThan(150);
    expect(new Set(anchors).size).toBe(anchors.length);
    const text = diagnosticsPage();
    for (const anchor of anchors) expect(text.includes(`{#${anchor}}`) || text.includes(`<a id="${anchor}">`), anchor).toBe(true);
  });

  it('of the audit log are all there', () => {
    const codes: Record<AuditFindingCode, true> = {
      encoding: true, 'blank-line': true, syntax: true, 'truncated-line': true, 'unknown-version': true, 'invalid-record': true, 'not-canonical': true, 'tampered-record': true,
      'missing-record': true, 'duplicate-record': true, 'out-of-order': true, 'policy-gap': true, 'time-backwards': true, 'records-after-head': true, 'head-not-found': true, 'other-policy': true,
    };
    expect([...codesOf('The audit log')].sort()).toEqual(Object.keys(codes).sort());
  });

  it('of the import are all there', () => {
    const codes: Record<ImportCode, true> = {
      'address-list': true, 'ambiguous-org-unit': true, 'blocked-senders': true, 'conditional-policy': true, 'corrected-org-unit': true, 'group-policy': true, 'incomplete-export': true,
      'invalid-entry': true, 'no-sort-order': true, 'not-an-export': true, 'nothing-to-import': true, 'other-rule': true, 'other-setting': true, overruled: true, 'renamed-list': true,
      'repeated-entry': true, 'repeated-id': true, 'rule-state': true, 'same-sort-order': true, 'tls-setting': true, 'unknown-flag': true, 'unknown-member': true, 'unknown-org-unit': true,
      'unreadable-list': true, 'unreadable-org-unit': true, 'unreadable-policy': true, 'unreadable-rule': true,
    };
    expect([...codesOf('Import from Google Workspace')].sort()).toEqual(Object.keys(codes).sort());
  });

  it('of what Postfix cannot express are all there', () => {
    const codes: Record<PostfixLimitCode, true> = {
      'certificate-checks-are-joined': true, 'address-entries-are-joined': true, 'routes-are-shared': true, 'implicit-tls-is-deferred': true,
      'secure-transport-is-not-told': true, 'outbound-is-not-configured': true, 'inbound-is-not-configured': true,
    };
    expect([...codesOf('What Postfix cannot express')].sort()).toEqual(Object.keys(codes).sort());
  });

  it('of files are those that the docstring of findings names', () => {
    const source = readFileSync(new URL('../../../src/files/finding.ts', import.meta.url), 'utf8');
    const named = / or (`syntax`.*)\. \*\//.exec(source)?.[1]?.replaceAll('`', '').split(', ');
    expect(Object.keys(FILE_CODES)).toEqual(named);
  });
});
