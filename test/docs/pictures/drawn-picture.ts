// Reads a picture back: strictly, so that what is not well-formed or not escaped is an error, and with its layout, so that what overlaps is found.

import { textWidth, FACES } from '../../../docs/pictures/drawing/text-style.js';
import type { TextStyle } from '../../../docs/pictures/drawing/text-style.js';

export interface Rectangle {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

export interface DrawnText extends Rectangle {
  readonly text: string;
  readonly style: string;
}

export interface DrawnSvg {
  readonly className: string;
  readonly title: string;
  readonly description: string;
  readonly attributes: ReadonlyMap<string, string>;
  readonly frame: Rectangle;
  readonly boxes: readonly Rectangle[];
  readonly chips: readonly Rectangle[];
  readonly icons: readonly Rectangle[];
  readonly texts: readonly DrawnText[];
  /** The points of all lines. */
  readonly points: readonly Rectangle[];
  readonly lines: readonly DrawnLine[];
  /** The names of its elements, in the order in which they are drawn. */
  readonly drawn: readonly string[];
}

export interface DrawnLine {
  readonly from: Rectangle;
  readonly to: Rectangle;
  /** It ends in an arrowhead. */
  readonly arrow: boolean;
}

export interface DrawnPicture {
  readonly wide: DrawnSvg;
  readonly narrow: DrawnSvg;
  readonly ids: readonly string[];
}

interface Element {
  readonly name: string;
  readonly attributes: ReadonlyMap<string, string>;
  readonly children: Element[];
  text: string;
}

/** @throws Error for what is not well-formed, and for elements and attributes that no picture has */
export function drawnPicture(markup: string): DrawnPicture {
  const [frame, ...others] = elementsOf(markup);
  if (frame?.name !== 'div' || others.length > 0) throw new Error('a picture is one element');
  const [wide, narrow] = frame.children;
  if (wide?.name !== 'svg' || narrow?.name !== 'svg' || frame.children.length > 2) throw new Error('a picture is drawn twice');
  return { wide: drawnSvg(wide), narrow: drawnSvg(narrow), ids: descendants(frame).flatMap(({ attributes }) => attributes.get('id') ?? []) };
}

/** What overlaps, sticks out of its box or lies outside of the picture; nothing, if it is well drawn. */
export function layoutFaults({ frame, boxes, chips, icons, texts, points }: DrawnSvg): string[] {
  return [
    ...[...boxes, ...chips, ...icons, ...texts, ...points].filter((shape) => !isWithin(shape, frame)).map((shape) => `outside of the picture: ${JSON.stringify(shape)}`),
    ...overlapping(boxes).map((pair) => `boxes overlap: ${JSON.stringify(pair)}`),
    ...overlapping(chips).map((pair) => `chips overlap: ${JSON.stringify(pair)}`),
    ...overlapping(texts).map((pair) => `texts overlap: ${JSON.stringify(pair)}`),
    ...[...chips, ...icons, ...texts].flatMap((shape) => boxes.filter((box) => overlap(shape, box) && !isWithin(shape, box)).map((box) => `sticks out: ${JSON.stringify([shape, box])}`)),
    ...texts.flatMap((shape) => chips.filter((chip) => overlap(shape, chip) && !isWithin(shape, chip)).map((chip) => `sticks out of a chip: ${JSON.stringify([shape, chip])}`)),
  ];
}

/** All texts in the order in which they were drawn, lines of one text joined by blanks. */
export function allText({ texts }: DrawnSvg): string {
  return texts.map(({ text }) => text).join(' ');
}

const ATTRIBUTES: readonly string[] = [
  'class', 'xmlns', 'viewBox', 'style', 'role', 'aria-labelledby', 'aria-describedby', 'id', 'x', 'y', 'width', 'height', 'rx', 'd', 'transform', 'font-size', 'textLength', 'lengthAdjust',
];
const NAMES: readonly string[] = ['div', 'svg', 'title', 'desc', 'rect', 'text', 'path', 'g'];

function elementsOf(markup: string): Element[] {
  const root: Element = { name: '', attributes: new Map(), children: [], text: '' };
  const open = [root];
  const token = /<(\/?)(\w+)((?: [\w:-]+="[^"<>]*")*)(\/?)>|([^<>]+)/gy;
  while (token.lastIndex < markup.length) {
    const at = token.lastIndex;
    const [, closing, name = '', attributes = '', empty, text] = token.exec(markup) ?? [];
    const current = open.at(-1)!;
    if (text !== undefined) current.text += unescaped(text);
    else if (closing === '/') {
      if (current.name !== name) throw new Error(`</${name}> closes <${current.name}>`);
      open.pop();
    } else if (NAMES.includes(name)) {
      const element: Element = { name, attributes: attributesOf(attributes), children: [], text: '' };
      current.children.push(element);
      if (empty !== '/') open.push(element);
    } else throw new Error(`not a picture's: ${markup.slice(at, at + 80)}`);
  }
  if (open.length > 1) throw new Error(`<${open.at(-1)?.name}> is not closed`);
  return root.children;
}

function attributesOf(text: string): Map<string, string> {
  const found = [...text.matchAll(/ ([\w:-]+)="([^"]*)"/g)].map(([, name = '', value = '']): [string, string] => [name, unescaped(value)]);
  const strange = found.find(([name]) => !ATTRIBUTES.includes(name));
  if (strange !== undefined || new Set(found.map(([name]) => name)).size < found.length) throw new Error(`attributes:${text}`);
  return new Map(found);
}

const ENTITIES: Readonly<Record<string, string>> = { '&amp;': '&', '&lt;': '<', '&gt;': '>', '&quot;': '"', '&#39;': "'" };
/** What must not be seen in a picture, or seen to turn others around; XML cannot carry all of it. */
const HIDDEN = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Co}\p{Cs}\uFFFE\uFFFF]/u;

function unescaped(text: string): string {
  if (HIDDEN.test(text)) throw new Error(`not visible: ${JSON.stringify(text)}`);
  return text.replace(/&[^;]*;?/g, (entity) => {
    const character = ENTITIES[entity];
    if (character === undefined) throw new Error(`not escaped: ${entity}`);
    return character;
  });
}

function drawnSvg(svg: Element): DrawnSvg {
  const [left = 0, top = 0, width = 0, height = 0] = (svg.attributes.get('viewBox') ?? '').split(' ').map(Number);
  const [title, description, ...shapes] = svg.children;
  if (title?.name !== 'title' || description?.name !== 'desc') throw new Error('no title and description');
  const named = (name: string): Element[] => shapes.filter((element) => element.name === name);
  const ofClass = (className: string) => (element: Element): boolean => (element.attributes.get('class') ?? '').split(' ').includes(className);
  return {
    className: svg.attributes.get('class') ?? '',
    title: title.text,
    description: description.text,
    attributes: new Map([...svg.attributes, ['title id', title.attributes.get('id') ?? ''], ['desc id', description.attributes.get('id') ?? '']]),
    frame: { left, top, right: left + width, bottom: top + height },
    boxes: named('rect').filter(ofClass('p-box')).map(rectangle),
    chips: named('rect').filter(ofClass('p-chip')).map(rectangle),
    icons: named('g').map(iconRectangle),
    texts: named('text').map(drawnText),
    points: named('path').filter(ofClass('p-line')).flatMap(points),
    lines: named('path').filter(ofClass('p-line')).map((path) => drawnLine(path, named('path').filter(ofClass('p-head')))),
    drawn: shapes.map(({ name }) => name),
  };
}

/** An arrowhead begins at its tip. */
function drawnLine(path: Element, heads: readonly Element[]): DrawnLine {
  const [from, to] = [points(path)[0]!, points(path).at(-1)!];
  return { from, to, arrow: heads.some((head) => points(head)[0]!.left === to.left && points(head)[0]!.top === to.top) };
}

function rectangle({ attributes }: Element): Rectangle {
  const [x = NaN, y = NaN, width = NaN, height = NaN] = ['x', 'y', 'width', 'height'].map((name) => Number(attributes.get(name)));
  return { left: x, top: y, right: x + width, bottom: y + height };
}

function iconRectangle({ attributes }: Element): Rectangle {
  const [x = NaN, y = NaN] = (/^translate\((.*)\)$/.exec(attributes.get('transform') ?? '')?.[1] ?? '').split(' ').map(Number);
  return { left: x, top: y, right: x + 16, bottom: y + 16 };
}

function drawnText({ attributes, text }: Element): DrawnText {
  const style = (attributes.get('class') ?? '').replace('p-text p-', '');
  const [x, y] = [Number(attributes.get('x')), Number(attributes.get('y'))];
  const { size } = FACES[style as TextStyle];
  return { text, style, left: x, top: y - 0.8 * size, right: x + textWidth(text, style as TextStyle), bottom: y + 0.25 * size };
}

function points({ attributes }: Element): Rectangle[] {
  return [...(attributes.get('d') ?? '').matchAll(/(-?[\d.]+) (-?[\d.]+)/g)].map(([, x, y]) => ({ left: Number(x), right: Number(x), top: Number(y), bottom: Number(y) }));
}

function descendants(element: Element): Element[] {
  return [element, ...element.children.flatMap(descendants)];
}

/** Coordinates are rounded to a tenth. */
const TOLERANCE = 0.3;

function isWithin(inner: Rectangle, outer: Rectangle): boolean {
  return inner.left >= outer.left - TOLERANCE && inner.right <= outer.right + TOLERANCE && inner.top >= outer.top - TOLERANCE && inner.bottom <= outer.bottom + TOLERANCE;
}

function overlap(a: Rectangle, b: Rectangle): boolean {
  return a.left < b.right - TOLERANCE && b.left < a.right - TOLERANCE && a.top < b.bottom - TOLERANCE && b.top < a.bottom - TOLERANCE;
}

/** From top to bottom, so that each is held against those alone that begin before it ends. */
function overlapping<T extends Rectangle>(shapes: readonly T[]): [T, T][] {
  const sorted = [...shapes].sort((a, b) => a.top - b.top);
  return sorted.flatMap((shape, index) => {
    const found: [T, T][] = [];
    for (let next = index + 1; next < sorted.length && sorted[next]!.top < shape.bottom; next++) if (overlap(shape, sorted[next]!)) found.push([shape, sorted[next]!]);
    return found;
  });
}
