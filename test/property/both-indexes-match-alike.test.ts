// S-3.3, S-3.4, S-3.7: the index of few entries and that of many, made of the same entries, agree on all that they are asked.

import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { EntryKind } from '../../src/index.js';
import { kindOfEntry } from '../../src/model/address-list-entry.js';
import { parseAddress } from '../../src/model/address.js';
import { anyAddress, nearAddress, NO_ADDRESSES, readAddress, spellAddress } from '../arbitraries/address.js';
import type { PlainAddress } from '../arbitraries/address.js';
import { Choices, choiceRows } from '../arbitraries/choices.js';
import { anyDomain, DOMAINS } from '../arbitraries/domain.js';
import { mapIndexOf, packedIndexOf } from '../unit/lists/both-indexes.js';
import type { EntriesByList } from '../unit/lists/both-indexes.js';
import { HitRate, RUNS } from './runs.js';

type Entry = EntriesByList[number][number];

/** An entry of any kind, and an address that it matches. */
function entry(choices: Choices, caseSensitive: boolean): Entry & { readonly witness: PlainAddress } {
  const requireAuthentication = choices.chance(60);
  const address = anyAddress(choices);
  const domain = choices.pick(DOMAINS);
  switch (choices.below(8)) {
    case 0:
      return { value: '*', requireAuthentication, witness: address };
    case 1:
    case 2:
      return { value: `*.${domain}`, requireAuthentication, witness: { localPart: address.localPart, domain: `sub.${domain}` } };
    case 3: {
      const deep = `${'a.'.repeat(27 + choices.below(8))}${domain}`;
      return { value: `*.${deep}`, requireAuthentication, witness: { localPart: address.localPart, domain: `b.${deep}` } };
    }
    case 4:
    case 5:
      return { value: readAddress(address, caseSensitive).text, requireAuthentication, witness: address };
    default:
      return { value: address.domain, requireAuthentication, witness: address };
  }
}

interface Case {
  readonly lists: EntriesByList;
  readonly queries: readonly string[];
}

function caseOf(choices: Choices, caseSensitive: boolean): Case {
  const drawn = choices.times(choices.below(7), () => choices.times(choices.below(9), () => entry(choices, caseSensitive)));
  const lists = drawn.map((entries) => [...new Map(entries.map((each) => [each.value, each])).values()]);
  const witnesses = lists.flat().map(({ witness }) => witness);
  const queries = choices.times(12, () => {
    const witness = witnesses.length === 0 ? anyAddress(choices) : choices.pick(witnesses);
    switch (choices.below(6)) {
      case 0:
        return String(choices.pick(NO_ADDRESSES));
      case 1:
        return spellAddress(choices, nearAddress(choices, witness), caseSensitive);
      case 2:
        return spellAddress(choices, { localPart: witness.localPart, domain: anyDomain(choices) }, caseSensitive);
      default:
        return spellAddress(choices, witness, caseSensitive);
    }
  });
  return { lists, queries };
}

it('of any lists, whatever address they are asked about', () => {
  const kinds = new Map<EntryKind | 'none' | 'no address', HitRate>();
  const count = (kind: EntryKind | 'none' | 'no address', hit: boolean): void => {
    const rate = kinds.get(kind) ?? new HitRate();
    kinds.set(kind, rate);
    rate.count(hit);
  };
  fc.assert(
    fc.property(fc.noBias(choiceRows(700)), fc.boolean(), (numbers, caseSensitive) => {
      const { lists, queries } = caseOf(new Choices(numbers), caseSensitive);
      const [few, many] = [mapIndexOf(lists), packedIndexOf(lists)];
      for (const query of queries) {
        const matches = few.matchesOf(query, caseSensitive);
        expect(many.matchesOf(query, caseSensitive)).toEqual(matches);
        const address = parseAddress(query, caseSensitive);
        expect(matches?.address ?? null).toEqual(address);
        count('no address', address === null);
        if (address === null) continue;
        expect(few.matching(address)).toEqual(matches?.entries);
        expect(many.matching(address)).toEqual(matches?.entries);
        const found = new Set(matches?.entries.map(({ kind }) => kind));
        for (const kind of ['address', 'domain', 'subdomains', 'everyone'] as const) count(kind, found.has(kind));
        count('none', found.size === 0);
      }
    }),
    { numRuns: Math.ceil(RUNS / 4) },
  );
  const shares = Object.fromEntries([...kinds].map(([kind, rate]) => [kind, rate.share]));
  for (const kind of ['address', 'domain', 'subdomains', 'everyone', 'none', 'no address'] as const) expect([kind, shares[kind]]).toEqual([kind, expect.toSatisfy((share) => share > 0.04)]);
});

it('of any lists, what stands in them: all of them together, and each by itself', () => {
  const kinds = new Set<EntryKind>();
  fc.assert(
    fc.property(fc.noBias(choiceRows(500)), fc.boolean(), (numbers, caseSensitive) => {
      const { lists } = caseOf(new Choices(numbers), caseSensitive);
      const [few, many] = [mapIndexOf(lists), packedIndexOf(lists)];
      const sorted = lists.map((entries) =>
        entries.map(({ value, requireAuthentication }) => ({ value, kind: kindOfEntry(value), requireAuthentication })).sort((a, b) => (a.value < b.value ? -1 : 1)),
      );
      for (const entries of sorted) for (const { kind } of entries) kinds.add(kind);
      for (const index of [few, many]) {
        expect(index.entriesByList()).toEqual(sorted);
        expect([...sorted, []].map((_, list) => index.entriesOf(list))).toEqual([...sorted, []]);
      }
    }),
    { numRuns: Math.ceil(RUNS / 4) },
  );
  expect([...kinds].sort()).toEqual(['address', 'domain', 'everyone', 'subdomains']);
});
