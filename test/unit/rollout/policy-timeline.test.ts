// S-17.1, S-17.4: which policies count when, and going back.
import { describe, expect, it } from 'vitest';
import { compilePolicy, enforce, PolicyError } from '../../../src/index.js';
import type { CompileOptions, Message, PolicyInput, SettingInput } from '../../../src/index.js';
import { policyTimeline } from '../../../src/rollout/index.js';
import type { PolicyTimeline, PolicyVersionInput, RollbackOptions } from '../../../src/rollout/index.js';

const requiring = (require: NonNullable<SettingInput['require']>): PolicyInput => ({
  addressLists: { partners: ['partner.example'] },
  orgUnits: [{ path: '/', settings: [{ id: 'partners', appliesTo: ['outbound'], addressLists: ['partners'], require }] }],
});
const loose: PolicyInput = {};
const tight = requiring({ caSignedCertificate: false, validateHostname: false });
const tighter = requiring({ minTlsVersion: 'TLSv1.3', caSignedCertificate: false, validateHostname: false });
const message: Message = { envelope: { mailFrom: 'me@example.com', rcptTo: ['you@partner.example'] } };
const word = (timeline: PolicyTimeline, time: number): string => {
  const { tls, minVersion } = timeline.at(time).evaluate(message, 'outbound').constraints;
  return minVersion ?? tls;
};

describe('a timeline', () => {
  const timeline = policyTimeline([
    { policy: loose, from: 0 },
    { policy: tighter, from: 100, propagation: 50 },
    { policy: tight, from: 120, propagation: 50 },
    { policy: loose, from: 300, propagation: 10 },
  ]);

  it('tightens at once, and loosens when every node has it', () => {
    expect([0, 99, 100, 119, 120, 149, 150, 169, 170, 299, 300, 309, 310].map((time) => word(timeline, time))).toEqual([
      'opportunistic', 'opportunistic', 'TLSv1.3', 'TLSv1.3', 'TLSv1.3', 'TLSv1.3', 'TLSv1.3', 'TLSv1.3', 'required', 'required', 'required', 'required', 'opportunistic',
    ]);
  });

  it('says which versions count, and until when', () => {
    expect([0, 100, 120, 150, 170, 300, 310].map((time) => [timeline.at(time).versions.map(({ from }) => from), timeline.at(time).until])).toEqual([
      [[0], 100], [[0, 100], 120], [[0, 100, 120], 150], [[100, 120], 170], [[120], 300], [[120, 300], 310], [[300], null],
    ]);
  });

  it('has no policy before its first, and says so', () => {
    expect(() => timeline.at(-1)).toThrow(RangeError);
    expect(() => timeline.at(-1)).toThrow('no policy holds at 1969-12-31T23:59:59.999Z; the first version of the timeline begins at 1970-01-01T00:00:00Z');
    expect(() => timeline.at('yesterday')).toThrow(TypeError);
  });

  it('keeps its engines, and its versions whatever is added', () => {
    expect(timeline.at(130)).toBe(timeline.at(140));
    const longer = timeline.add({ policy: tighter, from: '1970-01-01T00:00:00.200Z' });
    expect([timeline, longer].map(({ versions }) => versions.map(({ from }) => from))).toEqual([[0, 100, 120, 300], [0, 100, 120, 200, 300]]);
    expect([word(timeline, 200), word(longer, 200)]).toEqual(['required', 'TLSv1.3']);
    expect([timeline, timeline.versions, timeline.versions[0], timeline.at(0)].every(Object.isFrozen)).toBe(true);
  });

  it('takes versions of another timeline, and of those that begin together the later', () => {
    const again = policyTimeline([...timeline.versions.slice(0, 1), { policy: tight, from: 0 }]);
    expect(again.versions[0]).toBe(timeline.versions[0]);
    expect(word(again, 0)).toBe('required');
  });

  it('compiles policies with its options, and leaves engines as they are', () => {
    const own = policyTimeline([{ policy: tight, from: 0 }, { engine: compilePolicy(tighter, { replyProfile: 'exchange' }), from: 10, propagation: 10 }], { replyProfile: 'postfix' });
    expect([0, 10, 20].map((time) => own.at(time).evaluate(message, 'outbound').replyProfile)).toEqual(['postfix', 'exchange', 'exchange']);
  });

  const thrower = (): never => {
    throw new Error('a getter that throws');
  };
  it.each<[string, unknown]>([
    ['nothing', undefined],
    ['an envelope that cannot be read', { get envelope() { return thrower(); } }],
    ['recipients that are none', { envelope: { mailFrom: 42, rcptTo: [null, 42, 'x', Symbol('x')] }, session: 7 }],
    ['a proxy that throws', new Proxy({}, { get: thrower })],
    ['a session that cannot be read', { ...message, get session() { return thrower(); } }],
  ])('decides inside a window on %s (S-12.1), and requires what an unknown partner is required', (_name, hostile) => {
    for (const direction of ['inbound', 'outbound'] as const) {
      const decision = timeline.at(130).evaluate(hostile as Message, direction);
      expect(enforce(decision, { tls: false }).recipients).toHaveLength(decision.recipients.length);
      expect(timeline.at(130).explain(hostile as Message, direction).decision).toEqual(decision);
      if (direction === 'outbound') expect(decision.constraints).toMatchObject({ tls: 'required', minVersion: 'TLSv1.3' });
    }
  });

  it('asks for a direction', () => {
    expect(() => timeline.at(0).evaluate(message, 'sideways' as 'inbound')).toThrow(TypeError);
    expect(() => timeline.at(0).explain(message, 'sideways' as 'inbound')).toThrow(TypeError);
  });

  it.each<[unknown, string]>([
    [null, 'a version of a policy is an object with policy, engine, from, propagation, not null'],
    [{ from: 0 }, 'a version has either a `policy` or an `engine`'],
    [{ policy: loose, engine: compilePolicy(loose), from: 0 }, 'a version has either a `policy` or an `engine`'],
    [{ engine: { policy: loose }, from: 0 }, '`engine` must be an engine that compilePolicy or openSnapshot made'],
    [{ policy: loose }, '`from` must be milliseconds since 1970, or text as 2026-03-01T09:00:00Z with its zone, not nothing'],
    [{ policy: loose, from: 0, propagation: -1 }, '`propagation` must be a number of milliseconds from 0, not the number -1'],
    [{ policy: loose, from: 0, propogation: 1 }, 'a version of a policy has no `propogation`; it has policy, engine, from, propagation'],
  ])('refuses a version that is none: %j', (version, reason) => {
    expect(() => policyTimeline([version as PolicyVersionInput])).toThrow(new TypeError(reason));
    expect(() => timeline.add(version as PolicyVersionInput)).toThrow(new TypeError(reason));
  });

  it('refuses what is not valid at once', () => {
    expect(() => policyTimeline([])).toThrow(new TypeError('a timeline has at least one version: without any there is no policy at any time'));
    expect(() => policyTimeline([{ policy: { domain: [] } as PolicyInput, from: 0 }])).toThrow(PolicyError);
    expect(() => policyTimeline([{ policy: loose, from: 0 }], { profile: 'gmail' } as CompileOptions)).toThrow(TypeError);
  });
});

describe('a rollback', () => {
  const timeline = policyTimeline([{ policy: loose, from: 0 }, { policy: tight, from: 100 }, { policy: tighter, from: 200, propagation: 50 }]);

  it('brings the version before back, after as long a window', () => {
    const back = timeline.rollback({ at: 400 });
    expect([399, 400, 449, 450].map((time) => word(back, time))).toEqual(['TLSv1.3', 'TLSv1.3', 'TLSv1.3', 'required']);
    expect(back.versions.at(-1)).toMatchObject({ from: 400, propagation: 50, restores: timeline.versions[1], policy: timeline.versions[1]!.policy });
  });

  it('acts at once where it is told to', () => {
    expect(word(timeline.rollback({ at: 210, propagation: 0 }), 210)).toBe('required');
  });

  it('goes further back each time, and never forward', () => {
    const twice = timeline.rollback({ at: 400, propagation: 0 }).rollback({ at: 500 });
    expect(word(twice, 500)).toBe('opportunistic');
    expect(() => twice.rollback({ at: 600 })).toThrow(new RangeError('there is no version before the one that holds'));
    const onwards = timeline.rollback({ at: 400, propagation: 0 }).add({ policy: tighter, from: 500 }).rollback({ at: 600 });
    expect([word(onwards, 600), onwards.versions.at(-1)!.restores]).toEqual(['required', timeline.versions[1]]);
  });

  it('goes back from where a version stood that was left out since', () => {
    const back = timeline.rollback({ at: 400, propagation: 0 });
    const without = policyTimeline(back.versions.filter((version) => version !== back.versions[1]));
    expect(word(without.rollback({ at: 500, propagation: 0 }), 500)).toBe('opportunistic');
  });

  it('goes to the version that is named, and leaves what begins later', () => {
    const back = timeline.rollback({ at: 150, to: timeline.versions[0]! });
    expect([149, 150, 199, 200].map((time) => word(back, time))).toEqual(['required', 'opportunistic', 'opportunistic', 'TLSv1.3']);
  });

  it('asks for what there is', () => {
    expect(() => timeline.rollback({ at: -1 })).toThrow(new RangeError('no policy holds at 1969-12-31T23:59:59.999Z, so there is none to roll back'));
    expect(() => timeline.rollback({ at: 400, to: policyTimeline([{ policy: loose, from: 0 }]).versions[0]! })).toThrow(new RangeError('`to` is no version of this timeline'));
    expect(() => timeline.rollback({} as RollbackOptions)).toThrow('`at` must be milliseconds');
    expect(() => timeline.rollback({ at: 400, propogation: 0 } as RollbackOptions)).toThrow(new TypeError('a rollback has no `propogation`; it has at, propagation, to'));
    expect(() => timeline.rollback(null as unknown as RollbackOptions)).toThrow(new TypeError('a rollback is an object with at, propagation, to, not null'));
    expect(() => timeline.rollback(undefined as unknown as RollbackOptions)).toThrow(TypeError);
    expect(() => timeline.rollback({ at: 400, propagation: -1 })).toThrow(TypeError);
  });
});
