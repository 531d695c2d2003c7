// Matching, restated: which entries of which lists match which addresses, and whether a sender is authenticated (S-3, S-4, S-5).

import type { AddressListEntryInput, PolicyInput, SettingInput } from '../../src/model/document.js';
import type { ReadAddress, ReadAuthentication, ReadMessage, SuppliedResult, Surroundings } from './facts.js';
import { hit } from './hits.js';

export interface PlainEntry {
  readonly value: string;
  readonly requireAuthentication: boolean;
}
export interface EntryMatch {
  readonly addressList: string | null;
  readonly entry: string | null;
  readonly address: string | null;
  readonly authenticated: 'yes' | 'unknown' | 'not-required';
}
/** The partner whose address decides; `unknown` matches every entry (S-4.3, S-4.4). */
export type Partner = { kind: 'known'; addresses: readonly ReadAddress[] } | { kind: 'unknown' } | { kind: 'nobody' };
type Verdict = 'yes' | 'no' | 'unknown';

/** The entries of a list, equal ones as one (S-3.1). The oracle's policies have canonical entries, in arrays. */
export function entriesOf(policy: PolicyInput, listName: string): PlainEntry[] {
  const list = Object.entries(policy.addressLists ?? {}).find(([name]) => name === listName)?.[1] ?? [];
  const fallback = typeof list === 'object' && !Array.isArray(list) ? (list.requireAuthentication ?? true) : true;
  const items = (Array.isArray(list) ? list : typeof list === 'string' ? [] : list.entries) as AddressListEntryInput[];
  const entries: { value: string; requireAuthentication: boolean }[] = [];
  for (const item of items) {
    const value = typeof item === 'string' ? item : item.value;
    const requireAuthentication = typeof item === 'string' ? fallback : (item.requireAuthentication ?? fallback);
    const equal = entries.find((entry) => entry.value === value);
    if (equal === undefined) entries.push({ value, requireAuthentication });
    else {
      hit('S-3.1 equal entries');
      equal.requireAuthentication &&= requireAuthentication;
    }
  }
  return entries;
}

export function entryRank(entry: string | null): number {
  if (entry === null) return 4;
  if (entry === '*') return 3;
  if (entry.startsWith('*.')) return 2;
  return entry.includes('@') ? 0 : 1;
}

export function entryMatches(entry: string, address: ReadAddress): boolean {
  switch (entryRank(entry)) {
    case 0:
      return address.text === entry;
    case 1:
      return address.domain === entry;
    case 2:
      return address.domain.endsWith(entry.slice(1));
    default:
      return true;
  }
}

/** Every match of a setting, and whether an entry matched that demanded an authentication which failed (S-3, S-4, S-5). */
export function matchesOf(policy: PolicyInput, setting: SettingInput, partner: Partner, verdictOn: ((mailbox: ReadAddress) => Verdict) | null): { matches: EntryMatch[]; refused: boolean } {
  const lists = setting.addressLists ?? [];
  if (partner.kind === 'nobody') return { matches: [], refused: false };
  if (lists.length === 0) return { matches: [{ addressList: null, entry: null, address: null, authenticated: 'not-required' }], refused: false };
  const matches: EntryMatch[] = [];
  let refused = false;
  for (const addressList of new Set(lists)) {
    const entries = entriesOf(policy, addressList);
    if (partner.kind === 'unknown') {
      const allRequire = verdictOn !== null && entries.every((entry) => entry.requireAuthentication);
      if (entries.length === 0) continue;
      if (verdictOn !== null) hit(allRequire ? 'S-11.1 unknown with all required' : 'S-11.1 unknown with some required');
      matches.push({ addressList, entry: null, address: null, authenticated: allRequire ? 'unknown' : 'not-required' });
      continue;
    }
    for (const entry of entries) {
      for (const address of uniqueAddresses(partner.addresses)) {
        if (!entryMatches(entry.value, address)) continue;
        hitEntry(entry.value);
        const required = verdictOn !== null && entry.requireAuthentication;
        if (verdictOn !== null) hit(required ? 'S-3.5 required' : 'S-3.5 not required');
        const verdict = required ? verdictOn(address) : 'not-required';
        if (verdict === 'no') refused = true;
        else matches.push({ addressList, entry: entry.value, address: address.text, authenticated: verdict });
      }
    }
  }
  if (new Set(matches.map((match) => match.addressList)).size > 1) hit('S-3.6');
  return { matches, refused };
}

function hitEntry(entry: string): void {
  const rank = entryRank(entry);
  if (rank === 0) hit('S-3.3 address');
  else if (rank === 1) hit(entry.startsWith('[') ? 'S-3.3 literal' : 'S-3.3 domain');
  else hit(rank === 2 ? 'S-3.4 subdomains' : 'S-3.4 everyone');
}

function uniqueAddresses(addresses: readonly ReadAddress[]): ReadAddress[] {
  return addresses.filter((address, index) => addresses.findIndex((other) => other.text === address.text) === index);
}

const RESULTS: readonly unknown[] = ['pass', 'fail', 'softfail', 'neutral', 'none', 'temperror', 'permerror', 'policy'];

/** Whether a mailbox is authenticated (S-5.1 to S-5.5). */
export function verdictOn(policy: PolicyInput, surroundings: Surroundings, message: ReadMessage, mailbox: ReadAddress): Verdict {
  const { spf, dkim, dmarc }: ReadAuthentication = message.authentication;
  if (spf === undefined && dkim.length === 0 && dmarc === undefined) {
    hit('S-5.3 nothing supplied');
    return 'unknown';
  }
  const aligned = (domain: string): boolean => isAligned(policy, surroundings, domain, mailbox.domain);
  const verdicts: Verdict[] = [];
  if (dmarc !== undefined) verdicts.push(vouch(dmarc, dmarcDomain(dmarc, message), (domain) => domain === mailbox.domain, 'S-5.1 dmarc'));
  if (spf !== undefined) verdicts.push(vouch(spf, spfDomain(spf, message), aligned, 'S-5.1 spf'));
  for (const signature of dkim) verdicts.push(vouch(signature, signature === 'unreadable' ? 'invalid' : signature.domain, aligned, 'S-5.1 dkim'));
  if (verdicts.includes('yes')) return 'yes';
  if (verdicts.includes('unknown')) return 'unknown';
  hit('S-5.3 not authenticated');
  return 'no';
}

function vouch(supplied: SuppliedResult, domain: string | 'missing' | 'invalid', aligned: (domain: string) => boolean, clause: 'S-5.1 dmarc' | 'S-5.1 spf' | 'S-5.1 dkim'): Verdict {
  const known = domain !== 'missing' && domain !== 'invalid';
  if (known && !aligned(domain)) return 'no';
  if (supplied === 'unreadable' || !RESULTS.includes(supplied.result)) {
    hit('S-5.3 no result');
    return 'unknown';
  }
  if (supplied.result === 'temperror') {
    hit('S-5.3 temporary');
    return 'unknown';
  }
  if (supplied.result !== 'pass') return 'no';
  hit(known ? clause : 'S-5.3 pass without a domain');
  return known ? 'yes' : 'unknown';
}

/** Without a domain: the authors' domain, if they share one (S-5.4). */
function dmarcDomain(dmarc: SuppliedResult, message: ReadMessage): string {
  if (dmarc === 'unreadable') return 'invalid';
  if (dmarc.domain !== 'missing' || !message.author.known) return dmarc.domain;
  hit('S-5.4 dmarc without a domain');
  const domains = new Set(message.author.mailboxes.map((mailbox) => mailbox.domain));
  return domains.size === 1 ? ([...domains][0] as string) : 'missing';
}

/** Without a domain: that of `mailFrom` (S-5.4). */
function spfDomain(spf: SuppliedResult, message: ReadMessage): string {
  if (spf === 'unreadable') return 'invalid';
  if (spf.domain !== 'missing') return spf.domain;
  hit(message.mailFrom ? 'S-5.4 spf by mailFrom' : 'S-5.4 spf with the null reverse-path');
  return message.mailFrom?.domain ?? 'missing';
}

function isAligned(policy: PolicyInput, { organizationalDomain }: Surroundings, domain: string, author: string): boolean {
  if (domain === author) {
    if (domain.startsWith('[')) hit('S-5.5 literal');
    return true;
  }
  if (domain.startsWith('[') || author.startsWith('[')) return false;
  const sameOrganization = organizationalDomain(domain) !== null && organizationalDomain(domain) === organizationalDomain(author);
  if (organizationalDomain(domain) === null || organizationalDomain(author) === null) hit('S-5.5 public suffix');
  if (sameOrganization) hit(policy.alignment === 'strict' ? 'S-5.2 strict' : 'S-5.2 relaxed');
  return sameOrganization && policy.alignment !== 'strict';
}
