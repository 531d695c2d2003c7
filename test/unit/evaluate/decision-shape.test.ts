// Whether a value is a decision (S-12.4, S-12.5).
import { describe, expect, it } from 'vitest';
import { assertDecision } from '../../../src/evaluate/decision-shape.js';
import { opportunistic } from '../../../src/model/transport.js';
import { decidedRecipient, decision, determined } from './sample-decision.js';

const good = decision([decidedRecipient()], { deliveries: [{ recipients: [0], route: null, constraints: opportunistic, maxAttempts: null }] });
const check = (value: unknown) => () => assertDecision(value);
const problem = (text: string) => new TypeError(`enforce needs a decision of evaluate, or one that went through JSON: ${text}`);

const directionProblem = problem('`direction` must be `inbound` or `outbound`');
const profileProblem = problem('`replyProfile` must be one of the reply profiles');
const deliveriesProblem = problem('`deliveries` must be an array of deliveries');
const recipientsProblem = problem('`recipients` must be an array with at least one recipient');
const recipientProblem = (index: number) => problem(`\`recipients[${index}]\` must be the decision on a recipient`);

describe('assertDecision', () => {
  it('S-12.5: accepts a decision, and one that went through JSON', () => {
    expect(check(good)).not.toThrow();
    expect(check(JSON.parse(JSON.stringify(good)))).not.toThrow();
    expect(check({ ...good, direction: 'inbound', deliveries: [] })).not.toThrow();
  });

  it.each([undefined, null, 'text', 5, [], {}, { ...good, direction: 'sideways' }, { ...good, direction: undefined }])('S-12.4: wants a direction: %s', (value) => {
    expect(check(value)).toThrow(directionProblem);
  });

  it.each(['sendmail', undefined, null, 'toString'])('S-12.4: wants a reply profile: %s', (replyProfile) => {
    expect(check({ ...good, replyProfile })).toThrow(profileProblem);
  });

  it.each([undefined, null, 'text', [null], [{}], [{ recipients: 0 }], [{ recipients: ['0'] }], [{ recipients: [0.5] }], [{ recipients: [0] }, { recipients: [0, null] }]])(
    'S-12.4: wants deliveries: %j',
    (deliveries) => {
      expect(check({ ...good, deliveries })).toThrow(deliveriesProblem);
    },
  );

  it.each([undefined, null, [], 'text', { 0: decidedRecipient() }])('S-12.4: wants at least one recipient: %j', (recipients) => {
    expect(check({ ...good, recipients })).toThrow(recipientsProblem);
  });

  it.each<[string, object]>([
    ['outcome', { outcome: 'bounced' }],
    ['outcome', { outcome: undefined }],
    ['constraints', { constraints: null }],
    ['constraints', { constraints: {} }],
    ['constraints.tls', { constraints: { ...opportunistic, tls: true } }],
    ['constraints.minVersion', { constraints: { ...opportunistic, minVersion: undefined } }],
    ['constraints.minVersion', { constraints: { ...opportunistic, minVersion: 'TLSv1.4' } }],
    ['constraints.caSigned', { constraints: { ...opportunistic, caSigned: 'true' } }],
    ['constraints.hostname', { constraints: { ...opportunistic, hostname: undefined } }],
    ['determinedBy', { determinedBy: null }],
    ['determinedBy', { determinedBy: [null] }],
    ['determinedBy', { determinedBy: [{ ...determined('a', opportunistic), setting: 5 }] }],
    ['determinedBy', { determinedBy: [determined('a', opportunistic), { ...determined('a', opportunistic), constraints: {} }] }],
    ['testing', { testing: undefined }],
    ['testing', { testing: [{ setting: 'a' }] }],
  ])('S-12.4: wants a recipient’s %s: %j', (_what, changed) => {
    expect(check({ ...good, recipients: [{ ...decidedRecipient(), ...changed }] })).toThrow(recipientProblem(0));
    expect(check({ ...good, recipients: [decidedRecipient(), decidedRecipient(), { ...decidedRecipient(), ...changed }] })).toThrow(recipientProblem(2));
  });

  it.each(['deliver', 'pending', 'bounce', 'reject'] as const)('accepts the outcome %s', (outcome) => {
    expect(check({ ...good, recipients: [decidedRecipient({ outcome })] })).not.toThrow();
  });

  it('accepts every constraint', () => {
    for (const minVersion of [null, 'TLSv1', 'TLSv1.1', 'TLSv1.2', 'TLSv1.3'] as const) {
      const constraints = { tls: 'required', minVersion, caSigned: true, hostname: true } as const;
      expect(check({ ...good, recipients: [decidedRecipient({ constraints, determinedBy: [determined('a', constraints)] })] })).not.toThrow();
    }
  });

  it('S-12.2: looks at matches that recipients share once', () => {
    let reads = 0;
    const shared = [
      {
        ...determined('a', opportunistic),
        get setting(): string {
          reads++;
          return 'a';
        },
      },
    ];
    expect(check({ ...good, recipients: [1, 2, 3].map(() => decidedRecipient({ determinedBy: shared })) })).not.toThrow();
    expect(reads).toBe(1);
  });

  it('S-12.4: a property that throws is no part of a decision', () => {
    const throwing = Object.defineProperty({ ...good }, 'recipients', {
      get() {
        throw new Error('no');
      },
    });
    expect(check(throwing)).toThrow(recipientsProblem);
  });
});
