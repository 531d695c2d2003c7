// A log of four changes, for tests about what was done to it.
import { auditLine, auditRecord } from '../../../src/audit/index.js';
import type { AuditRecord } from '../../../src/audit/index.js';
import type { PolicyInput } from '../../../src/model/document.js';
import { policyFrom } from '../change/policies.js';

const setting = (id: string, more: object = {}) => ({ id, appliesTo: ['outbound' as const], addressLists: ['partners'], ...more });

/** The policy as it was after each record. */
export const VERSIONS: readonly PolicyInput[] = [
  { addressLists: { partners: ['partner.example'] }, orgUnits: [{ path: '/', settings: [setting('tls')] }] },
  { addressLists: { partners: ['partner.example', 'bank.example'] }, orgUnits: [{ path: '/', settings: [setting('tls')] }] },
  { addressLists: { partners: ['partner.example', 'bank.example'] }, orgUnits: [{ path: '/', settings: [setting('tls')] }, { path: '/Sales', settings: [setting('sales')] }], alignment: 'strict' },
  { addressLists: { partners: ['partner.example', 'bank.example'] }, orgUnits: [{ path: '/', settings: [setting('tls', { mode: 'testing' })] }, { path: '/Sales' }], alignment: 'strict', users: { 'ann@corp.test': '/Sales' } },
];

export const POLICIES = VERSIONS.map(policyFrom);

const ACTORS = ['ann@corp.test', 'bob@corp.test'];

export const RECORDS: readonly AuditRecord[] = POLICIES.reduce<AuditRecord[]>((records, after, index) => {
  const context = { actor: ACTORS[index % 2]!, at: `2026-11-2${index}T09:30:00+01:00`, reason: `change ${index + 1}`, previous: records.at(-1) ?? null };
  return [...records, auditRecord({ before: POLICIES[index - 1] ?? null, after }, context)];
}, []);

export const LINES: readonly string[] = RECORDS.map(auditLine);

export function logOf(lines: readonly string[]): string {
  return lines.map((line) => `${line}\n`).join('');
}

export const LOG: string = logOf(LINES);
