import { describe, expect, it } from 'vitest';
import { compilePolicy } from '../../../src/index.js';
import type { PolicyInput } from '../../../src/index.js';
import type { MapAnswer } from '../../../src/postfix/map-answer.js';
import { OutboundMaps } from '../../../src/postfix/outbound-maps.js';

const ENCRYPT = { caSignedCertificate: false, validateHostname: false };
const POLICY: PolicyInput = {
  domains: ['here.example'],
  users: { 'boss@here.example': '/Sales', '"john doe"@here.example': '/Sales' },
  addressLists: { partners: ['partner.example', '*.group.example', 'vip@bank.example', 'anyone@crowd.example', 'crowd.example', '[192.0.2.1]'], banks: ['bank.example'], everyone: ['*'] },
  orgUnits: [
    { path: '/', settings: [{ id: 'partners', appliesTo: ['outbound'], addressLists: ['partners'], require: ENCRYPT }] },
    { path: '/Sales', settings: [{ id: 'banks', appliesTo: ['outbound'], addressLists: ['banks'], require: { minTlsVersion: 'TLSv1.2' } }] },
  ],
};
const SALES = 'tls-ou-72bbc6982ff4';
const mapsOf = (policy: PolicyInput): OutboundMaps => new OutboundMaps(compilePolicy(policy));
const maps = mapsOf(POLICY);
const text = (answer: MapAnswer): string => (answer.status === 'found' ? answer.value : answer.status);

describe('the transport of a sender', () => {
  it.each([
    ['boss@here.example', `${SALES}:`],
    ['BOSS@Here.Example', `${SALES}:`],
    ['"john doe"@here.example', `${SALES}:`],
    ['john doe@here.example', `${SALES}:`],
    ['clerk@here.example', 'tls-root:'],
    ['<>', 'tls-root:'],
    ['"<>"', 'tls-root:'],
    ['', 'tls-root:'],
    ['no address', 'tls-root:'],
    ['@', 'tls-root:'],
  ])('%j is %s', (sender, transport) => {
    expect(text(maps.senderTransport(sender))).toBe(transport);
  });

  it('is that of the org unit that a caller finds by a function', () => {
    const found = new OutboundMaps(compilePolicy(POLICY, { orgUnitOf: (address) => (address.startsWith('sales-') ? '/Sales' : undefined) }));
    expect(text(found.senderTransport('sales-1@here.example'))).toBe(`${SALES}:`);
  });
});

describe('the transport of a recipient', () => {
  it.each([
    ['ann@partner.example', 'not-found'],
    ['ann@elsewhere.example', 'not-found'],
    ['ann@here.example', 'not-found'],
    ['*', 'not-found'],
    // Address entries: another recipient of the domain needs less.
    ['vip@bank.example', 'tls-verify-1.2:'],
    ['VIP@Bank.Example', 'tls-verify-1.2:'],
    ['other@bank.example', 'not-found'],
    // An address entry that adds nothing to what its domain needs.
    ['anyone@crowd.example', 'not-found'],
    // The next-hop of a literal could be a relay host.
    ['ann@[192.0.2.1]', 'tls-encrypt:'],
    ['ann@[192.0.2.2]', 'tls-may:'],
    // No address: an unknown partner, who matches every entry.
    ['ann', 'tls-verify-1.2:'],
    ['', 'not-found'],
    ['ann@under_score.example', 'not-found'],
    ['ann.@partner.example', 'not-found'],
  ])('%j is %s', (recipient, transport) => {
    expect(text(maps.transport(recipient))).toBe(transport);
  });

  it('has the route of the policy, with the constraints of whichever sender needs most', () => {
    const routed = mapsOf({
      ...POLICY,
      routes: { relay: { host: 'relay.example', port: 587 }, gateway: { host: 'gateway.example', mxLookup: true } },
      orgUnits: [
        { path: '/', settings: [{ id: 'partners', appliesTo: ['outbound'], addressLists: ['partners'], require: ENCRYPT, route: 'relay' }] },
        { path: '/Sales', settings: [{ id: 'banks', appliesTo: ['outbound'], addressLists: ['banks'], route: 'gateway' }] },
        { path: '/None', disable: ['partners'] },
      ],
    });
    expect(text(routed.transport('ann@partner.example'))).toBe('tls-encrypt:[relay.example]:587');
    expect(text(routed.transport('ann@bank.example'))).toBe('tls-verify:gateway.example');
    // Org units that name different routes: that of the unit nearest to the root.
    expect(text(routed.transport('vip@bank.example'))).toBe('tls-verify:[relay.example]:587');
    expect(text(routed.transport('ann@elsewhere.example'))).toBe('not-found');
    expect(text(routed.transport('ann@here.example'))).toBe('not-found');
  });

  it('has the alternate secure route where TLS is required, and no route that is its own anyway', () => {
    const alternate = mapsOf({ ...POLICY, routes: { safe: { host: 'safe.example' } }, alternateSecureRoute: 'safe' });
    expect(text(alternate.transport('ann@partner.example'))).toBe('tls-encrypt:[safe.example]');
    expect(text(alternate.transport('ann@elsewhere.example'))).toBe('not-found');
    const own = mapsOf({
      routes: { same: { host: '[192.0.2.1]' } },
      addressLists: { literal: ['[192.0.2.1]'] },
      orgUnits: [{ path: '/', settings: [{ id: 'a', appliesTo: ['outbound'], addressLists: ['literal'], require: ENCRYPT, route: 'same' }] }],
    });
    // The next-hop is the literal, by either way.
    expect(text(own.transport('ann@[192.0.2.1]'))).toBe('not-found');
    expect(text(own.tlsPolicy('tls-root', '[192.0.2.1]'))).toBe('encrypt');
  });
});

describe('the TLS policy of a next-hop', () => {
  it.each([
    ['tls-root', 'partner.example', 'encrypt'],
    ['tls-root', 'PARTNER.example.', 'encrypt'],
    ['tls-root', 'mail.group.example', 'encrypt'],
    ['tls-root', 'group.example', 'not-found'],
    // Asked by Postfix once the domain itself was not found.
    ['tls-root', '.group.example', 'not-found'],
    [SALES, '.example', 'not-found'],
    ['tls-root', 'bank.example', 'not-found'],
    ['tls-root', 'here.example', 'not-found'],
    ['tls-root', 'crowd.example', 'encrypt'],
    [SALES, 'bank.example', 'verify match=hostname servername=hostname protocols=>=TLSv1.2'],
    [SALES, 'partner.example', 'encrypt'],
    // A relay host of main.cf, behind which anybody may be.
    ['tls-root', '[relay.example]:587', 'encrypt'],
    ['tls-root', '[192.0.2.9]', 'encrypt'],
    [SALES, 'relay.example:587', 'verify match=hostname servername=hostname protocols=>=TLSv1.2'],
    [SALES, '', 'verify match=hostname servername=hostname protocols=>=TLSv1.2'],
  ])('for %s to %j is %s', (name, nextHop, policy) => {
    expect(text(maps.tlsPolicy(name, nextHop))).toBe(policy);
  });

  it('defers the mail of a transport whose org unit is no longer there', () => {
    expect(maps.tlsPolicy('tls-ou-gone', 'partner.example')).toMatchObject({ status: 'temporary', reason: expect.stringContaining('tls-ou-gone') as unknown });
    expect(maps.tlsPolicy('', 'partner.example').status).toBe('temporary');
  });
});

it('a policy that requires nothing answers nothing but the root', () => {
  const none = mapsOf({});
  expect([none.transport('ann@x.example'), none.transport('no address'), none.tlsPolicy('tls-root', '[relay]:25')].map(text)).toEqual(['not-found', 'not-found', 'not-found']);
  expect(text(none.senderTransport('ann@x.example'))).toBe('tls-root:');
});
