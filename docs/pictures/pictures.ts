// The pictures of the site by name. Each is drawn from data, as SVG that takes its colours from the page.

import { compilePolicy } from '../../src/index.js';
import type { Direction, Message } from '../../src/index.js';
import { decisionPathPicture } from './decision-path.js';
import { fromPartner, fromStranger, partnership, toPartner } from './example-messages.js';
import { inheritance } from './example-policies.js';
import { orgTreePicture } from './org-tree.js';

export const pictures: ReadonlyMap<string, () => string> = new Map<string, () => string>([
  ['org-tree', () => orgTreePicture(compilePolicy(inheritance))],
  ['decision-path', () => pathOf(toPartner, 'outbound')],
  ['decision-path-inbound', () => pathOf(fromPartner, 'inbound')],
  ['near-misses', () => pathOf(fromStranger, 'inbound')],
]);

function pathOf(message: Message, direction: Direction): string {
  return decisionPathPicture(compilePolicy(partnership).explain(message, direction), 0);
}
