// Which outbound recipients can share a connection (S-8.5).

import type { Delivery, RecipientDecision } from '../model/decision.js';
import { append } from '../model/multimap.js';
import { routeKey } from '../model/route.js';
import { constraintsKey } from '../model/transport.js';

/** @param isKnown - whether the recipient at an index is a known partner; an unknown one is alone in its delivery */
export function groupDeliveries(recipients: readonly RecipientDecision[], isKnown: (index: number) => boolean): Delivery[] {
  const groups = new Map<string, number[]>();
  recipients.forEach(({ route, constraints }, index) => {
    const key = route !== null && isKnown(index) ? `${routeKey(route)} ${constraintsKey(constraints)}` : `alone ${index}`;
    append(groups, key, index);
  });
  return [...groups.values()].flatMap((indexes) => {
    const first = recipients[indexes[0] ?? 0];
    return first === undefined ? [] : [{ recipients: indexes, route: first.route, constraints: first.constraints, maxAttempts: first.maxAttempts }];
  });
}
