// Which outbound recipients can share a connection (S-8.5).
import { describe, expect, it } from 'vitest';
import { groupDeliveries } from '../../../src/evaluate/deliveries.js';
import type { Route } from '../../../src/model/route.js';
import { opportunistic, tlsRequired } from '../../../src/model/transport.js';
import { decidedRecipient } from './sample-decision.js';

const a: Route = { kind: 'mx', domain: 'a.example' };
const b: Route = { kind: 'mx', domain: 'b.example' };
const relay: Route = { kind: 'host', host: 'relay.example', port: 25, mxLookup: false };
const everyoneKnown: readonly number[] = [];

describe('groupDeliveries', () => {
  it('S-8.5: same domain or route and equal constraints share a delivery', () => {
    const recipients = [
      decidedRecipient({ route: a }),
      decidedRecipient({ route: b }),
      decidedRecipient({ route: { ...a }, constraints: { ...opportunistic } }),
      decidedRecipient({ route: a, constraints: tlsRequired, maxAttempts: 1 }),
      decidedRecipient({ route: relay, constraints: tlsRequired, maxAttempts: 1 }),
      decidedRecipient({ route: { ...relay }, constraints: { ...tlsRequired }, maxAttempts: 1 }),
      decidedRecipient({ route: { ...relay, port: 26 }, constraints: tlsRequired, maxAttempts: 1 }),
    ];
    expect(groupDeliveries(recipients, everyoneKnown)).toEqual([
      { recipients: [0, 2], route: a, constraints: opportunistic, maxAttempts: null },
      { recipients: [1], route: b, constraints: opportunistic, maxAttempts: null },
      { recipients: [3], route: a, constraints: tlsRequired, maxAttempts: 1 },
      { recipients: [4, 5], route: relay, constraints: tlsRequired, maxAttempts: 1 },
      { recipients: [6], route: { ...relay, port: 26 }, constraints: tlsRequired, maxAttempts: 1 },
    ]);
  });

  it('S-8.5: an unknown partner is alone in its delivery, with or without a route', () => {
    const recipients = [decidedRecipient({ route: relay }), decidedRecipient({ route: relay }), decidedRecipient({ route: null }), decidedRecipient({ route: null }), decidedRecipient({ route: relay })];
    const shared = { constraints: opportunistic, maxAttempts: null };
    expect(groupDeliveries(recipients, [1, 3])).toEqual([
      { ...shared, recipients: [0, 4], route: relay },
      { ...shared, recipients: [1], route: relay },
      { ...shared, recipients: [2], route: null },
      { ...shared, recipients: [3], route: null },
    ]);
  });

  it('S-8.5: recipients without a route that are known are alone, too', () => {
    const recipients = [decidedRecipient({ route: null }), decidedRecipient({ route: null })];
    expect(groupDeliveries(recipients, everyoneKnown).map((delivery) => delivery.recipients)).toEqual([[0], [1]]);
  });

  it('S-8.5: one recipient is one delivery, known or not', () => {
    const recipients = [decidedRecipient({ route: relay, constraints: tlsRequired, maxAttempts: 1 })];
    const only = [{ recipients: [0], route: relay, constraints: tlsRequired, maxAttempts: 1 }];
    expect(groupDeliveries(recipients, everyoneKnown)).toEqual(only);
    expect(groupDeliveries(recipients, [0])).toEqual(only);
  });

  it('S-8.5: constraints that mean the same are equal, however they are written', () => {
    const implied = { ...opportunistic, caSigned: true };
    const recipients = [decidedRecipient({ route: a, constraints: implied }), decidedRecipient({ route: a, constraints: { ...implied, tls: 'required' } })];
    expect(groupDeliveries(recipients, everyoneKnown).map((delivery) => delivery.recipients)).toEqual([[0, 1]]);
  });

  it('S-8.4: routes are compared by value, and a host is not the domain of that name', () => {
    const recipients = [
      decidedRecipient({ route: { ...relay, mxLookup: true } }),
      decidedRecipient({ route: { kind: 'mx', domain: 'relay.example' } }),
      decidedRecipient({ route: relay }),
      decidedRecipient({ route: { ...relay, mxLookup: true } }),
      decidedRecipient({ route: { kind: 'mx', domain: 'relay.example' } }),
    ];
    expect(groupDeliveries(recipients, everyoneKnown).map((delivery) => delivery.recipients)).toEqual([[0, 3], [1, 4], [2]]);
  });

  it('of no recipients is none', () => {
    expect(groupDeliveries([], everyoneKnown)).toEqual([]);
  });
});
