// S-14.1: whatever else is in a policy, the mistakes in it are found; lint never throws for a policy that is valid, its paths lead to what a finding is about,
// and a document and the policy that it means have the same findings.

import fc from 'fast-check';
import { expect, it } from 'vitest';
import { parsePolicy } from '../../src/index.js';
import type { PolicyInput } from '../../src/index.js';
import { lintPolicy } from '../../src/lint/index.js';
import type { LintCode, LintFinding } from '../../src/lint/index.js';
import { parseEntry } from '../../src/model/address-list-entry.js';
import { forEachItem } from '../../src/model/address-list-text.js';
import { Choices, choiceRows } from '../arbitraries/choices.js';
import { MISTAKES } from '../arbitraries/lint-mistake.js';
import { policyCases } from '../arbitraries/policy.js';
import { HitRate, RUNS } from './runs.js';

const planted = Object.entries(MISTAKES) as [LintCode, NonNullable<(typeof MISTAKES)[LintCode]>][];
const options = { rules: { 'wildcard-without-domain': 'note' } } as const;

it.each(planted)('%s: found where it was planted, and paths lead to findings', (code, mistake) => {
  const rate = new HitRate();
  fc.assert(
    fc.property(fc.noBias(policyCases()), choiceRows(3), ({ written }, numbers) => {
      const choices = new Choices(numbers);
      const document = mistake(choices, written);
      const parsed = parsePolicy(document);
      if (!parsed.ok) throw new Error(`the policy should be valid: ${parsed.issues[0]?.message ?? ''}`);
      const findings = lintPolicy(document, options);
      rate.count(findings.some((finding) => finding.code === code && isPlanted(finding)));
      for (const finding of findings) if (finding.subject !== null) expectToLead(finding, document);
      if (choices.chance(25)) expect(named(lintPolicy(parsed.policy, options))).toEqual(named(findings));
    }),
    { numRuns: Math.max(8, Math.ceil(RUNS / 120)) },
  );
  expect(rate.share).toBe(1);
});

function isPlanted({ subject }: LintFinding): boolean {
  return /planted|Planted|again|own|owm|unknownAuthor/.test(JSON.stringify(subject));
}

/** What the path leads to is there, and is the entry, where it is one. */
function expectToLead({ path, subject, message }: LintFinding, document: PolicyInput): void {
  let value: unknown = document;
  for (const key of path) value = Object.getOwnPropertyDescriptor(value, key)?.value as unknown;
  if (subject?.kind !== 'entry') {
    expect(value).not.toBeUndefined();
    return;
  }
  const reading = parseEntry(entryAt(String(value), message), document.caseSensitiveLocalParts === true);
  expect(reading.ok && reading.value).toBe(subject.entry);
}

/** The text itself, or the item of pasted text that the message points to. */
function entryAt(text: string, message: string): string {
  const [, line, column] = /^line (\d+), column (\d+): /.exec(message) ?? [];
  if (line === undefined) return text;
  let item = '';
  forEachItem(text, (start, end, atLine, atColumn) => {
    if (atLine === Number(line) && atColumn === Number(column)) item = text.slice(start, end);
  });
  return item;
}

/** What is found, wherever it stands; repetitions are of documents alone. */
function named(findings: readonly LintFinding[]): string[] {
  return findings.filter(({ code }) => !code.startsWith('duplicate-')).map(({ code, subject, path }) => `${code} ${JSON.stringify(subject ?? path.slice(0, 2).filter((key) => typeof key === 'string'))}`).sort();
}
