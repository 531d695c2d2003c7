// S-17.6: from testing mode to enforcement, when the numbers say so.
import { describe, expect, it } from 'vitest';
import { compilePolicy } from '../../../src/index.js';
import type { Session, SettingInput } from '../../../src/index.js';
import { promote, testingTally } from '../../../src/rollout/index.js';
import type { PromotionCriteria, PromotionResult, TestingTally } from '../../../src/rollout/index.js';
import { policyFrom } from '../change/policies.js';

const day = 24 * 60 * 60 * 1000;
const setting = (rest: Partial<SettingInput>): SettingInput => ({ id: 'partners', appliesTo: ['outbound'], addressLists: ['partners'], mode: 'testing', ...rest });
const policyOf = (rest: Partial<SettingInput> = {}): ReturnType<typeof policyFrom> => policyFrom({ addressLists: { partners: ['*.example'] }, orgUnits: [{ path: '/', settings: [setting(rest)] }] });
const policy = policyOf();
const place = { setting: 'partners', orgUnit: '/' };
const criteria: PromotionCriteria = { leastRecipients: 10, leastSpan: 2 * day, greatestFailureShare: 0.1, greatestPendingShare: 0.2 };

const good: Session = { tls: true, version: 'TLSv1.3', certificate: { trusted: true, hostnameMatches: true, expired: false } };

function tallyOf(counts: { deliver?: number; pending?: number; bounce?: number }, span: number | null = 2 * day): TestingTally {
  const engine = compilePolicy(policy);
  const add = (tally: TestingTally, count: number, session?: Session): TestingTally => {
    const message = { envelope: { mailFrom: 'me@here.test', rcptTo: Array.from({ length: count }, () => 'you@partner.example') }, ...(session !== undefined && { session }) };
    const decision = engine.evaluate(message, 'outbound');
    if (count === 0) return tally;
    return span === null ? tally.add(decision) : tally.add(decision, { at: 0 }).add({ ...decision, recipients: decision.recipients.slice(0, 1) }, { at: span });
  };
  return add(add(add(testingTally(), counts.deliver ?? 0, good), counts.pending ?? 0), counts.bounce ?? 0, { tls: false });
}

const reasons = (result: PromotionResult): readonly string[] => (result.ok ? [] : result.reasons);

describe('a setting in testing mode', () => {
  it('is enforced when every criterion is met, and nothing else changes', () => {
    const result = promote(policy, place, tallyOf({ deliver: 8, bounce: 0, pending: 1 }), criteria);
    expect(result).toMatchObject({ ok: true, change: { before: policy, changes: [{ kind: 'setting-changed', orgUnit: '/', setting: 'partners', fields: [{ field: 'mode', before: 'testing', after: 'enforce' }] }] } });
    expect(promote(policy, place, JSON.parse(JSON.stringify(tallyOf({ deliver: 10 }))) as TestingTally, criteria).ok).toBe(true);
  });

  it('stays as it is, with every reason', () => {
    expect(reasons(promote(policy, place, tallyOf({ deliver: 2, pending: 1, bounce: 1 }, day), criteria))).toEqual([
      'it matched 7 recipients, and must match at least 10',
      'from the first match to the last it was 1 day, and it must be at least 2 days',
      'the session of 2 of 7 recipients was not known (28.6 %); at most 20 % may be so',
      'mail to or from 2 of 5 recipients would have been stopped (40 %); at most 10 % may be; among the partners: `partner.example`',
    ]);
  });

  it('may fail and be unknown up to the shares, and no more', () => {
    const exact = { ...criteria, leastSpan: 0, greatestFailureShare: 0.29, greatestPendingShare: 0 };
    const tally = tallyOf({ deliver: 71, bounce: 29 }, null);
    expect(promote(policy, place, tally, exact).ok).toBe(true);
    expect(reasons(promote(policy, place, tally, { ...exact, greatestFailureShare: 0.289 }))).toHaveLength(1);
    expect(promote(policy, place, tallyOf({ deliver: 8, pending: 2 }, null), { ...exact, greatestPendingShare: 0.2 }).ok).toBe(true);
  });

  it('is not enforced by what is not known', () => {
    const lenient = { leastRecipients: 1, leastSpan: 1, greatestFailureShare: 1, greatestPendingShare: 1 };
    expect(reasons(promote(policy, place, tallyOf({ pending: 3 }, null), lenient))).toEqual([
      expect.stringContaining('it is not known how long it was tested'),
      'no session was known, so nothing says that mail would be delivered',
    ]);
    expect(reasons(promote(policy, place, testingTally(), lenient))).toEqual(['the setting matched nobody: nothing is known of what it would do']);
  });

  it('is judged by what would have been rejected as well, and by the time between its matches', () => {
    const inbound = (partners: string[]) => ({ setting: 'partners', orgUnit: '/', messages: 1, recipients: 10, wouldBe: { deliver: 8, pending: 0, bounce: 0, reject: 2 }, resultTypes: {}, partners, first: 5 * day, last: 6 * day });
    const stopped = 'mail to or from 2 of 10 recipients would have been stopped (20 %); at most 10 % may be';
    const short = 'from the first match to the last it was 1 day, and it must be at least 2 days';
    expect(reasons(promote(policy, place, { counts: [inbound([])] }, criteria))).toEqual([short, stopped]);
    expect(reasons(promote(policy, place, { counts: [inbound(['a.example', 'b.example'])] }, criteria))).toEqual([short, `${stopped}; among the partners: \`a.example\`, \`b.example\``]);
    expect(reasons(promote(policy, place, { counts: [{ ...inbound([]), last: 7 * day }] }, { ...criteria, greatestFailureShare: 0.2 }))).toEqual([]);
  });

  it('must be there, enabled and in testing mode', () => {
    const tally = tallyOf({ deliver: 10 });
    expect(reasons(promote(policyOf({ id: 'other' }), place, tally, criteria))).toEqual(['`/` defines no setting `partners`']);
    expect(reasons(promote(policyOf({ mode: 'enforce' }), place, tally, criteria))).toEqual(['the setting `partners` of `/` is not in testing mode']);
    expect(reasons(promote(policyOf({ enabled: false }), place, tally, criteria))).toEqual(['the setting `partners` of `/` is not enabled, so it would enforce nothing']);
  });
});

describe('a setting in testing mode under an enforced one of the same id', () => {
  const counts = [{ setting: 'partners', orgUnit: '/Sales', messages: 1, recipients: 10, wouldBe: { deliver: 10, pending: 0, bounce: 0, reject: 0 }, resultTypes: {}, partners: [], first: 0, last: 2 * day }];
  const under = (above: Partial<SettingInput>, own: Partial<SettingInput>): PromotionResult => {
    const given = policyFrom({
      addressLists: { partners: ['*.example'], banks: ['bank.example'] },
      orgUnits: [{ path: '/', settings: [setting({ mode: 'enforce', ...above })] }, { path: '/Sales', settings: [setting(own)] }],
    });
    return promote(given, { setting: 'partners', orgUnit: '/Sales' }, { counts }, criteria);
  };
  const tls = { caSignedCertificate: false, validateHostname: false };

  it.each<[string, Partial<SettingInput>, Partial<SettingInput>]>([
    ['the same', {}, {}],
    ['more', { require: tls }, { require: { minTlsVersion: 'TLSv1.3' } }],
    ['in another direction as well', {}, { appliesTo: ['inbound', 'outbound'] }],
    ['with another list as well', {}, { addressLists: ['banks', 'partners'] }],
    ['of everyone', { appliesTo: ['outbound-secure-transport'] }, { appliesTo: ['outbound-secure-transport'], addressLists: [] }],
    ['outbound, where secure transport alone was concerned', { appliesTo: ['outbound-secure-transport'] }, {}],
    ['what one that is not enabled requires more', { enabled: false, require: { minTlsVersion: 'TLSv1.3' } }, { require: tls }],
    ['what one in testing mode requires more', { mode: 'testing', require: { minTlsVersion: 'TLSv1.3' } }, { require: tls }],
  ])('is enforced where it requires %s', (_name, above, own) => {
    expect(reasons(under(above, own))).toEqual([]);
  });

  it.each<[string, Partial<SettingInput>, Partial<SettingInput>]>([
    ['less', { require: { minTlsVersion: 'TLSv1.3' } }, {}],
    ['less of one thing and more of another', {}, { require: { ...tls, minTlsVersion: 'TLSv1.3' } }],
    ['nothing inbound', { appliesTo: ['inbound', 'outbound'] }, {}],
    ['it of other partners', {}, { addressLists: ['banks'] }],
    ['it of the partners of a list alone', { appliesTo: ['outbound-secure-transport'], addressLists: [] }, {}],
    ['it only where secure transport is demanded', {}, { appliesTo: ['outbound-secure-transport'] }],
  ])('stays as it is where it requires %s', (_name, above, own) => {
    expect(reasons(under(above, own))).toEqual(['it would take the place of the setting `partners` of `/`, which requires more or concerns more mail; where that is meant, enforce it by an edit']);
  });
});

describe('criteria', () => {
  it.each<[unknown, string]>([
    [null, 'criteria are an object with leastRecipients, leastSpan, greatestFailureShare, greatestPendingShare, not null'],
    [{ ...criteria, least: 1 }, 'there is no criterion `least`; there are leastRecipients, leastSpan, greatestFailureShare, greatestPendingShare'],
    [{ ...criteria, leastRecipients: 0 }, '`leastRecipients` must be a whole number from 1, not the number 0'],
    [{ ...criteria, leastRecipients: 1.5 }, '`leastRecipients` must be a whole number from 1, not the number 1.5'],
    [{ ...criteria, leastRecipients: '10' }, '`leastRecipients` must be a whole number from 1, not the text `10`'],
    [{ ...criteria, greatestFailureShare: -0.1 }, '`greatestFailureShare` must be a number from 0 to 1, not the number -0.1'],
    [{ ...criteria, greatestFailureShare: '0.1' }, '`greatestFailureShare` must be a number from 0 to 1, not the text `0.1`'],
    [{ ...criteria, leastSpan: undefined }, '`leastSpan` must be a number of milliseconds from 0, not nothing'],
    [{ ...criteria, greatestFailureShare: 1.5 }, '`greatestFailureShare` must be a number from 0 to 1, not the number 1.5'],
    [{ ...criteria, greatestPendingShare: NaN }, '`greatestPendingShare` must be a number from 0 to 1, not the number NaN'],
  ])('have every number: %j', (wrong, reason) => {
    expect(() => promote(policy, place, testingTally(), wrong as PromotionCriteria)).toThrow(new TypeError(reason));
  });

  it('are about a policy and a tally', () => {
    expect(() => promote({} as typeof policy, place, testingTally(), criteria)).toThrow(TypeError);
    expect(() => promote(policy, place, {} as TestingTally, criteria)).toThrow(TypeError);
  });
});
