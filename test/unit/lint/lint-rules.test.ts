// docs/lint.md has every rule as the code has it, and no other.
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { CHECKS } from '../../../src/lint/checks.js';
import { DIAGNOSTIC_RULES } from '../../../src/lint/diagnostic-rules.js';
import { LINT_CODES, LINT_RULES } from '../../../src/lint/lint-rules.js';

const rows = readFileSync(new URL('../../../docs/lint.md', import.meta.url), 'utf8')
  .split('\n')
  .filter((line) => /^\| `[a-z-]+` \| (error|warning|note|off) \|/.test(line));

describe('the rules', () => {
  it('are documented, each with severity, cause and cure', () => {
    const documented = Object.entries({ ...LINT_RULES, ...DIAGNOSTIC_RULES }).map(([code, { severity, cause, cure }]) => `| \`${code}\` | ${severity} | ${cause} | ${cure} |`);
    expect(rows).toEqual(documented);
  });

  it('are sentences', () => {
    for (const { cause, cure } of Object.values({ ...LINT_RULES, ...DIAGNOSTIC_RULES })) expect([cause, cure].every((text) => /^[A-Z`*].*[^.]\.$/.test(text))).toBe(true);
  });

  it('are each looked for by one check', () => {
    const checked = CHECKS.flatMap(({ codes }) => codes);
    expect([...checked, 'entries-not-read', 'more-findings'].sort()).toEqual([...LINT_CODES].sort());
  });
});
