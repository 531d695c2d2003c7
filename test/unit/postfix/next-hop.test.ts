import { expect, it } from 'vitest';
import { domainPartOf, nextHopOf } from '../../../src/postfix/next-hop.js';

it.each([
  ['relay.example', 25, false, '[relay.example]'],
  ['relay.example', 587, false, '[relay.example]:587'],
  ['relay.example', 25, true, 'relay.example'],
  ['relay.example', 2525, true, 'relay.example:2525'],
  ['[192.0.2.1]', 25, false, '[192.0.2.1]'],
  ['[192.0.2.1]', 587, true, '[192.0.2.1]:587'],
  ['[IPv6:2001:db8::1]', 587, false, '[2001:db8::1]:587'],
])('%s port %d, MX look-up %s, is %s for Postfix', (host, port, mxLookup, nextHop) => {
  expect(nextHopOf({ kind: 'host', host, port, mxLookup })).toBe(nextHop);
});

it('the next-hop of a recipient is what stands after the last at sign', () => {
  expect(['ann@x.example', '"a@b"@x.example', 'ann', '', 'ann@[192.0.2.1]'].map(domainPartOf)).toEqual(['x.example', 'x.example', 'ann', '', '[192.0.2.1]']);
});
