import { describe, expect, it } from 'vitest';
import { PolicyError, policyDocument } from '../../../src/index.js';
import type { PolicyInput, SettingInput } from '../../../src/index.js';
import { policyTimeline } from '../../../src/rollout/index.js';
import type { PoliciesAt } from '../../../src/rollout/index.js';

const partners: SettingInput = { id: 'partners', appliesTo: ['outbound'], addressLists: ['partners'] };
const strict: PolicyInput = { addressLists: { partners: ['partner.example'] }, orgUnits: [{ path: '/', settings: [partners] }] };
const lax: PolicyInput = {};
const message = { envelope: { mailFrom: 'ann@here.example', rcptTo: ['bob@partner.example', 'bob@other.example', 'nobody'] } };

function requires(policies: PoliciesAt): string | undefined {
  return policies.evaluate(message, 'outbound').recipients[0]?.constraints.tls;
}

describe('a timeline (S-17)', () => {
  it('lets a change that tightens act at once', () => {
    const timeline = policyTimeline([{ policy: lax, from: 0 }, { policy: strict, from: 1000, propagation: 500 }]);
    expect([0, 999, 1000, 1499, 1500].map((time) => requires(timeline.at(time)))).toEqual(['opportunistic', 'opportunistic', 'required', 'required', 'required']);
    expect([999, 1000, 1499, 1500].map((time) => timeline.at(time).engines.length)).toEqual([1, 2, 2, 1]);
  });

  it('lets a change that loosens act when every node has it', () => {
    const timeline = policyTimeline([{ policy: strict, from: 0 }, { policy: lax, from: 1000, propagation: 500 }]);
    expect([999, 1000, 1499, 1500].map((time) => requires(timeline.at(time)))).toEqual(['required', 'required', 'required', 'opportunistic']);
  });

  it('lets several changes travel at once, and a later one that is everywhere end the older ones', () => {
    const named = (domain: string): PolicyInput => ({ ...strict, addressLists: { partners: [domain] } });
    const timeline = policyTimeline([
      { policy: named('a.example'), from: 0 },
      { policy: named('b.example'), from: 10, propagation: 100 },
      { policy: named('c.example'), from: 20, propagation: 30 },
    ]);
    const names = (time: number): string[] => timeline.at(time).engines.map(({ addressLists }) => [...(addressLists[0]?.entries() ?? [])].map(({ value }) => value).join());
    expect(names(15)).toEqual(['b.example', 'a.example']);
    expect(names(20)).toEqual(['c.example', 'b.example', 'a.example']);
    expect(names(49)).toEqual(['c.example', 'b.example', 'a.example']);
    expect(names(50)).toEqual(['c.example']);
  });

  it('takes the route of the newest policy, unless only an older one names one', () => {
    const routed = (host: string): PolicyInput => ({ ...strict, routes: { relay: { host } }, orgUnits: [{ path: '/', settings: [{ ...partners, route: 'relay' }] }] });
    const route = (before: PolicyInput, after: PolicyInput): unknown => policyTimeline([{ policy: before, from: 0 }, { policy: after, from: 1, propagation: 9 }]).at(5).evaluate(message, 'outbound').recipients[0]?.route;
    expect(route(routed('old.example'), routed('new.example'))).toMatchObject({ host: 'new.example' });
    expect(route(routed('old.example'), strict)).toMatchObject({ host: 'old.example' });
    expect(route(strict, strict)).toEqual({ kind: 'mx', domain: 'partner.example' });
  });

  it('groups deliveries anew, unknown partners alone', () => {
    const other: PolicyInput = { ...strict, addressLists: { partners: ['other.example'] } };
    const decision = policyTimeline([{ policy: strict, from: 0 }, { policy: other, from: 1, propagation: 9 }]).at(5).evaluate({ envelope: { mailFrom: null, rcptTo: ['a@partner.example', 'nobody', 'b@partner.example'] } }, 'outbound');
    expect(decision.deliveries.map(({ recipients, maxAttempts }) => [recipients, maxAttempts])).toEqual([[[0, 2], 1], [[1], 1]]);
  });

  it('rejects inbound mail by the strictest, with a reply that names a setting of any', () => {
    const inbound: PolicyInput = { ...strict, orgUnits: [{ path: '/', settings: [{ ...partners, appliesTo: ['inbound'] }] }] };
    const timeline = policyTimeline([{ policy: inbound, from: 0 }, { policy: lax, from: 1, propagation: 9 }]);
    const decision = timeline.at(5).evaluate({ envelope: { mailFrom: null, rcptTo: ['ann@here.example'] }, from: 'bob@partner.example', session: { tls: false } }, 'inbound');
    expect(decision).toMatchObject({ outcome: 'reject', deliveries: [], reply: { code: 550 }, author: { known: true, mailboxes: ['bob@partner.example'] } });
    expect(decision.reply?.text).toContain('partners');
  });

  it('explains what each policy does', () => {
    const timeline = policyTimeline([{ policy: strict, from: 0 }, { policy: lax, from: 1, propagation: 9 }]);
    expect(timeline.at(5).explain(message, 'outbound').map(({ recipients }) => recipients[0]?.settings.length)).toEqual([0, 1]);
    expect(timeline.at(10).explain(message, 'outbound')).toHaveLength(1);
  });

  it('is rolled back by one call, and once more (S-17.4)', () => {
    const timeline = policyTimeline([{ policy: strict, from: 0 }, { policy: lax, from: 100 }]);
    const back = timeline.rollback({ at: 200, propagation: 10 });
    expect([150, 200, 210].map((time) => requires(back.at(time)))).toEqual(['opportunistic', 'required', 'required']);
    expect([300, 200].map((time) => requires(back.rollback({ at: 300 }).at(time)))).toEqual(['opportunistic', 'required']);
    expect(timeline.versions).toHaveLength(2);
  });

  it('takes off what was still to come when it is rolled back', () => {
    const timeline = policyTimeline([{ policy: strict, from: 0 }, { policy: lax, from: 100 }, { policy: lax, from: 300 }]).rollback({ at: 200 });
    expect(timeline.versions.map(({ from }) => from)).toEqual([0, 100, 200]);
    expect(requires(timeline.at(400))).toBe('required');
  });

  it('grows by a version', () => {
    const timeline = policyTimeline([{ policy: lax, from: 0 }]).add({ policy: strict, from: 50 });
    expect(timeline.versions.map(({ from, propagation, policy }) => [from, propagation, Object.keys(policyDocument(policy)).length > 0])).toEqual([[0, 0, false], [50, 0, true]]);
  });

  it('has no answer for a time before its first version', () => {
    expect(() => policyTimeline([{ policy: strict, from: 100 }]).at(99)).toThrow(new RangeError('no policy holds at 99; the first version holds from 100'));
  });

  it('has nothing to go back to before the second version', () => {
    const timeline = policyTimeline([{ policy: strict, from: 100 }, { policy: lax, from: 200 }]);
    expect(() => timeline.rollback({ at: 150 })).toThrow(new RangeError('there is no version to go back to at 150: only one has begun'));
    expect(() => timeline.rollback({ at: 50 })).toThrow(new RangeError('there is no version to go back to at 50: none has begun'));
  });

  it('takes no nonsense', () => {
    expect(() => policyTimeline([])).toThrow(new RangeError('a timeline has at least one version'));
    expect(() => policyTimeline([{ policy: lax, from: 1 }, { policy: strict, from: 1 }])).toThrow(new RangeError('two versions hold from 1; give each a time of its own'));
    expect(() => policyTimeline([{ policy: lax, from: '2026-11-25' as never }])).toThrow(new TypeError('`from` must be milliseconds since 1970, as of `Date.now()`, not the text `2026-11-25`'));
    expect(() => policyTimeline([{ policy: lax, from: 1, propagation: -1 }])).toThrow(new TypeError('`propagation` must be milliseconds, 0 or more, not the number -1'));
    expect(() => policyTimeline([{ policy: { alignment: 'loose' } as never, from: 1 }])).toThrow(PolicyError);
    expect(() => policyTimeline([{ policy: lax, from: 1 }]).at(NaN)).toThrow(TypeError);
  });
});
