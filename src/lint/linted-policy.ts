// A policy as the rules of lint look at it: its entries list by list, and who uses which list.

import { compileContent } from '../compile/compiled-policy.js';
import type { CompiledPolicy } from '../compile/compiled-policy.js';
import type { AddressListEntry } from '../model/address-list-entry.js';
import { isAddressLiteral } from '../model/address-literal.js';
import { isBelow } from '../model/domain.js';
import type { LintSubject } from './lint-finding.js';
import type { AddressText } from '../model/address.js';
import type { EntryMatch } from '../model/address-index.js';
import type { Policy, PolicyContent, Setting } from '../model/policy.js';
import { append } from '../model/multimap.js';
import { contentOf } from '../policy/parsed-policy.js';
import type { CheckedOptions } from './lint-options.js';

/** A setting where it is defined. */
export interface Definition {
  readonly orgUnit: string;
  readonly setting: Setting;
}

export interface LintedPolicy {
  readonly policy: Policy;
  readonly content: PolicyContent;
  readonly compiled: CompiledPolicy;
  readonly options: CheckedOptions;
  readonly definitions: readonly Definition[];
  /** How many entries all lists have. */
  readonly size: number;
  /** By the place of the list; none where there are more than lint reads. */
  readonly entries: readonly (readonly AddressListEntry[])[];
  /** The settings that name a list, by its place. */
  readonly uses: ReadonlyMap<number, readonly Definition[]>;
  /** Null for a public suffix, undefined where nothing can be told: for an address literal, and where the caller's function fails (S-5.6). */
  readonly organizationOf: (domain: string) => string | null | undefined;
}

export function lintedPolicy(policy: Policy, options: CheckedOptions): LintedPolicy {
  const content = contentOf(policy);
  const compiled = compileContent(content);
  const definitions = content.orgUnits.flatMap(({ path, settings }) => settings.map((setting) => ({ orgUnit: path, setting })));
  const uses = new Map<number, Definition[]>();
  for (const definition of definitions) for (const name of definition.setting.addressLists) append(uses, compiled.listPlaces.get(name) ?? -1, definition);
  const size = content.addressLists.reduce((sum, list) => sum + list.size, 0);
  const entries = size > options.maxEntries ? [] : content.index.entriesByList();
  return { policy, content, compiled, options, definitions, size, entries, uses, organizationOf: organizations(options) };
}

/** Each domain is asked for once. */
function organizations({ organizationalDomain }: CheckedOptions): LintedPolicy['organizationOf'] {
  const known = new Map<string, string | null | undefined>();
  return (domain) => {
    const answer = known.get(domain);
    if (answer !== undefined || known.has(domain)) return answer;
    const asked = askOrganization(domain, organizationalDomain);
    known.set(domain, asked);
    return asked;
  };
}

function askOrganization(domain: string, organizationalDomain: (domain: string) => unknown): string | null | undefined {
  if (isAddressLiteral(domain)) return undefined;
  try {
    const answer = organizationalDomain(domain);
    if (answer === null) return null;
    return typeof answer === 'string' && (answer === domain || isBelow(domain, answer)) ? answer : undefined;
  } catch {
    return undefined;
  }
}

/** Every entry with the place of its list. */
export function* allEntries({ entries }: LintedPolicy): Generator<readonly [entry: AddressListEntry, list: number]> {
  for (const [list, listed] of entries.entries()) for (const entry of listed) yield [entry, list];
}

/** The domain of an entry; of a wildcard that above what it matches; '' for `*`. */
export function domainOfEntry({ kind, value }: AddressListEntry): string {
  switch (kind) {
    case 'everyone':
      return '';
    case 'domain':
      return value;
    case 'subdomains':
      return value.slice('*.'.length);
    case 'address':
      return value.slice(value.lastIndexOf('@') + 1);
  }
}

/** The entries that match whatever the given one matches, itself among them. */
export function coversOf(entry: AddressListEntry, { content: { index } }: LintedPolicy): readonly EntryMatch[] {
  const domain = domainOfEntry(entry);
  const text = (entry.kind === 'address' ? entry.value : `@${domain}`) as AddressText;
  const matching = index.matching({ text, domain });
  // Of a domain itself a wildcard below it matches nothing.
  return entry.kind === 'subdomains' ? [...matching.filter(({ kind }) => kind !== 'domain'), ...index.matching({ text: `@any.${domain}` as AddressText, domain: `any.${domain}` }).filter(({ value }) => value === entry.value)] : matching;
}

/** The subject of a finding about an entry. */
export function entrySubject({ value }: AddressListEntry, list: number, { content }: LintedPolicy): LintSubject {
  return { kind: 'entry', addressList: content.addressLists[list]?.name ?? '', entry: value };
}

export function settingSubject({ orgUnit, setting }: Definition, keys: readonly string[]): LintSubject {
  return { kind: 'setting', orgUnit, setting: setting.id, keys };
}
