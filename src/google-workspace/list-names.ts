// The names of the imported lists. In Google Workspace an id names a list, and an org unit can have a content of its own for it; a policy names lists by
// name alone, so that lists of one name need names of their own.

import type { GoogleAddressList } from './email-address-lists.js';
import type { ImportFindings } from './import-report.js';
import { hasControlCharacter, quote } from '../model/quotation.js';
import { byCodeUnits } from '../model/text.js';

/** @param lists - those that count somewhere; nothing depends on their order */
export function listNames(lists: readonly GoogleAddressList[], findings: ImportFindings): ReadonlyMap<GoogleAddressList, string> {
  const names = new Map<GoogleAddressList, string>();
  const taken = new Set<string>();
  // By org unit first, so that a list of the root has its own name.
  const sorted = [...lists].sort((a, b) => byCodeUnits(a.policy.orgUnit, b.policy.orgUnit) || byCodeUnits(a.id, b.id));
  for (const list of sorted) {
    const name = freeName(list, taken);
    taken.add(name);
    names.set(list, name);
    if (name !== list.name) findings.add('renamed-list', list.path, `the list ${quote(list.name)} (${list.id}) of ${quote(list.policy.orgUnit)} is ${quote(name)} in the document: ${reason(list)}`);
  }
  return names;
}

function freeName(list: GoogleAddressList, taken: ReadonlySet<string>): string {
  const name = list.name.replace(CONTROLS, ' ');
  const candidates = [name, `${name} (${list.policy.orgUnit})`, `${name} (${list.id})`];
  const free = candidates.find((candidate) => !taken.has(candidate));
  if (free !== undefined) return free;
  for (let number = 2; ; number++) if (!taken.has(`${name} (${number})`)) return `${name} (${number})`;
}

const CONTROLS = /\p{Cc}/gu;

function reason({ name }: GoogleAddressList): string {
  return hasControlCharacter(name) ? 'no name has a control character' : 'another list has that name, or it has another content elsewhere';
}
