// How a policy treats a message to or from one correspondent, without names of entries: what the effects of a change are measured in (S-13.3).

import type { RecipientDecision, TestingMatch } from '../model/decision.js';
import { parseAddress } from '../model/address.js';
import { isOwnRoute, routeKey } from '../model/route.js';
import type { HostRoute, Route } from '../model/route.js';
import { byCodeUnits } from '../model/text.js';
import { constraintsCode, join } from '../model/transport.js';
import type { TransportConstraints } from '../model/transport.js';

/** How a policy treats a class of messages. */
export interface Treatment {
  /** What the connection must meet. */
  readonly constraints: TransportConstraints;
  /** Where the policy sends it; null: to the recipient's own domain, and inbound. */
  readonly route: HostRoute | null;
  /** The settings in testing mode that match, and what they would do. Sorted by setting, then org unit. */
  readonly testing: readonly TestingTreatment[];
}

/** What a setting in testing mode would do to a class of messages. */
export interface TestingTreatment {
  /** The id of the setting. */
  readonly setting: string;
  /** Where the setting is defined. */
  readonly orgUnit: string;
  /** What it would require by itself. */
  readonly constraints: TransportConstraints;
  /** The route that it names; null: none. */
  readonly route: HostRoute | null;
}

/** Equal treatments have equal keys. */
export interface KeyedTreatment extends Treatment {
  readonly key: string;
}

export function treatmentOf({ recipient, constraints, route, testing }: RecipientDecision): KeyedTreatment {
  const treatment: Treatment = { constraints, route: namedRoute(recipient, route), testing: testingOf(testing) };
  return { ...treatment, key: treatmentKey(treatment) };
}

/** What a treatment says of constraints from the one policy to the other: a lattice has pairs that are neither (S-8.1). */
export type Tendency = 'same' | 'tightened' | 'loosened' | 'mixed';

export function tendencyOf(before: TransportConstraints, after: TransportConstraints): Tendency {
  const joined = constraintsCode(join(before, after));
  const [low, high] = [constraintsCode(before), constraintsCode(after)];
  if (low === high) return 'same';
  if (joined === high) return 'tightened';
  return joined === low ? 'loosened' : 'mixed';
}

/** The recipient's own route is no route that the policy names, even where a setting names the same. */
function namedRoute(recipient: string, route: Route | null): HostRoute | null {
  if (route === null || route.kind === 'mx') return null;
  const address = parseAddress(recipient, true);
  return address !== null && isOwnRoute(route, address.domain) ? null : route;
}

function testingOf(matches: readonly TestingMatch[]): TestingTreatment[] {
  const settings = new Map<string, TestingTreatment>();
  for (const { setting, orgUnit, constraints, route } of matches) {
    settings.set(`${setting}\n${orgUnit}`, { setting, orgUnit, constraints, route: route?.kind === 'host' ? route : null });
  }
  // Matches are in the order of lists within a setting, which says nothing here.
  return [...settings.values()].sort((a, b) => byCodeUnits(a.setting, b.setting) || byCodeUnits(a.orgUnit, b.orgUnit));
}

function treatmentKey({ constraints, route, testing }: Treatment): string {
  const observed = testing.map((one) => `${JSON.stringify([one.setting, one.orgUnit])} ${constraintsCode(one.constraints)} ${keyOf(one.route)}`);
  return [constraintsCode(constraints), keyOf(route), ...observed].join('\n');
}

function keyOf(route: HostRoute | null): string {
  return route === null ? '' : routeKey(route);
}
