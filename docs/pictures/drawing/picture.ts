// A picture as the page takes it: drawn for a wide page and for a narrow one, of which the style sheet shows one, and told in words to who cannot see it.

import type { Block } from './shapes.js';
import { movedShapes } from './shapes.js';
import { svg } from './svg.js';

export const WIDE = 680;
export const NARROW = 344;

export interface PictureText {
  /** What the picture is: a few words. */
  readonly title: string;
  /** What it shows: sentences that tell what there is to see. */
  readonly description: string;
}

/**
 * @param kind - begins the ids; the rest of them is made of what is drawn, so that different pictures of one page have different ids
 * @param layout - draws the picture within a width
 */
export function picture(kind: string, text: PictureText, layout: (width: number) => Block): string {
  const wide = framed(layout(WIDE - 2 * MARGIN));
  const narrow = framed(layout(NARROW - 2 * MARGIN));
  const id = `${kind}-${fingerprint(JSON.stringify([text, wide]))}`;
  return `<div class="picture-frame">${svg(wide, { id: `${id}-wide`, ...text }, 'picture-wide')}${svg(narrow, { id: `${id}-narrow`, ...text }, 'picture-narrow')}</div>`;
}

const MARGIN = 2;

/** Outlines are as wide as their half outside their box. */
function framed(block: Block): Block {
  return { width: block.width + 2 * MARGIN, height: block.height + 2 * MARGIN, shapes: movedShapes(block, MARGIN, MARGIN) };
}

/** FNV-1a, 32 bits. */
function fingerprint(text: string): string {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index++) hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  return (hash >>> 0).toString(36);
}
