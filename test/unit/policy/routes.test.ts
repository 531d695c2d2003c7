// Alternate secure routes (S-7.5).
import { describe, expect, it } from 'vitest';
import type { RouteInput } from '../../../src/model/document.js';
import { contentFrom, report } from './report.js';

const errors = (host: string, more: Partial<RouteInput> = {}): string[] =>
  report({ routes: { r: { host, ...more } } }).filter((line) => line.startsWith('error'));

describe('routes', () => {
  it('are canonical, with defaults, sorted by name', () => {
    const { routes } = contentFrom({
      routes: { b: { host: 'MX.Example.', port: 587, mxLookup: true }, a: { host: '[ipv6:2001:DB8::1]' }, ['__proto__']: { host: 'localhost', mxLookup: false } },
    });
    expect([...routes]).toEqual([
      ['__proto__', { kind: 'host', host: 'localhost', port: 25, mxLookup: false }],
      ['a', { kind: 'host', host: '[IPv6:2001:db8::1]', port: 25, mxLookup: false }],
      ['b', { kind: 'host', host: 'mx.example', port: 587, mxLookup: true }],
    ]);
    expect([...routes.values()].every(Object.isFrozen)).toBe(true);
  });

  it.each([
    ['192.0.2.1', 'is an IP address; write it as the address literal `[192.0.2.1]`'],
    ['2001:DB8::1', 'is an IP address; write it as the address literal `[IPv6:2001:db8::1]`'],
    ['::1', 'is an IP address; write it as the address literal `[IPv6:::1]`'],
    ['[2001:db8::1]', 'is an IP address; write it as the address literal `[IPv6:2001:db8::1]`'],
    ['[192.0.2.1', 'is an IP address; write it as the address literal `[192.0.2.1]`'],
    ['mx.example:587', 'has a port in it; write `mx.example` and give the port as `port`'],
    ['[192.0.2.1]:25', 'has a port in it; write `[192.0.2.1]` and give the port as `port`'],
    ['mx.example:', 'is not a valid host; write a host name such as `mx.example.com` or an address literal such as `[192.0.2.1]`'],
    ['mx.example:999999', 'is not a valid host; write a host name such as `mx.example.com` or an address literal such as `[192.0.2.1]`'],
    ['mx.example:25a', 'is not a valid host; write a host name such as `mx.example.com` or an address literal such as `[192.0.2.1]`'],
    ['exam_ple', 'is not a valid host; write a host name such as `mx.example.com` or an address literal such as `[192.0.2.1]`'],
    ['[127.1]', 'is not a valid host; write a host name such as `mx.example.com` or an address literal such as `[192.0.2.1]`'],
    ['', 'is not a valid host; write a host name such as `mx.example.com` or an address literal such as `[192.0.2.1]`'],
  ])('S-7.5: %j is no host', (host, problem) => {
    expect(errors(host)).toEqual([`error invalid-value at routes.r.host: \`${host}\` ${problem}`]);
  });

  it('S-7.5: an address literal has no MX hosts', () => {
    expect(errors('[192.0.2.1]', { mxLookup: true })).toEqual([
      'error invalid-value at routes.r.mxLookup: an address literal has no MX hosts; set `mxLookup` to false or write a domain instead of `[192.0.2.1]`',
    ]);
    expect(errors('[192.0.2.1]', { mxLookup: false })).toEqual([]);
    expect(errors('mx.example', { mxLookup: true })).toEqual([]);
  });

  it('S-1.6: nobody uses are a warning', () => {
    expect(report({ routes: { r: { host: 'mx.example' } } })).toEqual(['warning unused-route at routes.r: no setting uses the route `r`; use it or remove it']);
    expect(report({ routes: { r: { host: 'mx.example' } }, alternateSecureRoute: 'r' })).toEqual([]);
  });

  it('that do not exist are an error', () => {
    expect(report({ routes: { smarthost: { host: 'mx.example' } }, alternateSecureRoute: 'smarthos' })).toEqual([
      'error unknown-route at alternateSecureRoute: there is no route `smarthos`; did you mean `smarthost`?',
    ]);
    expect(report({ alternateSecureRoute: 'toString' })).toEqual([
      'error unknown-route at alternateSecureRoute: there is no route `toString`; define it in `routes` or remove the name',
    ]);
  });

  it('that were refused count as declared', () => {
    expect(report({ routes: { r: 7 }, alternateSecureRoute: 'r' })).toEqual(['error invalid-value at routes.r: `r` must be an object with `host`, not the number 7']);
    expect(report({ routes: 7, alternateSecureRoute: 'r' })).toEqual(['error invalid-value at routes: `routes` must be an object of routes by name, not the number 7']);
  });

  it('are not called unused when a name could not be read', () => {
    expect(report({ routes: { r: { host: 'mx.example' } }, alternateSecureRoute: 7 })).toEqual([
      'error invalid-value at alternateSecureRoute: `alternateSecureRoute` must be the name of a route, not the number 7',
    ]);
  });
});
