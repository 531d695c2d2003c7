import { describe, expect, it } from 'vitest';
import { compilePolicy, parsePolicy, policyDocument } from '../../../src/index.js';
import type { Decision, Policy, SettingInput } from '../../../src/index.js';
import { promote, testingTally } from '../../../src/rollout/index.js';
import type { TestingTally } from '../../../src/rollout/index.js';

const name = { orgUnit: '/', setting: 'partners' };

function policyWith(setting: Partial<SettingInput>): Policy {
  const parsed = parsePolicy({
    addressLists: { partners: ['partner.example'], again: ['partner.example'] },
    orgUnits: [{ path: '/', settings: [{ id: 'partners', mode: 'testing', appliesTo: ['outbound', 'inbound'], addressLists: ['partners', 'again'], ...setting }] }],
  });
  if (!parsed.ok) throw new Error('the policy should be valid');
  return parsed.policy;
}

const policy = policyWith({});
const engine = compilePolicy(policy);

function decisions(count: number, session: { tls: boolean } | null): Decision[] {
  const given = session === null ? {} : { session: session.tls ? { tls: true as const, version: 'TLSv1.3', certificate: { trusted: true, hostnameMatches: true } } : { tls: false as const } };
  return Array.from({ length: count }, (_, index) => engine.evaluate({ envelope: { mailFrom: null, rcptTo: [`u${index}@partner.example`] }, ...given }, 'outbound'));
}

const good = testingTally(decisions(10, { tls: true }));
const mixed = testingTally([...decisions(8, { tls: true }), ...decisions(2, { tls: false }), ...decisions(5, null)]);

function reasonsOf(tally: TestingTally, criteria: Parameters<typeof promote>[3], of: Policy = policy, which = name): string[] {
  const result = promote(of, which, tally, criteria);
  return 'reasons' in result ? result.reasons.map(({ code, message }) => `${code}: ${message}`) : [];
}

describe('a tally (S-17.5)', () => {
  it('counts each recipient once, however many lists matched', () => {
    expect(good).toEqual({ settings: [{ ...name, delivered: 10, pending: 0, bounced: 0, rejected: 0, partners: [] }] });
    expect(mixed).toEqual({ settings: [{ ...name, delivered: 8, pending: 5, bounced: 2, rejected: 0, partners: ['u0@partner.example', 'u1@partner.example'] }] });
  });

  it('names the first twenty partners', () => {
    expect(testingTally(decisions(100, { tls: false })).settings[0]).toMatchObject({ bounced: 100, partners: { length: 20 } });
  });

  it('counts what would be rejected', () => {
    const decision = engine.evaluate({ envelope: { mailFrom: null, rcptTo: ['me@here.example'] }, from: 'ann@partner.example', session: { tls: false } }, 'inbound');
    expect(testingTally([decision]).settings).toEqual([{ ...name, delivered: 0, pending: 0, bounced: 0, rejected: 1, partners: ['ann@partner.example'] }]);
  });
});

describe('promoting a setting (S-17.6)', () => {
  it('enforces it when the numbers say so, and records the change', () => {
    const result = promote(policy, name, good, { atLeast: 10 });
    if (!result.ok) throw new Error('it should be promoted');
    expect(policyDocument(result.policy).orgUnits?.[0]?.settings?.[0]).not.toHaveProperty('mode');
    expect(result.change.changes).toEqual([{ kind: 'setting-changed', ...name, fields: [{ field: 'mode', before: 'testing', after: 'enforce' }] }]);
  });

  it('says every reason against it', () => {
    expect(reasonsOf(mixed, { atLeast: 11 })).toEqual([
      'too-few: 10 recipients are known, and at least 11 are asked for',
      'too-many-violating: 2 of 10 would have been bounced or rejected, more than 0 %, among them mail of `u0@partner.example`, `u1@partner.example`',
      'too-many-pending: of 5 of 15 nothing can be said, more than 10 %: count decisions that know their session',
    ]);
    expect(reasonsOf(testingTally([]), { atLeast: 1 })).toEqual(['too-few: 0 recipients are known, and at least 1 are asked for']);
  });

  it('takes the shares that it is given', () => {
    expect(reasonsOf(mixed, { atLeast: 10, mostViolating: 0.2, mostPending: 0.34 })).toEqual([]);
  });

  it.each([
    [policyWith({ mode: 'enforce' }), name, 'not-in-testing-mode: setting `partners` at `/` is enforced already'],
    [policyWith({ enabled: false }), name, 'not-enabled: setting `partners` at `/` is not enabled, so it neither tests nor enforces; enable it first'],
    [policy, { orgUnit: '/Sales', setting: 'partners' }, 'no-such-setting: the policy has no setting `partners` at `/Sales`'],
  ])('does not promote what is not in testing mode', (of, which, reason) => {
    expect(reasonsOf(good, { atLeast: 1 }, of, which)[0]).toBe(reason);
  });

  it.each([
    [{ atLeast: 0 }, '`atLeast` must be a whole number of recipients, 1 or more, not the number 0'],
    [{ atLeast: 1, mostViolating: 2 }, '`mostViolating` must be a share from 0 to 1, not the number 2'],
    [{ atLeast: 1, mostPending: NaN }, '`mostPending` must be a share from 0 to 1, not the number NaN'],
  ])('takes no nonsense for criteria', (criteria, message) => {
    expect(() => promote(policy, name, good, criteria)).toThrow(new TypeError(message));
  });
});
