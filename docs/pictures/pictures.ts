// The pictures of the site by name. Each is drawn from data, as SVG that takes its colours from the page.

import { compilePolicy } from '../../src/index.js';
import type { Direction, Message } from '../../src/index.js';
import { decisionPathPicture } from './decision-path.js';
import { fromImpostor, fromNobody, fromPartner, fromStranger, fromUnauthenticated, notYetConnected, partnership, toPartner } from './example-messages.js';
import { exactMatchingPicture } from './exact-matching.js';
import { inheritance } from './example-policies.js';
import { latticeJoinPicture, latticePicture } from './lattice.js';
import { lifeInboundPicture } from './life-inbound.js';
import { lifeOutboundPicture } from './life-outbound.js';
import { orgTreePicture } from './org-tree.js';
import { outcomeOrderPicture } from './outcome-order.js';
import { testingModePicture } from './testing-mode.js';

export const pictures: ReadonlyMap<string, () => string> = new Map<string, () => string>([
  ['org-tree', () => orgTreePicture(compilePolicy(inheritance))],
  ['decision-path', () => pathOf(toPartner, 'outbound')],
  ['decision-path-inbound', () => pathOf(fromPartner, 'inbound')],
  ['lattice', latticePicture],
  ['lattice-join', latticeJoinPicture],
  ['life-outbound', lifeOutboundPicture],
  ['life-inbound', lifeInboundPicture],
  ['exact-matching', exactMatchingPicture],
  ['outcome-order', outcomeOrderPicture],
  ['testing-mode', testingModePicture],
  ['near-misses', () => pathOf(fromStranger, 'inbound')],
  ['author-unknown', () => pathOf(fromNobody, 'inbound')],
  ['authentication-failed', () => pathOf(fromImpostor, 'inbound')],
  ['authentication-unknown', () => pathOf(fromUnauthenticated, 'inbound')],
  ['secure-transport-demanded', () => pathOf(notYetConnected, 'outbound')],
]);

function pathOf(message: Message, direction: Direction): string {
  return decisionPathPicture(compilePolicy(partnership).explain(message, direction), 0);
}
