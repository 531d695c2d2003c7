// What settings do to a recipient, in words (S-11).
import { describe, expect, it } from 'vitest';
import type { Reason } from '../../../src/explain/explanation.js';
import { appliedItems, testingItems, unappliedItems } from '../../../src/explain/setting-words.js';
import type { Outcome } from '../../../src/model/decision.js';
import { opportunistic, tlsRequired } from '../../../src/model/transport.js';
import { match, recipientDecision, unapplied } from './explained.js';

describe('appliedItems', () => {
  it('names setting, org unit, constraints, list, entry, author and authentication', () => {
    const caSigned = { ...tlsRequired, caSigned: true };
    const determinedBy = [
      { ...match({ orgUnit: '/Sales' }), constraints: caSigned },
      { ...match({ orgUnit: '/Sales', entry: 'x@partner.example', authenticated: 'unknown' }), constraints: caSigned },
      { ...match({ orgUnit: '/Sales', entry: '*', authenticated: 'not-required' }), constraints: caSigned },
    ];
    expect(appliedItems(recipientDecision({ determinedBy }), 'inbound')).toEqual([
      {
        line: 'setting `tls` of `/Sales` requires TLS, a client certificate signed by a trusted CA',
        details: [
          'entry `partner.example` of list `Partners` matches author `x@partner.example` (authenticated)',
          'entry `x@partner.example` of list `Partners` matches author `x@partner.example` (not known whether authenticated, which counts as a match)',
          'entry `*` of list `Partners` matches author `x@partner.example` (authentication not required)',
        ],
      },
    ]);
  });

  it('leaves the address out where it is the recipient', () => {
    const determinedBy = [{ ...match({ authenticated: 'not-required' }), constraints: opportunistic }];
    expect(appliedItems(recipientDecision({ determinedBy }), 'outbound')).toEqual([
      { line: 'setting `tls` of `/` requires nothing; TLS is tried, and plaintext is the fallback', details: ['entry `partner.example` of list `Partners` matches'] },
    ]);
  });

  it('says when there is no list, no entry or no address', () => {
    const noList = { ...match({ addressList: null, entry: null, address: null }), constraints: tlsRequired };
    const noEntry = { ...match({ entry: null, address: null, setting: 'b' }), constraints: tlsRequired };
    const noAddress = { ...match({ address: null, setting: 'c' }), constraints: tlsRequired };
    const details = (direction: 'inbound' | 'outbound'): string[] =>
      appliedItems(recipientDecision({ determinedBy: [noList, noEntry, noAddress] }), direction).flatMap((item) => item.details);
    expect(details('inbound')).toEqual([
      'names no list, so it concerns every recipient of such a message',
      'an unknown author matches every entry of list `Partners`',
      'entry `partner.example` of list `Partners` matches author `` (authenticated)',
    ]);
    expect(details('outbound')[1]).toBe('an unknown partner matches every entry of list `Partners`');
  });

  it('keeps settings of one id in two org units apart, and shows a few matches', () => {
    const many = ['a', 'b', 'c', 'd', 'e', 'f', 'g'].map((entry) => ({ ...match({ entry }), constraints: tlsRequired }));
    const items = appliedItems(recipientDecision({ determinedBy: [...many, { ...match({ orgUnit: '/Sales' }), constraints: tlsRequired }] }), 'outbound');
    expect(items.map(({ line, details }) => [line, details.length, details.at(-1)])).toEqual([
      ['setting `tls` of `/` requires TLS', 6, 'and 2 more'],
      ['setting `tls` of `/Sales` requires TLS', 1, 'entry `partner.example` of list `Partners` matches'],
    ]);
  });
});

describe('testingItems', () => {
  it.each<[Outcome, string]>([
    ['deliver', 'deliver'],
    ['pending', 'wait until the connection is known'],
    ['bounce', 'bounce'],
    ['reject', 'reject'],
  ])('says what the outcome %s would be', (wouldBe, words) => {
    const testing = [{ ...match(), constraints: tlsRequired, route: null, wouldBe }];
    expect(testingItems(recipientDecision({ testing }), 'outbound')).toEqual([
      { line: `setting \`tls\` of \`/\` would require TLS; alone it would ${words}`, details: ['entry `partner.example` of list `Partners` matches'] },
    ]);
  });

  it('names the route', () => {
    const route = { kind: 'host', host: 'relay.example', port: 25, mxLookup: false } as const;
    const testing = [{ ...match(), constraints: tlsRequired, route, wouldBe: 'pending' as const }];
    expect(testingItems(recipientDecision({ testing }), 'outbound')[0]?.line).toBe(
      'setting `tls` of `/` would require TLS, by host `relay.example`, port 25; alone it would wait until the connection is known',
    );
  });
});

describe('unappliedItems', () => {
  it.each<[Reason, string]>([
    ['matched', 'matched'],
    ['disabled', 'disabled at this org unit or above it'],
    ['overridden', 'overridden by a setting of the same id'],
    ['not-enabled', 'not enabled'],
    ['other-direction', 'not for inbound mail'],
    ['internal-recipient', "the recipient is in one of the organisation's own domains"],
    ['secure-transport-not-requested', 'only for messages for which something else demands secure transport, and nothing does'],
    ['not-authenticated', 'an entry matches the author and requires sender authentication, but the author is not authenticated'],
    ['no-address-match', 'no entry of its lists matches the author'],
  ])('says %s in words', (reason, words) => {
    expect(unappliedItems([unapplied({ reason })], 'inbound')).toEqual([{ line: `setting \`tls\` of \`/\`: ${words}`, details: [] }]);
  });

  it('speaks of the recipient outbound', () => {
    const lines = unappliedItems([unapplied(), unapplied({ reason: 'other-direction' })], 'outbound').map(({ line }) => line);
    expect(lines).toEqual(['setting `tls` of `/`: no entry of its lists matches the recipient', 'setting `tls` of `/`: not for outbound mail']);
  });

  it('leaves out what applies', () => {
    expect(unappliedItems([unapplied({ applied: true, reason: 'matched' })], 'inbound')).toEqual([]);
  });

  it('joins settings of one reason with the same near misses, each said once', () => {
    const nearMisses = [
      { kind: 'look-alike', entry: 'modern.example', address: 'x@rnodern.example' },
      { kind: 'look-alike', entry: 'modern.example', address: 'y@rnodern.example' },
    ] as const;
    const items = unappliedItems(
      [unapplied(), unapplied({ setting: 'b', orgUnit: '/Sales', mode: 'testing' }), unapplied({ setting: 'c', nearMisses }), unapplied({ setting: 'd', reason: 'disabled' })],
      'inbound',
    );
    expect(items).toEqual([
      { line: 'setting `tls` of `/`, setting `b` of `/Sales` (testing): no entry of its lists matches the author', details: [] },
      {
        line: 'setting `c` of `/`: no entry of its lists matches the author',
        details: ['`rnodern.example` looks like entry `modern.example` and is another; entries match exactly, and it may be there to deceive'],
      },
      { line: 'setting `d` of `/`: disabled at this org unit or above it', details: [] },
    ]);
  });

  it('shows a few near misses', () => {
    const nearMisses = ['a', 'b', 'c', 'd', 'e', 'f'].map((name) => ({ kind: 'envelope-only' as const, entry: `${name}.example`, address: `x@${name}.example` }));
    const [item] = unappliedItems([unapplied({ nearMisses })], 'inbound');
    expect(item?.details).toHaveLength(6);
    expect(item?.details[5]).toBe('and 1 more');
  });
});
