// Inbound settings that authors escape: because their domains never authenticate, or because their From cannot be read.

import { concerns } from '../../compile/rule.js';
import { isAddressLiteral } from '../../model/address-literal.js';
import { quote } from '../../model/quotation.js';
import { domainOfEntry, settingSubject } from '../linted-policy.js';
import type { Definition, LintedPolicy } from '../linted-policy.js';
import type { Report } from '../report.js';

export function checkAuthentication(policy: LintedPolicy, report: Report): void {
  const known = policy.options.neverAuthenticates;
  if (known === null) return;
  for (const definition of policy.definitions) {
    if (!concerns(definition.setting, 'inbound') || !nobodyAuthenticates(definition, policy, known)) continue;
    const message =
      `every entry in the lists of ${quote(definition.setting.id)} requires authentication of a domain that never authenticates: ` +
      'inbound it matches no author who is known not to be authenticated, whoever wrote the mail';
    report.add('never-authenticated', settingSubject(definition, ['addressLists']), message, 'set `requireAuthentication` to false for these entries, or have the partners set up SPF, DKIM or DMARC');
  }
}

/** Of wildcards and everyone it is never known. */
function nobodyAuthenticates({ setting }: Definition, { compiled, entries }: LintedPolicy, known: (domain: string) => boolean): boolean {
  const listed = setting.addressLists.map((name) => entries[compiled.listPlaces.get(name) ?? -1] ?? []);
  const none = listed.every((list) =>
    list.every((entry) => entry.requireAuthentication && (entry.kind === 'domain' || entry.kind === 'address') && neverAuthenticates(domainOfEntry(entry), known)),
  );
  return none && listed.some((list) => list.length > 0);
}

function neverAuthenticates(domain: string, known: (domain: string) => boolean): boolean {
  return !isAddressLiteral(domain) && known(domain);
}

/** S-4.3: it is the administrator's choice, and there for inbound settings alone. */
export function checkUnknownAuthors({ content, definitions }: LintedPolicy, report: Report): void {
  if (content.unknownAuthor === 'match' || !definitions.some(({ setting }) => setting.enabled && concerns(setting, 'inbound'))) return;
  const message = 'with `no-match` an inbound message escapes every setting by a From field that cannot be read, which is easy to write';
  report.add('unknown-author-passes', { kind: 'option', option: 'unknownAuthor' }, message, 'leave `unknownAuthor` out: wanted mail without a readable author hardly exists');
}
