// Entries that can be removed and no decision changes: for every setting that names their list, another entry matches all they match, and no less (S-14.3).

import { concerns } from '../../compile/rule.js';
import type { AddressListEntry } from '../../model/address-list-entry.js';
import type { EntryMatch } from '../../model/address-index.js';
import { quote, quoteAll } from '../../model/quotation.js';
import { routeKey } from '../../model/route.js';
import { allEntries, coversOf, entrySubject } from '../linted-policy.js';
import type { Definition, LintedPolicy } from '../linted-policy.js';
import type { Report } from '../report.js';

/** All entries that are reported can be removed together: what covers an entry is wider, or stays. */
export function checkCoveredEntries(policy: LintedPolicy, report: Report): void {
  const users = usersByList(policy);
  const removed = new Set<string>();
  for (const [entry, list] of allEntries(policy)) {
    if (!report.wants('shadowed-entry') && !report.wants('repeated-entry')) return;
    const covers = coversIn(entry, list, policy, removed);
    if (covers.length === 0) continue;
    const decisive = decisiveCovers(entry, list, covers, users.get(list) ?? []);
    if (decisive === null) continue;
    const code = decisive.every(({ value }) => value === entry.value) ? 'repeated-entry' : 'shadowed-entry';
    // A shadowed entry can lean on its equal in another list for one of its settings: that one has to stay (S-14.3).
    if (report.wants(code)) removed.add(placeKey(list, entry.value));
    if (code === 'repeated-entry') reportRepeated(entry, list, decisive, policy, report);
    else reportShadowed(entry, list, decisive, policy, report);
  }
}

/** A setting that names a list, as far as it matters here. */
interface User {
  readonly lists: ReadonlySet<number>;
  readonly inbound: boolean;
  /** Another kind of entry can give its route another rank (S-8.4). */
  readonly rankMatters: boolean;
}

/** An entry in one list. */
interface Cover {
  readonly value: string;
  readonly list: number;
  readonly requireAuthentication: boolean;
}

function usersByList(policy: LintedPolicy): ReadonlyMap<number, readonly User[]> {
  const { compiled, uses, definitions, content } = policy;
  const keyOf = ({ setting }: Definition): string | null => {
    const route = setting.route === null || !concerns(setting, 'outbound') ? undefined : content.routes.get(setting.route);
    return route === undefined ? null : routeKey(route);
  };
  const severalRoutes = new Set(definitions.flatMap((definition) => keyOf(definition) ?? [])).size > 1;
  const userOf = (definition: Definition): User => ({
    lists: new Set(definition.setting.addressLists.flatMap((name) => compiled.listPlaces.get(name) ?? [])),
    inbound: concerns(definition.setting, 'inbound'),
    rankMatters: severalRoutes && keyOf(definition) !== null,
  });
  return new Map([...uses].map(([list, definitions]) => [list, definitions.map(userOf)]));
}

/** The entry itself elsewhere, and wider ones anywhere. */
function coversIn(entry: AddressListEntry, list: number, policy: LintedPolicy, removed: ReadonlySet<string>): Cover[] {
  const coversOfMatch = ({ value, memberships }: EntryMatch): Cover[] =>
    memberships
      .filter((membership) => value !== entry.value || (membership.list !== list && !removed.has(placeKey(membership.list, value))))
      .map((membership) => ({ value, ...membership }));
  return coversOf(entry, policy).flatMap(coversOfMatch);
}

/** What covers the entry for every user of its list; null where for one of them nothing does. Without users it has to be in the list itself. */
function decisiveCovers(entry: AddressListEntry, list: number, covers: readonly Cover[], users: readonly User[]): Cover[] | null {
  if (users.length === 0) {
    const cover = covers.find((one) => one.list === list && isNoStricter(one, entry));
    return cover === undefined ? null : [cover];
  }
  const decisive = new Set<Cover>();
  for (const user of users) {
    const usable = covers.filter((one) => servesUser(one, entry, user));
    // What is in the list itself is nearest to the reader.
    const cover = usable.find((one) => one.list === list) ?? usable[0];
    if (cover === undefined) return null;
    decisive.add(cover);
  }
  return [...decisive];
}

function servesUser(cover: Cover, entry: AddressListEntry, { lists, inbound, rankMatters }: User): boolean {
  return lists.has(cover.list) && (!inbound || isNoStricter(cover, entry)) && (!rankMatters || cover.value === entry.value);
}

/** An entry that requires authentication matches less (S-5.3). */
function isNoStricter(cover: Cover, entry: AddressListEntry): boolean {
  return !cover.requireAuthentication || entry.requireAuthentication;
}

function reportRepeated(entry: AddressListEntry, list: number, covers: readonly Cover[], policy: LintedPolicy, report: Report): void {
  const lists = quoteAll([...new Set(covers.map((cover) => nameOf(cover, policy)))]);
  const message = `${quote(entry.value)} is in the list ${lists} too, and every setting that names this list names that one; here it does nothing`;
  report.add('repeated-entry', entrySubject(entry, list, policy), message, 'remove it here');
}

function reportShadowed(entry: AddressListEntry, list: number, covers: readonly Cover[], policy: LintedPolicy, report: Report): void {
  const wider = covers.map((cover) => `${quote(cover.value)}${cover.list === list ? '' : ` in the list ${quote(nameOf(cover, policy))}`}`).join(' and ');
  const message = `whatever ${quote(entry.value)} matches, ${wider} ${covers.length === 1 ? 'matches' : 'match'} too, for every setting that names this list; the entry does nothing`;
  report.add('shadowed-entry', entrySubject(entry, list, policy), message, 'remove it, or the wider entry if that was too wide');
}

function nameOf({ list }: Cover, { content }: LintedPolicy): string {
  return content.addressLists[list]?.name ?? '';
}

function placeKey(list: number, value: string): string {
  return `${list} ${value}`;
}
