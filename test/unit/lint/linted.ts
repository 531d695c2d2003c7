// Policies for the rules of lint, and what is found in them, in short.

import { lintPolicy } from '../../../src/lint/index.js';
import type { LintCode, LintFinding, LintOptions } from '../../../src/lint/index.js';
import type { PolicyInput, SettingInput } from '../../../src/index.js';

/** The findings of some codes, each as `path: message; fix`. */
export function findingsOf(policy: PolicyInput, codes: readonly LintCode[], options: LintOptions = {}): string[] {
  return lintOf(policy, codes, options).map(({ path, message, fix }) => `${path.join('.')}: ${message}; ${String(fix)}`);
}

/** Where the findings of one code are. */
export function pathsOf(policy: PolicyInput, code: LintCode, options: LintOptions = {}): string[] {
  return lintOf(policy, [code], options).map(({ path }) => path.join('.'));
}

function lintOf(policy: PolicyInput, codes: readonly LintCode[], options: LintOptions): LintFinding[] {
  return lintPolicy(policy, options).filter(({ code }) => codes.includes(code as LintCode));
}

/** A policy with one list, and a setting for it. */
export function listPolicy(entries: NonNullable<PolicyInput['addressLists']>[string], others: Partial<PolicyInput> = {}, setting: Partial<SettingInput> = {}): PolicyInput {
  return {
    addressLists: { list: entries },
    orgUnits: [{ path: '/', settings: [{ id: 's', appliesTo: ['outbound'], addressLists: ['list'], ...setting }] }],
    ...others,
  };
}

export function settingsPolicy(settings: readonly (Partial<SettingInput> & { id: string })[], others: Partial<PolicyInput> = {}): PolicyInput {
  return {
    addressLists: { a: ['a.example'], b: ['b.example'] },
    orgUnits: [{ path: '/', settings: settings.map((setting) => ({ appliesTo: ['outbound'], addressLists: ['a'], ...setting })) }],
    ...others,
  };
}
