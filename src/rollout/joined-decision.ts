// One decision from those of several policies that hold at once, while a change travels: the strictest of them for every recipient (S-17.2).

import type { Decision, RecipientDecision } from '../model/decision.js';
import { parseAddress } from '../model/address.js';
import { defaultRoute, routeKey } from '../model/route.js';
import { byCodeUnits } from '../model/text.js';
import { join, opportunistic } from '../model/transport.js';
import { groupDeliveries } from '../evaluate/deliveries.js';
import { Judge, replyAfterData, worstOutcome } from '../evaluate/judgement.js';
import { readSessionOf } from '../evaluate/message-property.js';
import { readSession } from '../evaluate/session.js';

/** @param decisions - about one message, the newest policy's first */
export function joinDecisions(message: unknown, newest: Decision, older: readonly Decision[]): Decision {
  const { direction, replyProfile, author } = newest;
  const judge = new Judge(readSession(readSessionOf(message)), direction, replyProfile);
  const others = (index: number): RecipientDecision[] => older.flatMap((decision) => decision.recipients[index] ?? []);
  const recipients = newest.recipients.map((recipient, index) => joinRecipients(recipient, others(index), judge));
  return {
    direction,
    replyProfile,
    outcome: worstOutcome(recipients),
    constraints: recipients.reduce((joined, { constraints }) => join(joined, constraints), opportunistic),
    recipients,
    deliveries: direction === 'outbound' ? groupDeliveries(recipients, unknownPartners(recipients)) : [],
    author,
    reply: replyAfterData(recipients),
  };
}

function joinRecipients(newest: RecipientDecision, older: readonly RecipientDecision[], judge: Judge): RecipientDecision {
  const all = [newest, ...older];
  const constraints = all.reduce((joined, one) => join(joined, one.constraints), opportunistic);
  const determinedBy = unite(all.flatMap((one) => one.determinedBy));
  const { route, routeConflicts } = all.find(namesRoute) ?? newest;
  return {
    ...newest,
    constraints,
    determinedBy,
    route,
    routeConflicts,
    secureTransport: all.some(({ secureTransport }) => secureTransport),
    maxAttempts: newest.onViolation === 'bounce' && constraints.tls === 'required' ? 1 : null,
    ...judge.judge({ constraints, determinedBy, testing: newest.testing }),
  };
}

/** A route that the policy names, rather than the recipient's own. */
function namesRoute({ recipient, route }: RecipientDecision): boolean {
  if (route === null || route.kind === 'mx') return false;
  const address = parseAddress(recipient, true);
  return address === null || routeKey(defaultRoute(address.domain)) !== routeKey(route);
}

type Matches = RecipientDecision['determinedBy'];

/** Each once, in the order of S-11.1. */
function unite(matches: Matches): Matches {
  const unique = new Map(matches.map((match) => [JSON.stringify(match, KEYS), match]));
  return [...unique.values()].sort((a, b) => ORDER.reduce((order, key) => order || byCodeUnits(a[key] ?? '', b[key] ?? ''), 0) || a.orgUnit.length - b.orgUnit.length);
}

const ORDER = ['setting', 'addressList', 'entry', 'address'] as const;
const KEYS: string[] = [...ORDER, 'orgUnit', 'authenticated', 'constraints', 'tls', 'minVersion', 'caSigned', 'hostname'];

/** What is no address is an unknown partner, alone in its delivery (S-8.5). */
function unknownPartners(recipients: readonly RecipientDecision[]): number[] {
  return recipients.flatMap(({ recipient }, index) => (parseAddress(recipient, true) === null ? [index] : []));
}
