// The section of a recipient (S-11.2).
import { describe, expect, it } from 'vitest';
import { recipientLines, replyLine } from '../../../src/explain/recipient-words.js';
import type { OrgUnitSource } from '../../../src/model/decision.js';
import { tlsRequired } from '../../../src/model/transport.js';
import { match, recipientDecision, unapplied } from './explained.js';

const NOTHING = 'Required: nothing; TLS is tried, and plaintext is the fallback';

describe('recipientLines', () => {
  it('is short where nothing happens', () => {
    expect(recipientLines(recipientDecision(), [], 'inbound')).toEqual(["Org unit: `/` (the recipient's, by default)", NOTHING, 'Applies: no setting']);
  });

  it.each<[OrgUnitSource, string, string]>([
    ['users', "the recipient's, named in the policy's users", "the sender's, named in the policy's users"],
    ['function', "the recipient's, by orgUnitOf", "the sender's, by orgUnitOf"],
    ['default', "the recipient's, by default", "the sender's, by default"],
    ['fallback', 'stands in, for orgUnitOf failed or named no org unit', 'stands in, for orgUnitOf failed or named no org unit'],
  ])('says where the org unit is from: %s', (orgUnitSource, inbound, outbound) => {
    const recipient = recipientDecision({ orgUnit: '/Sales', orgUnitSource });
    expect(recipientLines(recipient, [], 'inbound')[0]).toBe(`Org unit: \`/Sales\` (${inbound})`);
    expect(recipientLines(recipient, [], 'outbound')[0]).toBe(`Org unit: \`/Sales\` (${outbound})`);
  });

  it('names the route outbound, and the losers', () => {
    const route = { kind: 'mx', domain: 'partner.example' } as const;
    const routeConflicts = [{ setting: 'b', orgUnit: '/Sales', route: { kind: 'host', host: 'relay.example', port: 25, mxLookup: false } as const }];
    expect(recipientLines(recipientDecision({ route, routeConflicts }), [], 'outbound').slice(2, -1)).toEqual([
      'Route: the MX hosts of `partner.example`',
      'Routes that lose (the nearest org unit wins, then the most exact entry, then the smaller id):',
      '  - setting `b` of `/Sales`: host `relay.example`, port 25',
    ]);
    expect(recipientLines(recipientDecision({ route }), [], 'outbound').slice(2, -1)).toEqual(['Route: the MX hosts of `partner.example`']);
    expect(recipientLines(recipientDecision({ route: null }), [], 'outbound')[2]).toBe('Route: none known, for the recipient is not a valid address');
  });

  it('says everything in order', () => {
    const recipient = recipientDecision({
      secureTransport: true,
      constraints: tlsRequired,
      violations: [{ type: 'starttls-not-supported', required: 'TLS', found: 'no TLS' }],
      reply: { code: 550, enhancedCode: '5.7.10', text: 'Secure transport required' },
      determinedBy: [{ ...match(), constraints: tlsRequired }],
      testing: [{ ...match({ setting: 't' }), constraints: tlsRequired, route: null, wouldBe: 'reject' }],
    });
    const nearMisses = [{ kind: 'envelope-only', entry: 'a.example', address: 'x@a.example' }] as const;
    expect(recipientLines(recipient, [unapplied({ setting: 'u', nearMisses })], 'inbound')).toEqual([
      "Org unit: `/` (the recipient's, by default)",
      'Required: TLS',
      'Something else demands secure transport: TLS is required in any case.',
      'Violated:',
      '  - required TLS, found no TLS (starttls-not-supported)',
      'Reply: 550 5.7.10 Secure transport required',
      'Applies:',
      '  - setting `tls` of `/` requires TLS',
      '    - entry `partner.example` of list `Partners` matches author `x@partner.example` (authenticated)',
      'In testing, without effect:',
      '  - setting `t` of `/` would require TLS; alone it would reject',
      '    - entry `partner.example` of list `Partners` matches author `x@partner.example` (authenticated)',
      'Does not apply:',
      '  - setting `u` of `/`: no entry of its lists matches the author',
      '    - `x@a.example` matches entry `a.example`, but is the envelope sender only; the author in From: counts',
    ]);
  });
});

describe('replyLine', () => {
  it('shows the whole reply, safely', () => {
    expect(replyLine({ code: 550, enhancedCode: '5.7.5\n', text: 'a\rb' })).toBe('550 5.7.5\\x{A} a\\x{D}b');
    expect(replyLine({ code: 550, enhancedCode: '5.7.5', text: 'x'.repeat(512) })).toBe(`550 5.7.5 ${'x'.repeat(512)}`);
    expect(replyLine({ code: 550, enhancedCode: '5.7.5', text: 'x'.repeat(513) })).toBe(`550 5.7.5 ${'x'.repeat(512)}…`);
  });
});
