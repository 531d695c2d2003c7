// The face of smtp-tls-policy/diff: what changed between two policies, and what it means.

export { diffPolicies } from './diff-policies.js';
export { renderPolicyDiff } from './render-diff.js';

export type { DocumentChange, FieldChange } from '../change/document-change.js';
export type { PolicyChange } from '../change/policy-change.js';
export type { Circumstance } from '../effects/circumstance.js';
export type { Correspondent } from '../effects/correspondents.js';
export type { EffectCorrespondents, EffectExample, OrgUnitPair, PolicyEffect } from '../effects/policy-effects.js';
export type { Tendency, TestingTreatment, Treatment } from '../effects/treatment.js';
export type { DiffOptions, PolicyDiff } from './diff-policies.js';
