// The boxes of a decision's picture.

import type { Direction, Match, NearMiss, TestingMatch } from '../../src/index.js';
import { constraintChips, OUTCOME_LOOKS, replyWords, routeWords } from './constraint-words.js';
import type { AppliedMatch, DecisionParts, MissedSettings, SettingMatches, UnappliedSettings } from './decision-path-parts.js';
import { AUTHENTICATION_WORDS, nearMissWords, reasonWords, unknownAuthorWords, violationWords, WOULD_BE } from './decision-path-words.js';
import { card, named, run } from './drawing/cards.js';
import type { Row } from './drawing/cards.js';
import type { Block } from './drawing/shapes.js';

/** Of anything that is listed in a box. */
const MOST_ROWS = 8;
/** Of settings that are only named. */
const MOST_NAMED = 24;

/** Who the message is from, inbound; who it goes to, outbound. */
export function partnerCard({ decision: { author }, recipient }: DecisionParts, width: number): Block {
  if (author === null) return card([{ icon: 'person', runs: [run('Recipient  ', 'title'), named(recipient.recipient, 'strong-name')] }, unitRow('sent from org unit ', recipient.orgUnit)], width);
  const to: readonly Row[] = [{ indented: true, runs: [run('to ', 'note'), named(recipient.recipient, 'small-name')] }, unitRow('in org unit ', recipient.orgUnit)];
  if (!author.known) return card([{ icon: 'person', iconLook: 'waiting', runs: [run('Author unknown', 'title')] }, note(unknownAuthorWords(author)), ...to], width, { look: 'waiting' });
  const [first = '', ...others] = author.mailboxes;
  const rows: readonly Row[] = others.slice(0, MOST_ROWS).map((mailbox) => ({ indented: true, runs: [run('and  ', 'plain'), named(mailbox, 'strong-name')] }));
  return card([{ icon: 'person', runs: [run('Author  ', 'title'), named(first, 'strong-name')] }, ...rows, ...more(others.length - rows.length, 'mailboxes'), ...to], width);
}

export function entryCard({ addressList, entry, address, authenticated }: Match, { direction, several, width }: { readonly direction: Direction; readonly several: boolean; readonly width: number }): Block {
  if (addressList === null) return card([{ icon: 'list', runs: [run('No list', 'title')] }, note('every recipient of such a message')], width);
  const list: Row = { indented: true, runs: [run(entry === null ? 'list ' : 'in list ', 'note'), named(addressList, 'small-name')] };
  const authentication = direction === 'inbound' ? [note(AUTHENTICATION_WORDS[authenticated])] : [];
  if (entry === null) return card([{ icon: 'list', runs: [run('Any entry', 'title')] }, list, note('who is unknown matches every entry'), ...authentication], width);
  const matched: readonly Row[] = several && address !== null ? [{ indented: true, runs: [run('matches ', 'note'), named(address, 'small-name')] }] : [];
  return card([{ icon: 'list', runs: [named(entry, 'strong-name')] }, list, ...matched, ...authentication], width);
}

export function appliedCard({ first }: SettingMatches<AppliedMatch>, direction: Direction, width: number): Block {
  return card([settingRow(first), ofUnit(first.orgUnit), { indented: true, runs: [], chips: constraintChips(first.constraints, direction), above: 3 }], width, { look: 'brand' });
}

export function secureTransportCard(width: number): Block {
  return card([{ icon: 'shield', runs: [run('Something else demands secure transport', 'title')] }, { indented: true, runs: [], chips: [{ text: 'TLS', look: 'brand' }], above: 3 }], width, { look: 'brand' });
}

export function testingCard({ first }: SettingMatches<TestingMatch>, direction: Direction, width: number): Block {
  const route: readonly Row[] = first.route === null ? [] : [note(`by ${routeWords(first.route)}`)];
  const required: Row = { indented: true, runs: [], chips: constraintChips(first.constraints, direction, 'waiting'), above: 3 };
  const rows = [settingRow(first), ofUnit(first.orgUnit), required, ...route, note(WOULD_BE[first.wouldBe])];
  return card(rows, width, { look: 'waiting', outline: 'dashed' });
}

export function missCard(miss: NearMiss, width: number): Block {
  const rows: Row[] = [{ icon: 'near-miss', runs: [named(miss.entry, 'strong-name')] }, { indented: true, runs: [named(miss.address, 'small-name'), run(` ${nearMissWords(miss)}`, 'note')] }];
  return card(rows, width, { look: 'quiet', outline: 'dashed' });
}

export function missedCard({ settings }: MissedSettings, width: number): Block {
  const rows: readonly Row[] = settings.slice(0, MOST_ROWS).map(({ setting, orgUnit, mode }) => ({
    icon: 'gear',
    iconLook: 'quiet',
    runs: [named(setting), run(' of ', 'note'), named(orgUnit, 'small-name')],
    chips: mode === 'testing' ? [{ icon: 'testing', text: 'testing mode', look: 'waiting' }] : [],
  }));
  return card([...rows, ...more(settings.length - rows.length, 'settings'), note('does not apply')], width, { look: 'quiet', outline: 'dashed' });
}

export function joinCard({ decision: { direction }, recipient, applied }: DecisionParts, width: number): Block {
  const none = applied.length === 0 && !recipient.secureTransport;
  const title: Row = { icon: 'join', runs: [run(none ? 'No setting applies' : 'Required together', 'title')], chips: constraintChips(recipient.constraints, direction) };
  const fallback = recipient.constraints.tls === 'opportunistic' ? [note('TLS is tried, and plaintext is the fallback')] : [];
  return card([title, ...fallback, ...routeRows(recipient)], width, { look: none ? 'plain' : 'brand' });
}

export function outcomeCard({ recipient }: DecisionParts, width: number): Block {
  const { look, icon, word } = OUTCOME_LOOKS[recipient.outcome];
  const final = recipient.outcome === 'bounce' ? 'at the first attempt' : recipient.outcome === 'pending' ? 'until the connection is known' : '';
  const violations: readonly Row[] = recipient.violations.map((violation) => ({ indented: true, runs: [run(violationWords(violation))] }));
  const reply: readonly Row[] = recipient.reply === null ? [] : [{ indented: true, above: 4, runs: [run(replyWords(recipient.reply), 'reply')] }];
  return card([{ icon, iconLook: look, runs: [run(word, 'title'), run(final === '' ? '' : `  ${final}`)] }, ...violations, ...reply], width, { look });
}

export function unappliedCard(groups: readonly UnappliedSettings[], direction: Direction, width: number): Block {
  const rows = groups.flatMap(({ reason, settings }, index): Row[] => [
    { icon: reason === 'disabled' ? 'disabled' : 'bad', iconLook: 'quiet', runs: [run(reasonWords(reason, direction), 'label')], above: index === 0 ? 0 : 6 },
    { indented: true, runs: settings.slice(0, MOST_NAMED).flatMap(({ setting, orgUnit }) => [named(setting), run(' of ', 'note'), named(orgUnit, 'small-name'), run('    ')]) },
    ...more(settings.length - MOST_NAMED, 'settings'),
  ]);
  return card(rows, width, { look: 'quiet', outline: 'dashed' });
}

function routeRows({ route, routeConflicts }: DecisionParts['recipient']): Row[] {
  if (route === null) return [];
  const losers = routeConflicts.slice(0, MOST_ROWS).map(({ setting, orgUnit, route: lost }): Row => ({
    indented: true,
    runs: [run('not that of ', 'note'), named(setting, 'small-name'), run(' of ', 'note'), named(orgUnit, 'small-name'), run(`: ${routeWords(lost)}`, 'note')],
  }));
  return [{ icon: 'route', runs: [run(`to ${routeWords(route)}`)], above: 3 }, ...losers, ...more(routeConflicts.length - losers.length, 'routes')];
}

function settingRow({ setting }: { readonly setting: string }): Row {
  return { icon: 'gear', runs: [run('Setting ', 'note'), named(setting, 'strong-name')] };
}

function ofUnit(path: string): Row {
  return unitRow('of org unit ', path);
}

function unitRow(words: string, path: string): Row {
  return { indented: true, runs: [run(words, 'note'), named(path, 'small-name')] };
}

function note(text: string): Row {
  return { indented: true, runs: [run(text, 'note')] };
}

function more(count: number, what: string): Row[] {
  return count > 0 ? [note(`and ${count} more ${what}`)] : [];
}
