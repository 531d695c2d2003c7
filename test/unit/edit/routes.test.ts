// S-15.2: routes are added, edited, renamed and removed.
import { describe, expect, it } from 'vitest';
import { addRoute, editRoute, removeRoute, renameRoute } from '../../../src/edit/routes.js';
import type { SettingInput } from '../../../src/model/document.js';
import { policyFrom } from '../change/policies.js';
import { documentOf, said } from './edited.js';

const setting = (id: string, route?: string): SettingInput => ({ id, appliesTo: ['outbound-secure-transport'], ...(route !== undefined && { route }) });
const policy = policyFrom({
  routes: { free: { host: 'f.example' }, r: { host: 'r.example', port: 26, mxLookup: true }, t: { host: 't.example' } },
  alternateSecureRoute: 'r',
  orgUnits: [{ path: '/', settings: [setting('a', 'r'), setting('b', 't'), setting('c')] }],
});

describe('addRoute', () => {
  it('adds a route', () => {
    expect(said(addRoute(policy, '__proto__', { host: 'P.example', port: 25 }))).toEqual(['route `__proto__` added: `p.example`']);
  });

  it('refuses a name that is taken, and a bad route', () => {
    expect(said(addRoute(policy, 'r', { host: 'x.example' }))).toEqual(['duplicate-route at routes.r: there is a route `r` already; choose another name']);
    expect(said(addRoute(policy, 'x', { host: 'x..example', port: 0 }))).toHaveLength(2);
    expect(said(addRoute(policy, 'x', null as unknown as { host: string }))).toHaveLength(1);
    expect(() => addRoute(policy, 'x', undefined as unknown as { host: string })).toThrow(new TypeError('a route must be given'));
    expect(() => addRoute(policy, 7 as unknown as string, { host: 'x.example' })).toThrow(TypeError);
  });
});

describe('editRoute', () => {
  it('changes what is given and keeps the rest', () => {
    expect(said(editRoute(policy, 'r', { host: 'x.example', port: undefined } as object))).toEqual([
      'route `r` changed from the MX hosts of `r.example` at port 26 to the MX hosts of `x.example` at port 26',
    ]);
    expect(said(editRoute(policy, 'r', {}))).toEqual([]);
  });

  it('refuses a route that is not there, and bad changes', () => {
    expect(said(editRoute(policy, 'toString', {}))).toEqual(['unknown-route at routes: there is no route `toString`']);
    expect(said(editRoute(policy, 'r', { host: '[192.0.2.1]' }))[0]).toContain('invalid-value at routes.r.mxLookup: ');
    expect(said(editRoute(policy, 'r', { hots: 'x.example' } as object))[0]).toContain('unknown-key at routes.r.hots: ');
    expect(() => editRoute(policy, 'r', new Map([['port', 587]]) as object)).toThrow(new TypeError('the changes of a route must be a plain object, not an instance of a class'));
    expect(() => editRoute(policy, 'r', 'x' as unknown as object)).toThrow(new TypeError('the changes of a route must be an object, not the text `x`'));
  });
});

describe('renameRoute', () => {
  it('renames where the route is named, too', () => {
    const result = renameRoute(policy, 'r', 'a');
    expect(documentOf(result)).toEqual({
      orgUnits: [{ path: '/', settings: [setting('a', 'a'), setting('b', 't'), setting('c')] }],
      routes: { a: { host: 'r.example', port: 26, mxLookup: true }, free: { host: 'f.example' }, t: { host: 't.example' } },
      alternateSecureRoute: 'a',
    });
    expect(documentOf(renameRoute(policy, 't', 'u'))).toMatchObject({ alternateSecureRoute: 'r', routes: { u: { host: 't.example' } } });
    expect(said(renameRoute(policy, 'r', 'r'))).toEqual([]);
  });

  it('refuses a name that is taken, and a route that is not there', () => {
    expect(said(renameRoute(policy, 'r', 't'))).toEqual(['duplicate-route at routes.t: there is a route `t` already; choose another name']);
    expect(said(renameRoute(policy, 'x', 'y'))).toHaveLength(1);
    expect(() => renameRoute(policy, 'r', 7 as unknown as string)).toThrow(TypeError);
  });
});

describe('removeRoute', () => {
  it('removes a route that nothing names', () => {
    expect(said(removeRoute(policy, 'free'))).toEqual(['route `free` removed: `f.example`']);
  });

  it('refuses while something names it', () => {
    expect(said(removeRoute(policy, 'r')).map((line) => line.split(':')[0])).toEqual(['unknown-route at orgUnits[0].settings[0].route', 'unknown-route at alternateSecureRoute']);
    expect(said(removeRoute(policy, 'x'))).toEqual(['unknown-route at routes: there is no route `x`']);
    expect(() => removeRoute(policy, 7 as unknown as string)).toThrow(TypeError);
  });
});
