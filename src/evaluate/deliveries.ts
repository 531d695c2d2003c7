// Which outbound recipients can share a connection (S-8.5).

import type { Delivery, RecipientDecision } from '../model/decision.js';
import { routeKey } from '../model/route.js';
import { constraintsCode } from '../model/transport.js';

/** @param unknown - the indexes of unknown partners, if there are any: each is alone in its delivery, with or without a route */
export function groupDeliveries(recipients: readonly RecipientDecision[], unknown: readonly number[] | null): Delivery[] {
  const only = recipients[0];
  if (recipients.length === 1 && only !== undefined) return [deliveryOf(only, [0])];
  const alone = new Set(unknown);
  const groups = new Map<string, Map<number, number[]>>();
  const deliveries: Delivery[] = [];
  for (const [index, recipient] of recipients.entries()) {
    const indexes = alone.has(index) ? [] : groupFor(recipient, groups);
    if (indexes.length === 0) deliveries.push(deliveryOf(recipient, indexes));
    indexes.push(index);
  }
  return deliveries;
}

/** The indexes of the delivery that the recipient can share, by route and constraints; none yet where it is the first. */
function groupFor({ route, constraints }: RecipientDecision, groups: Map<string, Map<number, number[]>>): number[] {
  if (route === null) return [];
  // A domain is its own key: it has no blanks, which the keys of hosts have.
  const key = route.kind === 'mx' ? route.domain : routeKey(route);
  const byConstraints = groups.get(key) ?? new Map<number, number[]>();
  if (byConstraints.size === 0) groups.set(key, byConstraints);
  const code = constraintsCode(constraints);
  const indexes = byConstraints.get(code) ?? [];
  if (indexes.length === 0) byConstraints.set(code, indexes);
  return indexes;
}

function deliveryOf({ route, constraints, maxAttempts }: RecipientDecision, recipients: readonly number[]): Delivery {
  return { recipients, route, constraints, maxAttempts };
}
