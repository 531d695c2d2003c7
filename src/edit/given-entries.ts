// The entries that an edit is given, by hand or pasted, read as those of any address list (S-3.1, S-3.2): every bad item is told, with its line and column
// in a text, or its index.

import type { Diagnostic } from '../model/diagnostic.js';
import type { AddressListEntryInput, PolicyInput } from '../model/document.js';
import type { PolicyContent } from '../model/policy.js';
import { readProperty } from '../model/property.js';
import { describeValue } from '../model/quotation.js';
import { contentOf, parsePolicy } from '../policy/parse-policy.js';
import type { Remarks } from './edit-result.js';
import { checkOptions } from './given-values.js';

/** Pasted text (S-3.2), or entries. */
export type GivenItems = string | readonly AddressListEntryInput[];

/** What holds for the entries that do not say it themselves. */
export interface EntryOptions {
  /** S-3.5. Left out: entries that are there keep theirs, and new ones require authentication. */
  requireAuthentication?: boolean;
}

/** `requireAuthentication` is null where nothing says it. */
export interface GivenEntry {
  readonly value: string;
  readonly requireAuthentication: boolean | null;
}

export type GivenEntries =
  /** By canonical value, each once, in no particular order. */
  | { readonly ok: true; readonly entries: readonly GivenEntry[]; readonly warnings: Remarks }
  | { readonly ok: false; readonly issues: Remarks };

/**
 * @param addressList - the name of the list, for the paths of issues; indexes are those of the items
 * @throws TypeError for what is neither text nor a list, and for options that there are not
 */
export function readItems(addressList: string, items: GivenItems, options: EntryOptions, { caseSensitiveLocalParts }: PolicyContent): GivenEntries {
  if (typeof items !== 'string' && !Array.isArray(items)) throw new TypeError(`entries must be text or a list, not ${describeValue(items)}`);
  const { requireAuthentication } = checkOptions(options, 'an edit of entries', ['requireAuthentication']);
  const listOf = (entries: GivenItems): PolicyInput => ({
    addressLists: { [addressList]: { entries: entries as string, ...(requireAuthentication !== undefined && { requireAuthentication }) } },
    caseSensitiveLocalParts,
  });
  const read = readList(listOf(items));
  if (!read.ok || requireAuthentication !== undefined) return read;
  const explicit = readList(listOf(saying(items)));
  if (!explicit.ok) return explicit;
  const said = new Set(explicit.entries.map(({ value }) => value));
  return { ...read, entries: read.entries.map((entry) => (said.has(entry.value) ? entry : { value: entry.value, requireAuthentication: null })) };
}

function readList(document: PolicyInput): GivenEntries {
  const parsed = parsePolicy(document);
  if (!parsed.ok) return { ok: false, issues: parsed.issues.filter(isOfAnItem) };
  const { index } = contentOf(parsed.policy);
  const entries = Array.from(index.entries(), ([value, [membership]]) => ({ value, requireAuthentication: membership?.requireAuthentication ?? true }));
  return { ok: true, entries, warnings: parsed.warnings.filter(isOfAnItem) };
}

/** That nobody uses the list, or that it is empty, is true of the list that was made to read them. */
function isOfAnItem({ code }: Diagnostic): boolean {
  return code !== 'unused-list' && code !== 'empty-list';
}

/** The items that say themselves whether authentication is required. */
function saying(items: GivenItems): readonly AddressListEntryInput[] {
  return typeof items === 'string' ? [] : items.filter((item) => typeof readProperty(item, 'requireAuthentication') === 'boolean');
}
