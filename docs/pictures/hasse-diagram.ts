// A Hasse diagram: elements in rows, the strictest at the top, a line from each to those just above it.

import type { TransportConstraints } from '../../src/index.js';
import { card, run } from './drawing/cards.js';
import type { Chip, Row } from './drawing/cards.js';
import { asHighAs, line, movedShapes } from './drawing/shapes.js';
import type { Block, Look, Shape } from './drawing/shapes.js';
import type { Ordered } from './order.js';

/** How an element looks, and what stands in its box beside its name. */
export interface ElementLook {
  readonly title: string;
  readonly notes?: readonly string[];
  readonly look?: Look;
  readonly chips?: readonly Chip[];
}

const COLUMN_GAP = 18;
const WIDEST = 204;

export function hasseDiagram({ elements, covers, heights }: Ordered, lookOf: (element: TransportConstraints) => ElementLook, width: number, rowGap: number = 34): Block {
  const rows = [...new Set(heights)].sort((a, b) => b - a).map((height) => elements.map((_, place) => place).filter((place) => heights[place] === height));
  const mostInRow = Math.max(...rows.map(({ length }) => length));
  const boxWidth = Math.min(WIDEST, (width - COLUMN_GAP * (mostInRow - 1)) / mostInRow);
  const shapes: Shape[] = [];
  const places = new Map<number, { readonly middle: number; readonly top: number; readonly bottom: number }>();
  let y = 0;
  for (const row of rows) {
    const natural = row.map((place) => elementCard(elements[place], lookOf, boxWidth));
    const height = Math.max(...natural.map((block) => block.height));
    const blocks = natural.map((block) => asHighAs(block, height));
    const start = (width - row.length * boxWidth - (row.length - 1) * COLUMN_GAP) / 2;
    blocks.forEach((block, index) => {
      const x = start + index * (boxWidth + COLUMN_GAP);
      shapes.push(...movedShapes(block, x, y));
      places.set(row[index] ?? 0, { middle: x + boxWidth / 2, top: y, bottom: y + block.height });
    });
    y += height + rowGap;
  }
  for (const { below, above } of covers) {
    const [from, to] = [places.get(below), places.get(above)];
    if (from !== undefined && to !== undefined) shapes.push(line([{ x: from.middle, y: from.top }, { x: to.middle, y: to.bottom }], 'plain'));
  }
  return { width, height: y - rowGap, shapes };
}

function elementCard(element: TransportConstraints | undefined, lookOf: (element: TransportConstraints) => ElementLook, width: number): Block {
  if (element === undefined) return card([], width);
  const { title, notes = [], look = 'plain', chips = [] } = lookOf(element);
  const rows: Row[] = [{ runs: [run(title, 'title')] }, ...notes.map((note) => ({ runs: [run(note)] })), ...(chips.length > 0 ? [{ runs: [], chips, above: 3 }] : [])];
  return card(rows, width, { look });
}
