// The map of users to org units (S-6.2).

import { MOST_IN_MAP } from '../lists/entry-collector.js';
import { packUsers } from '../lists/packed-users.js';
import { parseAddress } from '../model/address.js';
import type { UserMap } from '../model/policy.js';
import { byCodeUnits } from '../model/text.js';
import type { Draft } from './draft.js';
import type { Findings } from './findings.js';
import { membersOf } from './free-names.js';
import { readOrgUnitPath } from './org-unit-path.js';
import type { DeclaredUnits } from './org-units.js';
import { quote } from '../model/quotation.js';

type UsersDraft = Draft<Record<string, string>> | undefined;

export function readUsers(draft: UsersDraft, units: DeclaredUnits, caseSensitive: boolean, findings: Findings): UserMap {
  /** Canonical address to the address as it was written first. */
  const written = new Map<string, string>();
  const users: [string, string][] = [];
  for (const [name, orgUnit] of membersOf(draft)) {
    const address = readUser(name, written, caseSensitive, findings);
    if (typeof orgUnit !== 'string') continue; // refused
    checkUnit(name, orgUnit, units, findings);
    if (address !== null) users.push([address, orgUnit]);
  }
  return users.length > MOST_IN_MAP ? packUsers(users) : new Map(users.sort(([a], [b]) => byCodeUnits(a, b)));
}

function readUser(name: string, written: Map<string, string>, caseSensitive: boolean, findings: Findings): string | null {
  const address = parseAddress(name, caseSensitive);
  if (address === null) {
    findings.error('invalid-value', ['users', name], `the user ${quote(name)} is not a valid address; write an address such as \`user@example.com\``);
    return null;
  }
  const first = written.get(address.text);
  if (first === undefined) {
    written.set(address.text, name);
    return address.text;
  }
  findings.error('duplicate-user', ['users', name], `the users ${quote(first)} and ${quote(name)} are one address, ${quote(address.text)}; keep one of them`);
  return null;
}

function checkUnit(name: string, text: string, units: DeclaredUnits, findings: Findings): void {
  const reading = readOrgUnitPath(text);
  if (!reading.ok) {
    findings.error('invalid-path', ['users', name], reading.message);
    return;
  }
  if (!units.complete || units.paths.has(text)) return;
  const advice = findings.advice(text, units.paths, 'add it to `orgUnits` or name another');
  findings.error('unknown-org-unit', ['users', name], `there is no org unit ${quote(text)}; ${advice}`);
}
