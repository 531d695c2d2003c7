// S-17.5: what testing mode observed, in numbers.
import { describe, expect, it } from 'vitest';
import { compilePolicy, enforce } from '../../../src/index.js';
import type { Decision, Session } from '../../../src/index.js';
import { testingTally } from '../../../src/rollout/index.js';
import type { TestingFacts, TestingTally } from '../../../src/rollout/index.js';

const engine = compilePolicy({
  addressLists: { partners: ['*.partner.example', 'a@x.partner.example', 'partner.example'] },
  orgUnits: [{ path: '/', settings: [{ id: 'partners', appliesTo: ['outbound', 'inbound'], addressLists: ['partners'], mode: 'testing' }] }],
});
const decisionTo = (...rcptTo: string[]): Decision => engine.evaluate({ envelope: { mailFrom: 'me@example.com', rcptTo } }, 'outbound');
const good: Session = { tls: true, version: 'TLSv1.3', certificate: { trusted: true, hostnameMatches: true, expired: false } };
const none: Session = { tls: false };

describe('a tally', () => {
  it('counts a recipient once, however many entries match', () => {
    const tally = testingTally()
      .add(enforce(decisionTo('a@x.partner.example', 'b@y.partner.example', 'c@else.example'), none), { at: 2000, session: none })
      .add(enforce(decisionTo('a@x.partner.example'), good), { at: '1970-01-01T00:00:01Z', session: good })
      .add(decisionTo('a@partner.example'));
    expect(tally.counts).toEqual([
      {
        setting: 'partners', orgUnit: '/', messages: 3, recipients: 4, wouldBe: { deliver: 1, pending: 1, bounce: 2, reject: 0 }, resultTypes: { 'starttls-not-supported': 2 },
        partners: ['x.partner.example', 'y.partner.example'], first: 1000, last: 2000,
      },
    ]);
    expect([tally.count('partners', '/'), tally.count('partners', '/Sales')]).toEqual([tally.counts[0], null]);
  });

  it('counts of several matches the worst, whichever comes first', () => {
    const decision = enforce(decisionTo('a@x.partner.example'), good);
    const [one] = decision.recipients;
    const matching = (...outcomes: ('deliver' | 'pending' | 'bounce')[]): Decision => ({ ...decision, recipients: [{ ...one!, testing: outcomes.map((wouldBe) => ({ ...one!.testing[0]!, wouldBe })) }] });
    for (const outcomes of [['deliver', 'bounce'], ['bounce', 'deliver'], ['pending', 'bounce', 'deliver']] as const) {
      expect(testingTally().add(matching(...outcomes)).counts).toMatchObject([{ recipients: 1, wouldBe: { deliver: 0, pending: 0, bounce: 1 } }]);
    }
    expect(testingTally().add(matching('deliver', 'pending')).counts).toMatchObject([{ wouldBe: { deliver: 0, pending: 1 } }]);
  });

  it('counts authors inbound, and names no unknown one', () => {
    const inbound = (from: string): Decision => engine.evaluate({ envelope: { mailFrom: 'x@z.example', rcptTo: ['me@example.com'] }, from: [from], session: none }, 'inbound');
    expect(testingTally().add(inbound('ann@partner.example')).add(inbound('<<')).counts).toMatchObject([{ recipients: 2, wouldBe: { reject: 2 }, partners: ['partner.example'], resultTypes: {}, first: null, last: null }]);
  });

  it('names so many partners and no more', () => {
    const names = Array.from({ length: 12 }, (_, index) => `a@${String.fromCharCode(97 + index)}.partner.example`);
    expect(testingTally().add(enforce(decisionTo(...names), none)).counts[0]!.partners).toEqual(names.slice(0, 10).map((name) => name.slice(2)));
  });

  it('is left as it was, and is itself where nothing was tested', () => {
    const empty = testingTally();
    const one = empty.add(decisionTo('a@partner.example'));
    expect([empty.counts, one.counts.length, one.add(decisionTo('a@else.example'))]).toEqual([[], 1, one]);
    expect([one, one.counts, one.counts[0], one.counts[0]!.wouldBe, one.counts[0]!.partners].every(Object.isFrozen)).toBe(true);
  });

  it('takes decisions and facts only', () => {
    const decision = decisionTo('a@partner.example');
    expect(() => testingTally().add({} as Decision)).toThrow(TypeError);
    expect(() => testingTally().add(decision, { at: 'today' })).toThrow('`at` must be');
    expect(() => testingTally().add(decision, null as unknown as TestingFacts)).toThrow('the facts of a decision are an object with at, session, not null');
    expect(() => testingTally().add(decision, { sesion: none } as TestingFacts)).toThrow('there is no fact `sesion` of a decision; there are at, session');
    const testing = decision.recipients[0]!.testing.map((match) => ({ ...match, wouldBe: 'lost' }));
    expect(() => testingTally().add({ ...decision, recipients: [{ ...decision.recipients[0]!, testing }] } as unknown as Decision)).toThrow('must say what it `wouldBe`');
  });

  const stored = JSON.parse(JSON.stringify(testingTally().add(decisionTo('a@partner.example'), { at: 1 }))) as { counts: Record<string, unknown>[] };
  it.each<[Record<string, unknown>, string]>([
    [{ recipients: 2 }, '`counts[0].recipients` must be the sum of its `wouldBe`'],
    [{ messages: -1 }, '`counts[0].messages` of the tally must be a whole number from 0'],
    [{ wouldBe: { deliver: 1 } }, '`counts[0].wouldBe.pending` of the tally must be a whole number from 0'],
    [{ resultTypes: { 'certificate-expired': 0.5 } }, '`counts[0].resultTypes.certificate-expired` of the tally must be a whole number from 0'],
    [{ partners: null }, '`counts[0].partners[0]` of the tally must be text'],
    [{ setting: 1 }, '`counts[0].setting` of the tally must be text'],
    [{ first: '1' }, '`counts[0].first` of the tally must be a number of milliseconds or null'],
  ])('is read strictly: %j', (wrong, reason) => {
    expect(() => testingTally({ counts: [{ ...stored.counts[0], ...wrong }] } as unknown as TestingTally)).toThrow(new TypeError(reason));
    expect(() => testingTally().merge({} as TestingTally)).toThrow(new TypeError('a tally has `counts`, an array; give what testingTally made, or its JSON'));
    expect(testingTally(stored as unknown as TestingTally).counts).toHaveLength(1);
  });
});
