// What a picture is made of: boxes, lines, text and icons at their places, and blocks of them that layouts put together.

import type { IconName } from './icons.js';
import type { TextStyle } from './text-style.js';

/** What something stands for; the style sheet gives it colours. It is never told by colour alone. */
export type Look = 'plain' | 'quiet' | 'brand' | 'good' | 'bad' | 'waiting';
export type Outline = 'solid' | 'dashed';

export interface Point {
  readonly x: number;
  readonly y: number;
}

export interface BoxShape extends Point {
  readonly kind: 'box';
  readonly width: number;
  readonly height: number;
  readonly look: Look;
  readonly outline: Outline;
  /** `chip`: it stands inside another box. */
  readonly role: 'box' | 'chip';
}

/** `y` is that of the base line. */
export interface TextShape extends Point {
  readonly kind: 'text';
  readonly text: string;
  readonly style: TextStyle;
  readonly width: number;
}

export interface LineShape {
  readonly kind: 'line';
  readonly points: readonly Point[];
  readonly look: Look;
  readonly outline: Outline;
  readonly arrow: boolean;
}

/** In a square of {@link ICON_SIZE}. */
export interface IconShape extends Point {
  readonly kind: 'icon';
  readonly icon: IconName;
  readonly look: Look;
}

export type Shape = BoxShape | TextShape | LineShape | IconShape;

export const ICON_SIZE = 16;
/** The radius of the corners of lines. */
export const CORNER = 7;

/** Shapes within a rectangle from 0, 0. */
export interface Block {
  readonly width: number;
  readonly height: number;
  readonly shapes: readonly Shape[];
}

export function movedShapes({ shapes }: Block, x: number, y: number): Shape[] {
  return shapes.map((shape) => moved(shape, x, y));
}

/** From top to bottom. */
export function stacked(blocks: readonly Block[], gap: number): Block {
  let y = 0;
  const shapes = blocks.flatMap((block) => {
    const placed = movedShapes(block, 0, y);
    y += block.height + gap;
    return placed;
  });
  return { width: Math.max(0, ...blocks.map(({ width }) => width)), height: Math.max(0, y - gap), shapes };
}

/** A box made higher, so that it is no lower than its neighbours; what is in it stays at its top. */
export function asHighAs(block: Block, height: number): Block {
  return { ...block, height, shapes: block.shapes.map((shape) => (shape.kind === 'box' && shape.role === 'box' ? { ...shape, height } : shape)) };
}

export function line(points: readonly Point[], look: Look, { outline = 'solid', arrow = false }: { readonly outline?: Outline; readonly arrow?: boolean } = {}): LineShape {
  return { kind: 'line', points, look, outline, arrow };
}

function moved(shape: Shape, x: number, y: number): Shape {
  const by = (point: Point): Point => ({ x: point.x + x, y: point.y + y });
  return shape.kind === 'line' ? { ...shape, points: shape.points.map(by) } : { ...shape, ...by(shape) };
}
