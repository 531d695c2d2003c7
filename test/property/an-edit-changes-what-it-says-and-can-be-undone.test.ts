// S-15.2, S-15.5: an edit that is accepted changes what it names and nothing else, its record says exactly that, and what takes it back gives an equal policy.
// One that is refused changes nothing.

import fc from 'fast-check';
import { expect, it } from 'vitest';
import { parsePolicy, policyDocument } from '../../src/index.js';
import type { Diagnostic, Policy } from '../../src/index.js';
import { Choices, choiceRows } from '../arbitraries/choices.js';
import { EDIT_CHOICES, editCase } from '../arbitraries/edit.js';
import type { EditCase } from '../arbitraries/edit.js';
import { policyCases } from '../arbitraries/policy.js';
import { modelOf, replay } from './document-model.js';
import { assertUntil, HitRate, RUNS } from './runs.js';

/** One after another, of a policy. */
const EDITS = 10;
const KINDS = 29;

it('an edit changes what it names and nothing else, and can be undone', () => {
  const changing = new Map<string, HitRate>();
  const idle = (): string[] => [...changing].filter(([, rate]) => rate.share === 0).map(([name]) => name);
  assertUntil(
    fc.property(fc.noBias(policyCases()), fc.noBias(fc.array(choiceRows(EDIT_CHOICES), { minLength: EDITS, maxLength: EDITS })), ({ policy: document }, rows) => {
      const parsed = parsePolicy(document);
      if (!parsed.ok) throw new Error('the generator made a policy that is not valid');
      let policy = parsed.policy;
      for (const row of rows) {
        const each = editCase(new Choices(row), policy);
        const edited = checkEdit(each, policy);
        const rate = changing.get(each.name) ?? new HitRate();
        changing.set(each.name, rate);
        rate.count(edited !== policy);
        policy = edited;
      }
    }),
    Math.max(60, Math.ceil(RUNS / 10)),
    () => changing.size === KINDS && idle().length === 0,
  );
  expect(changing.size).toBe(KINDS);
  expect(idle()).toEqual([]);
});

/** The edited policy, or the same if the edit was refused. */
function checkEdit({ name, edit, concerns, undo }: EditCase, policy: Policy): Policy {
  const before = policyDocument(policy);
  const result = edit(policy);
  expect(policyDocument(policy)).toEqual(before);
  if (!result.ok) {
    expect(result.issues.some(({ severity }) => severity === 'error')).toBe(true);
    return policy;
  }
  const after = policyDocument(result.policy);
  const { changes } = result.change;
  expect(result.change).toEqual({ before: policy, after: result.policy, changes });
  expect(changes.filter((change) => !concerns(change)), name).toEqual([]);
  expect(changes.length === 0).toBe(result.policy === policy);
  const model = modelOf(before);
  replay(model, changes);
  expect(model, name).toEqual(modelOf(after));
  checkWarnings(result.warnings, result.policy);
  const undone = undo(changes)?.(result.policy);
  if (undone?.ok === false) throw new Error(`${name} could not be undone: ${JSON.stringify(undone.issues)}`);
  if (undone !== undefined) expect(policyDocument(undone.policy), name).toEqual(before);
  return result.policy;
}

/** Those of the document, and beside them repetitions in what was given. */
function checkWarnings(warnings: readonly Diagnostic[], policy: Policy): void {
  const parsed = parsePolicy(policyDocument(policy));
  if (!parsed.ok) throw new Error('the document of a policy is valid');
  const lines = (diagnostics: readonly Diagnostic[]): string[] => diagnostics.filter(({ code }) => !code.startsWith('duplicate-')).map(({ code, message }) => `${code} ${message}`).sort();
  expect(lines(warnings)).toEqual(lines(parsed.warnings));
  expect(parsed.policy).not.toBe(policy);
}
