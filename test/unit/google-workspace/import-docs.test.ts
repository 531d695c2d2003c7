// The page about the import names every code of a finding, with its outcome.
import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { ImportFindings } from '../../../src/google-workspace/import-report.js';
import type { ImportCode } from '../../../src/google-workspace/index.js';

const CODES: Readonly<Record<ImportCode, true>> = {
  'address-list': true, 'ambiguous-org-unit': true, 'blocked-senders': true, 'conditional-policy': true, 'corrected-org-unit': true, 'group-policy': true, 'incomplete-export': true,
  'invalid-entry': true, 'no-sort-order': true, 'not-an-export': true, 'nothing-to-import': true, 'other-rule': true, 'other-setting': true, overruled: true, 'renamed-list': true,
  'repeated-entry': true, 'repeated-id': true, 'rule-state': true, 'same-sort-order': true, 'tls-setting': true, 'unknown-flag': true, 'unknown-member': true, 'unknown-org-unit': true,
  'unreadable-list': true, 'unreadable-org-unit': true, 'unreadable-policy': true, 'unreadable-rule': true,
};

it('docs/import.md has a row for every code', () => {
  const page = readFileSync(new URL('../../../docs/import.md', import.meta.url), 'utf8');
  const rows = [...page.matchAll(/^\| ([a-z ]+) \| (`[^|]+`) \|/gm)].flatMap(([, outcome = '', codes = '']) => codes.split(', ').map((code) => `${outcome.replace(' ', '-')} ${code.replaceAll('`', '')}`));
  const findings = new ImportFindings();
  for (const code of Object.keys(CODES) as ImportCode[]) findings.add(code, [], '');
  const known = findings.all.map(({ outcome, code }) => `${outcome} ${code}`);
  expect(rows.sort()).toEqual(known.sort());
});
