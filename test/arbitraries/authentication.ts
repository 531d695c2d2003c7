// Results of sender authentication, as supplied and as read: of every kind, aligned or not, with garbage among them (S-5).

import type { ReadAuthentication, ReadResult, SuppliedResult } from '../reference/facts.js';
import type { Choices } from './choices.js';
import { DOMAIN_KIN, anyDomain, kinOf, spellDomain } from './domain.js';

export interface AuthenticationCase {
  /** As supplied; undefined: left out. */
  readonly supplied: unknown;
  readonly read: ReadAuthentication;
}

const NOTHING: ReadAuthentication = { dkim: [] };
const UNREADABLE: readonly unknown[] = ['pass', 42, true, null];
/** Objects that say nothing: read as results without a word and without a domain. */
const EMPTY: readonly unknown[] = [{}, ['pass'], { Result: 'pass' }];
const RESULTS: readonly unknown[] = ['pass', 'pass', 'pass', 'fail', 'fail', 'softfail', 'neutral', 'none', 'temperror', 'permerror', 'policy', 'hardfail', '', 42, null, 'PASS'];
const INVALID_DOMAINS: readonly unknown[] = ['', 'a..b', 'par_tner.example', 42, 'ann@partner.example', '[127.1]', null];

/** `domains` are those of the authors, so that most results have to do with them. */
export function anyAuthentication(choices: Choices, domains: readonly string[]): AuthenticationCase {
  if (choices.below(100) < 20) return { supplied: choices.pick([undefined, {}, { dkim: [] }, { spf: undefined, dkim: [], dmarc: undefined }]), read: NOTHING };
  if (choices.chance(3)) return { supplied: choices.pick([null, 42, 'pass', [], ['pass']]), read: NOTHING };
  const supplied: Record<string, unknown> = {};
  const read: { spf?: SuppliedResult; dkim: SuppliedResult[]; dmarc?: SuppliedResult } = { dkim: [] };
  for (const method of ['spf', 'dmarc'] as const) {
    if (!choices.chance(55)) continue;
    const result = anyResult(choices, domains);
    supplied[method] = result.supplied;
    read[method] = result.read;
  }
  if (choices.chance(60)) {
    const signatures = choices.times(choices.pick([1, 2, 0, 3]), () => anyResult(choices, domains));
    supplied['dkim'] = signatures.map((signature) => signature.supplied);
    read.dkim = signatures.map((signature) => signature.read);
  } else if (choices.chance(4)) {
    supplied['dkim'] = choices.pick(['pass', { result: 'pass', domain: 'partner.example' }, 42, null]);
    read.dkim = ['unreadable'];
  }
  return { supplied, read };
}

function anyResult(choices: Choices, domains: readonly string[]): { supplied: unknown; read: SuppliedResult } {
  if (choices.chance(4)) return { supplied: choices.pick(UNREADABLE), read: 'unreadable' };
  if (choices.chance(2)) return { supplied: choices.pick(EMPTY), read: { result: undefined, domain: 'missing' } };
  const result = choices.pick(RESULTS);
  const { supplied, read } = resultDomain(choices, domains);
  return { supplied: read === 'missing' && choices.chance(70) ? { result } : { result, domain: supplied }, read: { result, domain: read } };
}

function resultDomain(choices: Choices, domains: readonly string[]): { supplied: unknown; read: ReadResult['domain'] } {
  const kind = choices.below(20);
  if (kind === 19) return { supplied: choices.pick(INVALID_DOMAINS), read: 'invalid' };
  if (kind >= 16) return { supplied: undefined, read: 'missing' };
  const domain = domains.length > 0 && kind < 14 ? choices.pick(domains) : anyDomain(choices);
  const read = kind >= 10 && kind < 14 ? kinOf(domain, choices.pick(DOMAIN_KIN)) : domain;
  return { supplied: spellDomain(choices, read), read };
}
