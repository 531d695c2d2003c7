// S-14.3: of entries that lint calls repeated or shadowed, all can be removed together, and no decision changes but in the entries that it names.

import fc from 'fast-check';
import { expect, it } from 'vitest';
import { parsePolicy, policyDocument } from '../../src/index.js';
import type { Decision, PolicyInput } from '../../src/index.js';
import { lintPolicy } from '../../src/lint/index.js';
import type { LintCode } from '../../src/lint/index.js';
import { LINT_CODES } from '../../src/lint/lint-rules.js';
import { treatment } from './change-situation.js';
import { assertUntil, HitRate, RUNS } from './runs.js';
import { engineOf, situations } from './situation.js';

/** Of policies: with a covered entry. Of messages: matched by one. */
const [LEAST_FOUND, LEAST_MATCHED] = [0.2, 0.05];

it('entries that are repeated or shadowed can be removed, and no decision changes', () => {
  const [found, matched] = [new HitRate(), new HitRate()];
  assertUntil(
    fc.property(situations(), ({ policyCase, cases }) => {
      const document = canonical(policyCase.policy);
      const covered = coveredEntries(document);
      found.count(covered.length > 0);
      if (covered.length === 0) return;
      const [before, after] = [engineOf(policyCase, document), engineOf(policyCase, without(document, covered))];
      for (const { message, direction } of cases) {
        const decision = before.evaluate(message, direction);
        matched.count(decision.recipients.some(({ determinedBy }) => determinedBy.some(({ addressList, entry }) => covered.includes(`${String(addressList)} ${String(entry)}`))));
        expect(essence(after.evaluate(message, direction))).toEqual(essence(decision));
      }
    }),
    Math.max(40, Math.ceil(RUNS / 4)),
    () => found.share > LEAST_FOUND && matched.share > LEAST_MATCHED,
  );
  expect(found.share).toBeGreaterThan(LEAST_FOUND);
  expect(matched.share).toBeGreaterThan(LEAST_MATCHED);
});

function canonical(policy: PolicyInput): PolicyInput {
  const parsed = parsePolicy(policy);
  if (!parsed.ok) throw new Error('the policy should be valid');
  return policyDocument(parsed.policy);
}

const COVERED: readonly LintCode[] = ['repeated-entry', 'shadowed-entry'];
const rules = Object.fromEntries(LINT_CODES.filter((code) => !COVERED.includes(code)).map((code) => [code, 'off' as const]));

function coveredEntries(document: PolicyInput): string[] {
  return lintPolicy(document, { rules }).flatMap(({ subject }) => (subject?.kind === 'entry' ? [`${subject.addressList} ${subject.entry}`] : []));
}

/** The lists of a canonical document are objects with entries. */
function without(document: PolicyInput, covered: readonly string[]): PolicyInput {
  type Entries = { value: string } | string;
  const lists = Object.entries(document.addressLists ?? {}).map(([name, list]) => {
    const { entries, ...others } = list as { entries: Entries[] };
    return [name, { ...others, entries: entries.filter((entry) => !covered.includes(`${name} ${typeof entry === 'string' ? entry : entry.value}`)) }];
  });
  return { ...document, addressLists: Object.fromEntries(lists) as NonNullable<PolicyInput['addressLists']> };
}

/** Without the names of entries. */
function essence({ recipients, determinedBy: _determinedBy, ...decision }: Decision & { determinedBy?: unknown }): unknown {
  return {
    ...decision,
    recipients: recipients.map((recipient) => {
      const { determinedBy, testing: _testing, ...others } = recipient;
      return { ...others, settings: [...new Set(determinedBy.map(({ setting, orgUnit }) => `${orgUnit} ${setting}`))], treatment: treatment(recipient) };
    }),
  };
}
