// Boxes one after the other, an arrow from each to the next: side by side where there is room, else from top to bottom.

import { asHighAs, line, movedShapes } from './shapes.js';
import type { Block, Shape } from './shapes.js';

const NARROWEST_ROW = 520;
const ARROW = 34;
const ARROW_DOWN = 24;
/** Where an arrow meets a box: the middle of its first line, or as far from its left side. */
const MEETS = 18;

export function chain(links: readonly ((width: number) => Block)[], width: number): Block {
  return width > NARROWEST_ROW ? inARow(links, width) : inAColumn(links, width);
}

function inARow(links: readonly ((width: number) => Block)[], width: number): Block {
  const linkWidth = (width - ARROW * (links.length - 1)) / links.length;
  const blocks = links.map((draw) => draw(linkWidth));
  const height = Math.max(...blocks.map((block) => block.height));
  const shapes = blocks.flatMap((block, index): Shape[] => {
    const x = index * (linkWidth + ARROW);
    const arrow = line([{ x: x - ARROW, y: MEETS }, { x, y: MEETS }], 'plain', { arrow: true });
    return [...(index > 0 ? [arrow] : []), ...movedShapes(asHighAs(block, height), x, 0)];
  });
  return { width, height, shapes };
}

function inAColumn(links: readonly ((width: number) => Block)[], width: number): Block {
  const shapes: Shape[] = [];
  let y = -ARROW_DOWN;
  for (const draw of links) {
    if (shapes.length > 0) shapes.push(line([{ x: MEETS, y }, { x: MEETS, y: y + ARROW_DOWN }], 'plain', { arrow: true }));
    const block = draw(width);
    shapes.push(...movedShapes(block, 0, y + ARROW_DOWN));
    y += ARROW_DOWN + block.height;
  }
  return { width, height: y, shapes };
}
