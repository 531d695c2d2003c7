// Which addresses an entry matches: asked of the engine when the picture is drawn (S-3.3, S-3.4).

import { compilePolicy } from '../../src/index.js';
import { card, named, run } from './drawing/cards.js';
import type { Row } from './drawing/cards.js';
import { picture } from './drawing/picture.js';
import { asHighAs, movedShapes, stacked } from './drawing/shapes.js';
import type { Block } from './drawing/shapes.js';

const ENTRIES = ['partner.example', '*.partner.example', 'ann@partner.example', '*'] as const;
const ADDRESSES = ['ann@partner.example', 'bob@partner.example', 'ann@mail.partner.example', 'ann@partnor.example'] as const;

interface EntryMatches {
  readonly entry: string;
  readonly addresses: readonly { readonly address: string; readonly matches: boolean }[];
}

export function exactMatchingPicture(): string {
  const matches = entryMatches();
  const description = matches.map(({ entry, addresses }) => `Entry ${entry}: ${addresses.map(({ address, matches: does }) => `${does ? 'matches' : 'does not match'} ${address}`).join(', ')}.`).join(' ');
  return picture('exact-matching', { title: 'Which addresses an entry matches', description }, (width) => gridBlock(matches, width));
}

/** Each entry is alone in a list of its own name, so that the engine's answers say which entry it was. */
function entryMatches(): EntryMatches[] {
  const engine = compilePolicy({ addressLists: Object.fromEntries(ENTRIES.map((entry) => [entry, [entry]])) });
  return ENTRIES.map((entry) => ({ entry, addresses: ADDRESSES.map((address) => ({ address, matches: engine.matching(address).some(({ addressList }) => addressList === entry) })) }));
}

const GAP = 14;
const NARROWEST_PAIR = 520;

function gridBlock(entries: readonly EntryMatches[], width: number): Block {
  if (width < NARROWEST_PAIR) return stacked(entries.map((entry) => entryCard(entry, width)), GAP);
  const cardWidth = (width - GAP) / 2;
  const rows = entries.flatMap((entry, index): Block[] => {
    const other = entries[index + 1];
    return index % 2 === 1 || other === undefined ? [] : [besideEachOther(entryCard(entry, cardWidth), entryCard(other, cardWidth))];
  });
  return stacked(rows, GAP);
}

function besideEachOther(left: Block, right: Block): Block {
  const height = Math.max(left.height, right.height);
  return { width: left.width + GAP + right.width, height, shapes: [...asHighAs(left, height).shapes, ...movedShapes(asHighAs(right, height), left.width + GAP, 0)] };
}

function entryCard({ entry, addresses }: EntryMatches, width: number): Block {
  const title: Row = { icon: 'list', runs: [run('Entry  ', 'note'), named(entry, 'strong-name')] };
  const rows = addresses.map(({ address, matches }): Row =>
    matches
      ? { icon: 'good', iconLook: 'good', runs: [named(address), run('  matches', 'label')], above: 3 }
      : { icon: 'bad', iconLook: 'quiet', runs: [named(address), run('  no', 'note')], above: 3 },
  );
  return card([title, ...rows], width);
}
