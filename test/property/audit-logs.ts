// Audit logs of policies that changed again and again.

import { auditLine, auditRecord } from '../../src/audit/index.js';
import type { AuditRecord } from '../../src/audit/index.js';
import { parsePolicy, policyDocument } from '../../src/index.js';
import type { Policy } from '../../src/index.js';
import type { Choices } from '../arbitraries/choices.js';
import type { PolicyCase } from '../arbitraries/policy.js';
import { changeDocument } from '../arbitraries/small-change.js';

export interface LogCase {
  readonly records: readonly AuditRecord[];
  readonly lines: readonly string[];
  /** The policy that the log ends with. */
  readonly policy: Policy;
}

const REASONS = ['why', 'grün \u{1f512} €', 'line\nbreak', '"quotes" \\x{41}', '\u202eturned'];

/** A log of so many records; a record without changes is one that was found to be right. */
export function logCase({ written }: PolicyCase, choices: Choices, length: number): LogCase {
  const first = parsePolicy(written);
  if (!first.ok) throw new Error('the generator made a policy that is not valid');
  const records: AuditRecord[] = [];
  let before = choices.chance(50) ? null : first.policy;
  let after = first.policy;
  while (records.length < length) {
    const context = { actor: choices.pick(['ann@corp.test', 'Jürgen', 'bot\u0007']), at: 1e12 * choices.below(2) + records.length, reason: choices.pick(REASONS), previous: records.at(-1) ?? null };
    records.push(auditRecord({ before, after, ...(choices.chance(30) && { effects: [{ tendency: 'loosened' as const }] }) }, context));
    before = after;
    after = changed(after, choices);
  }
  return { records, lines: records.map(auditLine), policy: before ?? after };
}

/** The policy after a few small changes, or as it is where they would make it invalid. */
function changed(policy: Policy, choices: Choices): Policy {
  const document = policyDocument(policy);
  for (let count = choices.below(4); count >= 0; count--) changeDocument(choices, document);
  const parsed = parsePolicy(document);
  return parsed.ok ? parsed.policy : policy;
}
