// Entries that match more, or less, than an administrator may think: everyone, and wildcards without the domain above them.

import { quote, quoteAll } from '../../model/quotation.js';
import type { AddressListEntry } from '../../model/address-list-entry.js';
import type { AddressText } from '../../model/address.js';
import { allEntries, domainOfEntry, entrySubject } from '../linted-policy.js';
import type { Definition, LintedPolicy } from '../linted-policy.js';
import type { Report } from '../report.js';

/** Who demands TLS of everybody. */
export function checkEveryone(policy: LintedPolicy, report: Report): void {
  policy.entries.forEach((entries, list) => {
    const everyone = entries.find(({ kind }) => kind === 'everyone');
    const demanding = new Set((policy.uses.get(list) ?? []).filter(demandsTls).map(({ setting }) => setting.id));
    if (everyone === undefined || demanding.size === 0) return;
    const message = `${quote('*')} is everyone: by it ${quoteAll([...demanding])} ${demanding.size === 1 ? 'demands' : 'demand'} TLS of all mail, and mail of whoever cannot do it stops`;
    report.add('everyone-entry', entrySubject(everyone, list, policy), message, 'try it in testing mode first, or demand it of known partners alone');
  });
}

/** Mail that has to be sent by secure transport demands TLS itself (S-7.1). */
function demandsTls({ setting }: Definition): boolean {
  const { enabled, mode, requirements, appliesTo } = setting;
  return enabled && mode === 'enforce' && requirements.tls && appliesTo.some((scope) => scope !== 'outbound-secure-transport');
}

/** S-3.4: a wildcard stands for what is below. */
export function checkWildcards(policy: LintedPolicy, report: Report): void {
  for (const [entry, list] of allEntries(policy)) {
    if (!report.wants('wildcard-without-domain')) return;
    if (entry.kind !== 'subdomains' || policy.organizationOf(domainOfEntry(entry)) === null) continue;
    const without = (policy.uses.get(list) ?? []).find((user) => !reachesDomain(entry, user, policy));
    if (without === undefined) continue;
    const domain = quote(domainOfEntry(entry));
    const message = `${quote(entry.value)} does not match ${domain} itself, and nothing else in the lists of ${quote(without.setting.id)} does`;
    report.add('wildcard-without-domain', entrySubject(entry, list, policy), message, `add ${domain}, unless it is to be left out`);
  }
}

/** Whether any list of the setting has an entry that matches the domain above a wildcard as a whole. */
function reachesDomain(entry: AddressListEntry, { setting }: Definition, { content, compiled }: LintedPolicy): boolean {
  const domain = domainOfEntry(entry);
  const lists = new Set(setting.addressLists.map((name) => compiled.listPlaces.get(name)));
  return content.index.matching({ text: `@${domain}` as AddressText, domain }).some(({ memberships }) => memberships.some(({ list }) => lists.has(list)));
}
