// Address lists with entries of every kind, canonical for the oracle and written in other ways for the engine.

import type { AddressListEntryInput, AddressListInput } from '../../src/model/document.js';
import { anyAddress, readAddress, spellAddress, type PlainAddress } from './address.js';
import type { Choices } from './choices.js';
import { DOMAINS, LITERALS, spellDomain } from './domain.js';

export interface ListCase {
  readonly name: string;
  readonly canonical: AddressListInput;
  readonly written: AddressListInput;
  /** An address that each entry matches, to draw messages from. */
  readonly witnesses: readonly PlainAddress[];
}

const NAMES: readonly string[] = ['partners', 'banks', 'vips', '__proto__', 'toString', 'Kunden & Ämter'];

interface EntryCase {
  readonly value: string;
  readonly written: string;
  readonly witness: PlainAddress;
}

/** At least one list. */
export function addressLists(choices: Choices, caseSensitive: boolean): ListCase[] {
  return NAMES.slice(0, 1 + choices.below(4)).concat(choices.some(NAMES.slice(4), 30)).filter(unique).map((name) => addressList(choices, name, caseSensitive));
}

function unique<Item>(item: Item, index: number, items: readonly Item[]): boolean {
  return items.indexOf(item) === index;
}

function addressList(choices: Choices, name: string, caseSensitive: boolean): ListCase {
  const entries = choices.times(choices.pick([2, 1, 3, 4, 5, 6, 8, 2, 3, 0]), () => entry(choices, caseSensitive));
  const witnesses = entries.map(({ witness }) => witness);
  const separator = choices.pick([', ', '\n', ' ; ', '\r\n', '\u3000']);
  switch (choices.below(5)) {
    case 1: {
      const requireAuthentication = choices.chance(50);
      const flags = entries.map(() => choices.pick([undefined, true, false]));
      const list = (key: 'value' | 'written'): AddressListInput => ({
        description: 'a list',
        requireAuthentication,
        entries: entries.map((each, index) => withFlag(each[key], flags[index])),
      });
      return { name, canonical: list('value'), written: list('written'), witnesses };
    }
    case 2:
      return { name, canonical: entries.map(({ value }) => value), written: entries.map(({ written }) => written).join(separator), witnesses };
    case 3:
      return {
        name,
        canonical: { requireAuthentication: false, entries: entries.map(({ value }) => value) },
        written: { requireAuthentication: false, entries: entries.map(({ written }) => written).join(separator) },
        witnesses,
      };
    default: {
      const flags = entries.map(() => choices.pick([undefined, false, true]));
      const list = (key: 'value' | 'written'): AddressListInput => entries.map((each, index) => withFlag(each[key], flags[index]));
      return { name, canonical: list('value'), written: list('written'), witnesses };
    }
  }
}

function withFlag(value: string, requireAuthentication: boolean | undefined): AddressListEntryInput {
  return requireAuthentication === undefined ? value : { value, requireAuthentication };
}

function entry(choices: Choices, caseSensitive: boolean): EntryCase {
  const domain = choices.pick(DOMAINS);
  switch (choices.pick([0, 0, 0, 1, 1, 1, 2, 2, 3, 4])) {
    case 1: {
      const witness = anyAddress(choices);
      return { value: readAddress(witness, caseSensitive).text, written: spellAddress(choices, witness, caseSensitive), witness };
    }
    case 2:
      return { value: `*.${domain}`, written: `${choices.pick(['', '@'])}*.${spellDomain(choices, domain)}`, witness: { localPart: 'ann', domain: `sub.${domain}` } };
    case 3:
      return literalEntry(choices, choices.pick(LITERALS));
    case 4:
      return choices.chance(40) ? { value: '*', written: '*', witness: anyAddress(choices) } : literalEntry(choices, choices.pick(LITERALS));
    default:
      return { value: domain, written: `${choices.pick(['', '@'])}${spellDomain(choices, domain)}`, witness: { localPart: 'bob', domain } };
  }
}

function literalEntry(choices: Choices, literal: string): EntryCase {
  return { value: literal, written: `${choices.pick(['', '@'])}${spellDomain(choices, literal)}`, witness: { localPart: 'ceo', domain: literal } };
}
