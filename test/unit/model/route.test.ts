// Routes: compared by value, and where mail goes that no setting sends elsewhere (S-7.5, S-8.4).
import { describe, expect, it } from 'vitest';
import { defaultRoute, routeKey, SMTP_PORT } from '../../../src/model/route.js';

describe('routeKey', () => {
  it('S-8.4: routes are compared by value', () => {
    expect(routeKey({ kind: 'mx', domain: 'a.example' })).toBe('mx a.example');
    expect(routeKey({ kind: 'host', host: 'a.example', port: 25, mxLookup: false })).toBe('host a.example 25 false');
    expect(routeKey({ kind: 'host', host: 'a.example', port: 587, mxLookup: true })).toBe('host a.example 587 true');
  });
});

describe('defaultRoute', () => {
  it('is the MX hosts of a domain', () => {
    expect(defaultRoute('a.example')).toEqual({ kind: 'mx', domain: 'a.example' });
  });

  it('S-8.4: an address literal is a host route to it, at port 25', () => {
    expect(SMTP_PORT).toBe(25);
    expect(defaultRoute('[IPv6:2001:db8::1]')).toEqual({ kind: 'host', host: '[IPv6:2001:db8::1]', port: 25, mxLookup: false });
  });

  it('S-12.6: is the own of whoever gets it', () => {
    expect(defaultRoute('a.example')).not.toBe(defaultRoute('a.example'));
    expect(defaultRoute('[192.0.2.1]')).not.toBe(defaultRoute('[192.0.2.1]'));
  });
});
