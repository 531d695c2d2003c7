// Which outbound recipients can share a connection (S-8.5).
import { describe, expect, it } from 'vitest';
import { groupDeliveries } from '../../../src/evaluate/deliveries.js';
import type { Route } from '../../../src/model/route.js';
import { opportunistic, tlsRequired } from '../../../src/model/transport.js';
import { decidedRecipient } from './sample-decision.js';

const a: Route = { kind: 'mx', domain: 'a.example' };
const b: Route = { kind: 'mx', domain: 'b.example' };
const relay: Route = { kind: 'host', host: 'relay.example', port: 25, mxLookup: false };
const everyoneKnown = (): boolean => true;

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
    expect(groupDeliveries(recipients, (index) => index !== 1 && index !== 3)).toEqual([
      { ...shared, recipients: [0, 4], route: relay },
      { ...shared, recipients: [1], route: relay },
      { ...shared, recipients: [2], route: null },
      { ...shared, recipients: [3], route: null },
    ]);
  });

  it('of no recipients is none', () => {
    expect(groupDeliveries([], everyoneKnown)).toEqual([]);
  });
});
