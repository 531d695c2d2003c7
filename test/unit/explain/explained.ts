// Decisions and explanations for the tests of this folder: plain ones, changed where a test says so.
import type { SettingExplanation } from '../../../src/explain/explanation.js';
import type { Decision, Match, RecipientDecision } from '../../../src/model/decision.js';
import { opportunistic } from '../../../src/model/transport.js';

export function recipientDecision(changes: Partial<RecipientDecision> = {}): RecipientDecision {
  return {
    recipient: 'ann@corp.example',
    orgUnit: '/',
    orgUnitSource: 'default',
    outcome: 'deliver',
    constraints: opportunistic,
    secureTransport: false,
    route: null,
    routeConflicts: [],
    onViolation: 'reject',
    maxAttempts: null,
    determinedBy: [],
    testing: [],
    violations: [],
    reply: null,
    ...changes,
  };
}

export function decision(changes: Partial<Decision> = {}): Decision {
  return {
    direction: 'inbound',
    replyProfile: 'default',
    outcome: 'deliver',
    constraints: opportunistic,
    recipients: [],
    deliveries: [],
    author: null,
    reply: null,
    ...changes,
  };
}

export function match(changes: Partial<Match> = {}): Match {
  return { setting: 'tls', orgUnit: '/', addressList: 'Partners', entry: 'partner.example', address: 'x@partner.example', authenticated: 'yes', ...changes };
}

export function unapplied(changes: Partial<SettingExplanation> = {}): SettingExplanation {
  return { setting: 'tls', orgUnit: '/', enabled: true, mode: 'enforce', inForce: true, applied: false, reason: 'no-address-match', nearMisses: [], ...changes };
}
