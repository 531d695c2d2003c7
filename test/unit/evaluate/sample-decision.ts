// Hand-made decisions, with nothing in them but what a test is about.
import type { Decision, RecipientDecision } from '../../../src/model/decision.js';
import { opportunistic } from '../../../src/model/transport.js';
import type { TransportConstraints } from '../../../src/model/transport.js';

export function decidedRecipient(changed: Partial<RecipientDecision> = {}): RecipientDecision {
  return {
    recipient: 'a@a.example',
    orgUnit: '/',
    orgUnitSource: 'default',
    outcome: 'deliver',
    constraints: opportunistic,
    secureTransport: false,
    route: { kind: 'mx', domain: 'a.example' },
    routeConflicts: [],
    onViolation: 'bounce',
    maxAttempts: null,
    determinedBy: [],
    testing: [],
    violations: [],
    reply: null,
    ...changed,
  };
}

export function decision(recipients: readonly RecipientDecision[], changed: Partial<Decision> = {}): Decision {
  return {
    direction: 'outbound',
    replyProfile: 'default',
    outcome: 'deliver',
    constraints: opportunistic,
    recipients,
    deliveries: [],
    author: null,
    reply: null,
    ...changed,
  };
}

export function determined(setting: string, constraints: TransportConstraints): RecipientDecision['determinedBy'][number] {
  return { setting, orgUnit: '/', addressList: null, entry: null, address: null, authenticated: 'not-required', constraints };
}
