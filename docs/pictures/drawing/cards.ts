// Boxes of text: rows of runs, each with an icon or without, broken into as many lines as they need.

import { brokenIntoLines } from './text-lines.js';
import type { Run } from './text-lines.js';
import { ICON_SIZE, movedShapes } from './shapes.js';
import type { Block, Look, Outline, Shape } from './shapes.js';
import type { IconName } from './icons.js';
import { FACES, textWidth } from './text-style.js';
import type { TextStyle } from './text-style.js';
import { visible } from './visible-text.js';

/** A word that stands out, in a small box of its own. */
export interface Chip {
  readonly text: string;
  readonly icon?: IconName;
  readonly look: Look;
}

export interface Row {
  readonly runs: readonly Run[];
  /** Behind the text, or below it where there is no room. */
  readonly chips?: readonly Chip[];
  readonly icon?: IconName;
  readonly iconLook?: Look;
  /** Space above it beyond that of lines. */
  readonly above?: number;
  /** Indented as if there were an icon. */
  readonly indented?: boolean;
}

export interface CardLook {
  readonly look?: Look;
  readonly outline?: Outline;
}

export const PADDING = 10;

/** A box around rows. */
export function card(rows: readonly Row[], width: number, { look = 'plain', outline = 'solid' }: CardLook = {}): Block {
  const inside = textBlock(rows, width - 2 * PADDING);
  const height = inside.height + 2 * PADDING - 4;
  const box: Shape = { kind: 'box', x: 0, y: 0, width, height, look, outline, role: 'box' };
  return { width, height, shapes: [box, ...movedShapes(inside, PADDING, PADDING - 2)] };
}

/** Rows without a box. */
export function textBlock(rows: readonly Row[], width: number): Block {
  const shapes: Shape[] = [];
  let y = 0;
  for (const row of rows) {
    const block = rowBlock(row, width);
    shapes.push(...movedShapes(block, 0, y + (row.above ?? 0)));
    y += (row.above ?? 0) + block.height;
  }
  return { width, height: y, shapes };
}

export function run(text: string, style: TextStyle = 'plain', column: number = 0): Run {
  return { text, style, column };
}

/** What the policy or the message says. */
export function named(text: string, style: TextStyle = 'name', column: number = 0): Run {
  return { text: text === '' ? '(empty)' : visible(text), style, column };
}

const INDENT = ICON_SIZE + 6;
const MIN_LINE = 17;
/** How far the base line is below the middle of a line, in ems. */
const BASE_LINE = 0.36;
const CHIP_HEIGHT = 19;
const CHIP_GAP = 6;

function rowBlock({ runs, icon, iconLook = 'plain', indented = false, chips = [] }: Row, width: number): Block {
  const indent = icon !== undefined || indented ? INDENT : 0;
  const lines = brokenIntoLines(runs, width - indent);
  const shapes: Shape[] = [];
  let y = 0;
  lines.forEach((line, index) => {
    const chipped = chips.length > 0 && index === lines.length - 1;
    const lineHeight = Math.max(chipped ? CHIP_HEIGHT + 3 : MIN_LINE, ...line.map(({ style }) => FACES[style].lineHeight));
    if (icon !== undefined && index === 0) shapes.push({ kind: 'icon', icon, look: iconLook, x: 0, y: y + (lineHeight - ICON_SIZE) / 2 });
    for (const placed of line) shapes.push(textShape(placed.text, placed.style, indent + placed.x, y + lineHeight / 2));
    y += lineHeight;
  });
  const last = lines.at(-1)?.at(-1);
  const flow = chipFlow(chips, last === undefined ? 0 : last.x + last.width + 8, width - indent);
  const top = y - (CHIP_HEIGHT + 3);
  return { width, height: y + flow.height, shapes: [...shapes, ...movedShapes(flow, indent, top + 1.5)] };
}

/** The height is that of the lines after the first, which stands beside the text that ends at `start`. */
function chipFlow(chips: readonly Chip[], start: number, width: number): Block {
  const shapes: Shape[] = [];
  let [x, y] = [start, 0];
  for (const chip of chips) {
    const block = chipBlock(chip, width);
    if (x > 0 && x + block.width > width) [x, y] = [0, y + CHIP_HEIGHT + 3];
    shapes.push(...movedShapes(block, x, y));
    x += block.width + CHIP_GAP;
  }
  return { width, height: y, shapes };
}

/** One line, however long its text. */
function chipBlock({ text, icon, look }: Chip, width: number): Block {
  const start = icon === undefined ? 8 : 8 + ICON_SIZE + 4;
  const shown = brokenIntoLines([{ text, style: 'label' }], width - start - 8)[0]?.[0]?.text ?? '';
  const chipWidth = start + textWidth(shown, 'label') + 8;
  const box: Shape = { kind: 'box', x: 0, y: 0, width: chipWidth, height: CHIP_HEIGHT, look, outline: 'solid', role: 'chip' };
  const drawn: Shape[] = icon === undefined ? [] : [{ kind: 'icon', icon, look, x: 7, y: (CHIP_HEIGHT - ICON_SIZE) / 2 }];
  return { width: chipWidth, height: CHIP_HEIGHT, shapes: [box, ...drawn, textShape(shown, 'label', start, CHIP_HEIGHT / 2)] };
}

/** In the middle of a line at `middle`. */
function textShape(text: string, style: TextStyle, x: number, middle: number): Shape {
  return { kind: 'text', text, style, x, y: middle + BASE_LINE * FACES[style].size, width: textWidth(text, style) };
}

/** The width of a card in which no row is broken. */
export function naturalCardWidth(rows: readonly Row[]): number {
  const widths = rows.map(({ runs, icon, indented = false }) => {
    const text = runs.reduce((width, { text: words, style, column = 0 }) => width + Math.max(column, textWidth(words, style)), 0);
    return text + (icon !== undefined || indented ? INDENT : 0);
  });
  return Math.ceil(Math.max(0, ...widths) + 2 * PADDING + 1);
}
