// Where the boxes of a decision's picture stand, and the lines between them: down the left side from the partner, down the right side to what is required together.

import { run, textBlock } from './drawing/cards.js';
import { CORNER, line, movedShapes } from './drawing/shapes.js';
import type { Block, LineShape, Look, Outline, Point, Shape } from './drawing/shapes.js';

export interface Branch {
  /** The setting is in force, and counts. */
  readonly joins?: boolean;
  readonly look?: Look;
  readonly outline?: Outline;
}

const GAP = 14;
const ENTRY_GAP = 8;
/** Between an entry and its setting: beside each other, or above each other where the page is narrow. */
const ARROW = 40;
const ARROW_DOWN = 22;
/** The line down from the partner, and what stands to the right of it. */
const TRUNK = 10;
const LEFT = 28;
/** From the right: the line down to what is required together, and what stands to the left of it. */
const COLLECTOR = 4;
const RIGHT = 24;
/** The middle of the first line of a card. */
const FIRST_LINE = 18;
const NARROWEST_COLUMNS = 480;

/** Takes boxes from top to bottom. */
export class PathLayout {
  /** Of what stands between the lines of both sides. */
  readonly inner: number;
  readonly entryWidth: number;
  readonly settingWidth: number;
  private readonly shapes: Shape[] = [];
  private readonly joining: Point[] = [];
  private readonly width: number;
  private readonly beside: boolean;
  private y = 0;
  /** Something that the partner matched joins. */
  private matched = false;
  private trunkTop = 0;

  constructor(width: number) {
    this.width = width;
    this.inner = width - LEFT - RIGHT;
    this.beside = this.inner > NARROWEST_COLUMNS;
    this.entryWidth = this.beside ? Math.round((this.inner - ARROW) * 0.52) : this.inner;
    this.settingWidth = this.beside ? this.inner - ARROW - this.entryWidth : this.inner;
  }

  /** Comes first. */
  partner(block: Block): void {
    this.put(block, 0);
    this.trunkTop = this.y;
    this.y += GAP;
  }

  /** Entries that the partner matches, or nearly, and their setting. */
  branch(entries: readonly Block[], setting: Block, { joins = false, look = 'plain', outline = 'solid' }: Branch = {}): void {
    const settingX = this.beside ? LEFT + this.entryWidth + ARROW : LEFT;
    const top = this.y;
    const middles = entries.map((entry, index) => {
      if (index > 0) this.y += ENTRY_GAP;
      const middle = this.y + FIRST_LINE;
      this.put(entry, LEFT);
      this.trunkTo({ x: LEFT, y: middle }, look, outline);
      return middle;
    });
    const entriesEnd = this.y;
    const settingTop = this.beside ? top : entriesEnd + (entries.length === 0 ? 0 : ARROW_DOWN);
    this.shapes.push(...movedShapes(setting, settingX, settingTop));
    if (this.beside) this.shapes.push(...merging(middles, LEFT + this.entryWidth, settingX, look, outline));
    else if (entries.length > 0) this.shapes.push(line([{ x: LEFT + 18, y: entriesEnd }, { x: LEFT + 18, y: settingTop }], look, { outline, arrow: true }));
    this.y = Math.max(entriesEnd, settingTop + setting.height) + GAP;
    if (!joins) return;
    this.joining.push({ x: settingX + this.settingWidth, y: settingTop + FIRST_LINE });
    this.matched ||= entries.length > 0;
  }

  /** What is required together, and what comes of it. */
  join(required: Block, outcome: Block): void {
    this.y += 4;
    const middle = this.y + FIRST_LINE;
    const right = this.width - RIGHT;
    const collector = this.width - COLLECTOR;
    for (const from of this.joining) this.shapes.push(line([from, { x: collector, y: from.y }, { x: collector, y: middle }, { x: right, y: middle }], 'brand', { arrow: true }));
    if (!this.matched) this.trunkTo({ x: LEFT, y: middle }, 'plain', 'solid');
    this.put(required, LEFT);
    this.shapes.push(line([{ x: LEFT + 18, y: this.y }, { x: LEFT + 18, y: this.y + ARROW_DOWN }], 'plain', { arrow: true }));
    this.y += ARROW_DOWN;
    this.put(outcome, LEFT);
    this.y += GAP;
  }

  /** Before branches of another kind. */
  heading(text: string): void {
    this.y += 6;
    this.put(textBlock([{ runs: [run(text, 'title')] }], this.inner), LEFT);
    this.y += 6;
  }

  /** A box that no line leads to. */
  aside(block: Block): void {
    this.put(block, LEFT);
    this.y += GAP;
  }

  /** What is left out, if anything is. */
  more(count: number, what: string): void {
    for (const block of this.rest(count, what)) this.aside(block);
  }

  rest(count: number, what: string): Block[] {
    return count > 0 ? [textBlock([{ runs: [run(`and ${count} more ${what}, which are not drawn`, 'note')] }], this.entryWidth)] : [];
  }

  block(): Block {
    return { width: this.width, height: this.y - GAP, shapes: this.shapes };
  }

  private put(block: Block, x: number): void {
    this.shapes.push(...movedShapes(block, x, this.y));
    this.y += block.height;
  }

  private trunkTo(end: Point, look: Look, outline: Outline): void {
    this.shapes.push(line([{ x: TRUNK, y: this.trunkTop }, { x: TRUNK, y: end.y }, end], look, { outline, arrow: true }));
  }
}

/** Lines from several heights to a box that is as high as the first of them. No piece is drawn twice: dashes would fill each other's gaps. */
function merging(heights: readonly number[], fromX: number, toX: number, look: Look, outline: Outline): LineShape[] {
  const middle = fromX + (toX - fromX) / 2;
  return heights.map((y, index) => {
    const above = heights[index - 1];
    if (above === undefined) return line([{ x: fromX, y }, { x: toX, y }], look, { outline, arrow: true });
    return line([{ x: fromX, y }, { x: middle, y }, { x: middle, y: index === 1 ? above : above - CORNER }], look, { outline });
  });
}
