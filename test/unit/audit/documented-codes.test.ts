// The table of findings in docs/audit.md has every code, and no other.
import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import type { AuditFindingCode } from '../../../src/audit/index.js';

const CODES: Record<AuditFindingCode, true> = {
  encoding: true,
  'blank-line': true,
  syntax: true,
  'truncated-line': true,
  'unknown-version': true,
  'invalid-record': true,
  'not-canonical': true,
  'tampered-record': true,
  'missing-record': true,
  'duplicate-record': true,
  'out-of-order': true,
  'policy-gap': true,
  'time-backwards': true,
  'records-after-head': true,
  'head-not-found': true,
  'other-policy': true,
};

it('every code is explained', () => {
  const page = readFileSync(new URL('../../../docs/audit.md', import.meta.url), 'utf8');
  const rows = page.slice(page.indexOf('## What is found')).match(/^\| `[a-z-]+` /gm)?.map((row) => row.slice(3, -2));
  expect(rows).toEqual(Object.keys(CODES));
});
