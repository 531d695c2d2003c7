// S-17.2, S-17.3: in a window constraints and matches are those of every policy that counts, the route is that of the newest policy that names one, and
// everything else the newest policy's. Here this is put together naively, part by part, and compared in every field.

import { expect, it } from 'vitest';
import { enforce } from '../../src/index.js';
import type { Decision, Delivery, RecipientDecision, Session } from '../../src/index.js';
import { parseAddress } from '../../src/model/address.js';
import { assertTimelineLaw, enginesAt, timesOf } from './timeline-case.js';

it('a joined decision takes each part from its policy', () => {
  const seen = { olderRoute: 0, threePolicies: 0 };
  assertTimelineLaw((timelineCase, hit) => {
    for (const time of timesOf(timelineCase)) {
      const engines = enginesAt(timelineCase, time);
      if (engines.length === 1) continue;
      for (const { message, direction } of timelineCase.cases) {
        const { session, ...unconnected } = message;
        const newestFirst = engines.map((engine) => engine.evaluate(unconnected, direction)).reverse();
        const expected = enforce(joined(newestFirst), session as Session);
        expect(sorted(timelineCase.timeline.at(time).evaluate(message, direction))).toEqual(sorted(expected));
        const differs = expected.recipients.some(({ route }, index) => text(route) !== text(newestFirst[0]!.recipients[index]!.route));
        if (differs) seen.olderRoute += 1;
        if (engines.length === 3) seen.threePolicies += 1;
        hit(newestFirst.some((decision) => text(decision) !== text(newestFirst[0])));
      }
    }
  }, 0.2);
  expect(Math.min(seen.olderRoute, seen.threePolicies)).toBeGreaterThan(0);
});

function joined(newestFirst: readonly Decision[]): Decision {
  const newest = newestFirst[0]!;
  const recipients = newest.recipients.map((recipient, index) => joinedRecipient(recipient, newestFirst.map((decision) => decision.recipients[index]!), newest.direction));
  return { ...newest, constraints: strictest(recipients), recipients, deliveries: newest.direction === 'outbound' ? deliveriesOf(recipients) : [] };
}

function joinedRecipient(newest: RecipientDecision, all: readonly RecipientDecision[], direction: Decision['direction']): RecipientDecision {
  const constraints = strictest(all);
  const { route, routeConflicts } = all.find((each) => each.route !== null && !(isOwn(each) && each.routeConflicts.length === 0)) ?? newest;
  return {
    ...newest,
    constraints,
    secureTransport: all.some(({ secureTransport }) => secureTransport),
    route,
    routeConflicts,
    maxAttempts: direction === 'outbound' && constraints.tls === 'required' ? 1 : null,
    determinedBy: [...new Map(all.flatMap(({ determinedBy }) => determinedBy).map((match) => [text(match), match])).values()].sort(byClause),
  };
}

const VERSIONS = [null, 'TLSv1', 'TLSv1.1', 'TLSv1.2', 'TLSv1.3'] as const;

function strictest(all: readonly Pick<RecipientDecision, 'constraints'>[]): RecipientDecision['constraints'] {
  const each = all.map(({ constraints }) => constraints);
  return {
    tls: each.some(({ tls }) => tls === 'required') ? 'required' : 'opportunistic',
    minVersion: VERSIONS[Math.max(...each.map(({ minVersion }) => VERSIONS.indexOf(minVersion)))]!,
    caSigned: each.some(({ caSigned }) => caSigned),
    hostname: each.some(({ hostname }) => hostname),
  };
}

function domainOf(recipient: string): string | null {
  return parseAddress(recipient, false)?.domain ?? null;
}

/** The domain's own MX hosts, or the host that an address literal is (S-8.4). */
function isOwn({ recipient, route }: RecipientDecision): boolean {
  const domain = domainOf(recipient);
  if (domain === null || route === null) return false;
  return route.kind === 'mx' ? route.domain === domain : route.host === domain && route.port === 25 && !route.mxLookup;
}

/** S-8.5 */
function deliveriesOf(recipients: readonly RecipientDecision[]): Delivery[] {
  const groups = new Map<string, Delivery & { recipients: number[] }>();
  recipients.forEach(({ recipient, route, constraints, maxAttempts }, index) => {
    const key = domainOf(recipient) === null ? `alone ${index}` : text([route, constraints]);
    const group = groups.get(key) ?? { recipients: [], route, constraints, maxAttempts };
    group.recipients.push(index);
    groups.set(key, group);
  });
  return [...groups.values()];
}

type Matches = RecipientDecision['determinedBy'];

/** S-11.1, which leaves open how matches stand that differ in nothing else than their constraints. */
function byClause(a: Matches[number], b: Matches[number]): number {
  const key = ({ setting, addressList, entry, address, orgUnit, authenticated }: Matches[number]): (string | number)[] => [setting, addressList ?? '', entry ?? '', address ?? '', orgUnit.length, orgUnit, authenticated];
  const [one, other] = [key(a), key(b)];
  const place = one.findIndex((part, index) => part !== other[index]);
  return place === -1 ? 0 : one[place]! < other[place]! ? -1 : 1;
}

function sorted(decision: Decision): Decision {
  const recipients = decision.recipients.map((recipient) => ({ ...recipient, determinedBy: [...recipient.determinedBy].sort((a, b) => byClause(a, b) || (text(a.constraints) < text(b.constraints) ? -1 : 1)) }));
  return { ...decision, recipients };
}

function text(value: unknown): string {
  return JSON.stringify(value);
}
