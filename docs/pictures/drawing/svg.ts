// Shapes as SVG. Colours, fonts and line styles are those of the style sheet of the site, by class.

import { FACES, isMeasured } from './text-style.js';
import { ICONS } from './icons.js';
import { CORNER } from './shapes.js';
import type { Block, BoxShape, IconShape, LineShape, Point, Shape, TextShape } from './shapes.js';
import { escaped } from './visible-text.js';

export interface SvgText {
  /** Unique in the page. */
  readonly id: string;
  /** What the picture is. */
  readonly title: string;
  /** What it shows, in words. */
  readonly description: string;
}

/** Lines first, so that nothing is crossed out by one. */
export function svg({ width, height, shapes }: Block, { id, title, description }: SvgText, className: string): string {
  const inOrder = [...shapes.filter(({ kind }) => kind === 'line'), ...shapes.filter(({ kind }) => kind !== 'line')];
  const size = `viewBox="0 0 ${rounded(width)} ${rounded(height)}" style="max-width:${rounded(width)}px"`;
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" class="${className}" ${size} role="img" aria-labelledby="${id}-title" aria-describedby="${id}-desc">` +
    `<title id="${id}-title">${escaped(title)}</title><desc id="${id}-desc">${escaped(description)}</desc>${inOrder.map(element).join('')}</svg>`
  );
}

function element(shape: Shape): string {
  switch (shape.kind) {
    case 'box':
      return boxElement(shape);
    case 'text':
      return textElement(shape);
    case 'line':
      return lineElement(shape);
    case 'icon':
      return iconElement(shape);
  }
}

function boxElement({ x, y, width, height, look, outline, role }: BoxShape): string {
  const place = `x="${rounded(x)}" y="${rounded(y)}" width="${rounded(width)}" height="${rounded(height)}"`;
  return `<rect class="p-${role} p-${look} p-${outline}" ${place} rx="${role === 'chip' ? 9 : 8}"/>`;
}

function textElement({ x, y, text, style, width }: TextShape): string {
  // Characters of unknown width are held to the width that was reckoned with.
  const held = isMeasured(text) ? '' : ` textLength="${rounded(width)}" lengthAdjust="spacingAndGlyphs"`;
  return `<text class="p-text p-${style}" x="${rounded(x)}" y="${rounded(y)}" font-size="${FACES[style].size}"${held}>${escaped(text)}</text>`;
}

function lineElement({ points, look, outline, arrow }: LineShape): string {
  const path = `<path class="p-line p-${look} p-${outline}" d="${roundedPath(points)}"/>`;
  return arrow ? path + arrowhead(points, look) : path;
}

function iconElement({ x, y, icon, look }: IconShape): string {
  const { strokes, fills } = ICONS[icon];
  const stroked = strokes === '' ? '' : `<path class="p-icon-line" d="${strokes}"/>`;
  const filled = fills === undefined ? '' : `<path class="p-icon-fill" d="${fills}"/>`;
  return `<g class="p-icon p-${look}" transform="translate(${rounded(x)} ${rounded(y)})">${stroked}${filled}</g>`;
}

/** Corners are rounded where the lines that meet there are long enough. */
function roundedPath(points: readonly Point[]): string {
  return points
    .map((point, index) => {
      const before = points[index - 1];
      const after = points[index + 1];
      if (before === undefined) return `M${pair(point)}`;
      if (after === undefined) return `L${pair(point)}`;
      return `L${pair(towards(point, before))}Q${pair(point)} ${pair(towards(point, after))}`;
    })
    .join('');
}

function arrowhead(points: readonly Point[], look: string): string {
  const tip = points.at(-1);
  const from = points.at(-2);
  if (tip === undefined || from === undefined) return '';
  const length = Math.hypot(tip.x - from.x, tip.y - from.y) || 1;
  const [along, across] = [(tip.x - from.x) / length, (tip.y - from.y) / length];
  const corner = (side: number): Point => ({ x: tip.x - 7 * along - side * 4 * across, y: tip.y - 7 * across + side * 4 * along });
  return `<path class="p-head p-${look}" d="M${pair(tip)}L${pair(corner(1))}L${pair(corner(-1))}z"/>`;
}

function towards(from: Point, to: Point): Point {
  const length = Math.hypot(to.x - from.x, to.y - from.y);
  const part = length === 0 ? 0 : Math.min(CORNER, length / 2) / length;
  return { x: from.x + (to.x - from.x) * part, y: from.y + (to.y - from.y) * part };
}

function pair({ x, y }: Point): string {
  return `${rounded(x)} ${rounded(y)}`;
}

function rounded(value: number): number {
  return Math.round(value * 10) / 10;
}
