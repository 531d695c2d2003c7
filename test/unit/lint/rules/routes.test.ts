// Routes that lead back, and settings that disagree about the route (S-8.4).
import { describe, expect, it } from 'vitest';
import type { PolicyInput } from '../../../../src/index.js';
import { compilePolicy } from '../../../../src/index.js';
import { findingsOf, pathsOf, settingsPolicy } from '../linted.js';

describe('route-to-own-domain', () => {
  const routed = (host: string, mxLookup: boolean, domains = ['own.example']): PolicyInput => settingsPolicy([{ id: 's', route: 'r' }], { domains, routes: { r: { host, mxLookup } } });

  it('finds a route to the MX hosts of an own domain', () => {
    expect(findingsOf(routed('own.example', true), ['route-to-own-domain'])).toEqual([
      'routes.r.host: the route `r` delivers to the MX hosts of `own.example`, an own domain: mail that takes it comes back to the organisation; name the relay itself as host, without `mxLookup`',
    ]);
  });

  it.each([
    ['the host itself', routed('own.example', false)],
    ['a host below', routed('gateway.own.example', true)],
    ['where no own domains are known', routed('own.example', true, [])],
  ])('passes %s', (_name, policy) => {
    expect(pathsOf(policy, 'route-to-own-domain')).toEqual([]);
  });
});

describe('route-conflict', () => {
  const routes = { r: { host: 'r.example' }, q: { host: 'q.example', port: 26 }, same: { host: 'R.example', port: 25 } };
  const policy = (a: string[], b: string[], others: Partial<PolicyInput> = {}): PolicyInput =>
    settingsPolicy([{ id: 's', route: 'r' }, { id: 't', addressLists: ['b'], route: 'q' }], { addressLists: { a, b }, routes, ...others });

  it.each([
    ['equal domains: by the id', ['x.example'], ['x.example'], '`t` and `s` both match mail to `someone@x.example` and name different routes, `q.example:26` and `r.example:25`: `s` wins, for its id comes first'],
    ['a domain and an address: by the entry', ['x.example'], ['ann@x.example'], '`s` and `t` both match mail to `ann@x.example` and name different routes, `r.example:25` and `q.example:26`: `t` wins, for its entry `ann@x.example` is more exact than `x.example`'],
    ['a wildcard and everyone', ['*'], ['*.x.example'], '`s` and `t` both match mail to `someone@other.x.example` and name different routes, `r.example:25` and `q.example:26`: `t` wins, for its entry `*.x.example` is more exact than `*`'],
  ])('says who wins between %s', (_name, a, b, message) => {
    const [only, ...others] = findingsOf(policy(a, b), ['route-conflict']);
    expect(only?.replace(/^orgUnits\.0\.settings\.\d\.route: /, '').replace(/; name one route.*$/, '')).toBe(message);
    expect(others).toEqual([]);
  });

  it('says what the engine does', () => {
    const engine = compilePolicy(policy(['x.example'], ['ann@x.example']));
    const [decision] = engine.evaluate({ envelope: { mailFrom: 'me@here.example', rcptTo: ['ann@x.example'] } }, 'outbound').recipients;
    expect([decision?.route, decision?.routeConflicts.map(({ setting }) => setting)]).toEqual([{ kind: 'host', host: 'q.example', port: 26, mxLookup: false }, ['s']]);
  });

  it('is at the setting that loses, both ways if need be', () => {
    expect(pathsOf(policy(['x.example', 'ann@y.example'], ['ann@x.example', 'y.example']), 'route-conflict')).toEqual(['orgUnits.0.settings.0.route', 'orgUnits.0.settings.1.route']);
  });

  it.each([
    ['lists apart', policy(['x.example'], ['y.example', '*.x.example'])],
    ['own domains, whose mail is internal', policy(['x.example', 'ann@x.example'], ['x.example', 'ann@x.example'], { domains: ['x.example'] })],
    ['one route under two names', settingsPolicy([{ id: 's', route: 'r' }, { id: 't', route: 'same' }], { routes })],
    ['testing settings', settingsPolicy([{ id: 's', route: 'r' }, { id: 't', route: 'q', mode: 'testing' }], { routes })],
    ['inbound settings', settingsPolicy([{ id: 's', route: 'r' }, { id: 't', route: 'q', appliesTo: ['inbound'] }], { routes })],
    ['settings without routes', settingsPolicy([{ id: 's', route: 'r' }, { id: 't' }, { id: 'u', route: 'q', addressLists: ['b'] }], { routes })],
  ])('passes %s', (_name, passed) => {
    expect(pathsOf(passed, 'route-conflict')).toEqual([]);
  });

  it('passes what a nearer org unit says in place of one above', () => {
    const nearer = settingsPolicy([{ id: 's', route: 'r' }], { routes });
    nearer.orgUnits!.push({ path: '/Sales', settings: [{ id: 't', appliesTo: ['outbound'], addressLists: ['a'], route: 'q' }] });
    expect(pathsOf(nearer, 'route-conflict')).toEqual([]);
    nearer.orgUnits![1]!.settings!.push({ id: 'u', appliesTo: ['outbound'], addressLists: ['a'], route: 'r' });
    expect(pathsOf(nearer, 'route-conflict')).toEqual(['orgUnits.1.settings.1.route']);
  });

  it('looks at settings without a list, which wait for secure transport', () => {
    const waiting = settingsPolicy([{ id: 's', appliesTo: ['outbound-secure-transport'], addressLists: [], route: 'r' }, { id: 't', route: 'q' }], { routes });
    expect(findingsOf(waiting, ['route-conflict'])[0]).toContain('`t` wins, for its entry `a.example` is more exact than no entry at all');
  });
});
