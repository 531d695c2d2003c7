// Org units that nobody is in, and users of elsewhere.

import { parentOf, ROOT } from '../../model/org-unit-path.js';
import { quote } from '../../model/quotation.js';
import type { LintedPolicy } from '../linted-policy.js';
import type { Report } from '../report.js';

/** Of a branch without users its top is told. */
export function checkOrgUnits({ content, options }: LintedPolicy, report: Report): void {
  if (options.orgUnitOf !== undefined || content.orgUnits.length <= 1) return;
  const peopled = new Set([ROOT]);
  for (const [, orgUnit] of content.users.entries()) for (let path = orgUnit; !peopled.has(path); path = parentOf(path)) peopled.add(path);
  const deserted = new Map<string, number>();
  for (const { path } of content.orgUnits) if (!peopled.has(path)) count(topWithout(path, peopled), deserted);
  for (const { path } of content.orgUnits) {
    if (peopled.has(path) || !peopled.has(parentOf(path))) continue;
    const below = (deserted.get(path) ?? 1) - 1;
    const message = `the org unit ${quote(path)} has no users${below === 0 ? '' : `, nor have the ${below} below it`}: its settings concern nobody, unless a function places users there (S-6.2)`;
    report.add('org-unit-without-users', { kind: 'org-unit', orgUnit: path }, message, 'add its users to `users`, or remove it');
  }
}

/** The highest org unit at or above one without users that has none either. */
function topWithout(path: string, peopled: ReadonlySet<string>): string {
  let top = path;
  while (!peopled.has(parentOf(top))) top = parentOf(top);
  return top;
}

function count(path: string, counts: Map<string, number>): void {
  counts.set(path, (counts.get(path) ?? 0) + 1);
}

/** Without `domains` nothing is known of what is own. */
export function checkUsers({ content, compiled }: LintedPolicy, report: Report): void {
  const own = compiled.internalDomains;
  if (own === null) return;
  for (const [user] of content.users.entries()) {
    if (!report.wants('user-outside-domains')) return;
    const domain = user.slice(user.lastIndexOf('@') + 1);
    if (own.has(domain)) continue;
    const message = `the user ${quote(user)} is at ${quote(domain)}, which is none of the own domains; if it is misspelt, the user is in another org unit than was meant`;
    report.add('user-outside-domains', { kind: 'user', user }, message, 'correct the address, or add its domain to `domains`');
  }
}
