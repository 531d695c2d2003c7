// Names of lists and routes: unknown, unused, unprintable (S-1.4, S-1.6).
import { describe, expect, it } from 'vitest';
import { ADDRESS_LISTS, DeclaredNames, ROUTES } from '../../../src/policy/declared-names.js';
import { refused } from '../../../src/policy/draft.js';
import { found } from './report.js';

describe('DeclaredNames', () => {
  it('reports a name that nothing declares', () => {
    const names = new DeclaredNames(ADDRESS_LISTS, { partners: 1 });
    expect(found((findings) => names.use('partners', ['x'], findings))).toEqual([]);
    expect(found((findings) => names.use('Partner', ['x', 0], findings))).toEqual(['error unknown-list at x[0]: there is no address list `Partner`; did you mean `partners`?']);
    expect(found((findings) => names.use('banks', ['x'], findings))).toEqual([
      'error unknown-list at x: there is no address list `banks`; define it in `addressLists` or remove the name',
    ]);
    expect(found((findings) => new DeclaredNames(ROUTES, undefined).use('r', ['x'], findings))).toEqual([
      'error unknown-route at x: there is no route `r`; define it in `routes` or remove the name',
    ]);
  });

  it('knows names of the prototype only if they are declared', () => {
    expect(found((findings) => new DeclaredNames(ROUTES, {}).use('constructor', ['x'], findings))).toHaveLength(1);
    expect(found((findings) => new DeclaredNames(ROUTES, { ['__proto___']: 1 }).use('__proto__', ['x'], findings))).toEqual([]);
  });

  it('calls nothing unknown if the map was refused', () => {
    expect(found((findings) => new DeclaredNames(ROUTES, refused).use('r', ['x'], findings))).toEqual([]);
  });

  it('warns of what nobody uses', () => {
    const names = new DeclaredNames(ADDRESS_LISTS, { a: 1, b: 1, c: 1 });
    found((findings) => names.use('b', ['x'], findings));
    expect(found((findings) => names.check(findings))).toEqual([
      'warning unused-list at addressLists.a: no setting uses the address list `a`; use it or remove it',
      'warning unused-list at addressLists.c: no setting uses the address list `c`; use it or remove it',
    ]);
  });

  it('counts what was meant as used', () => {
    const names = new DeclaredNames(ROUTES, { gateway: 1 });
    found((findings) => names.use('gatewya', ['x'], findings));
    expect(found((findings) => names.check(findings))).toEqual([]);
  });

  it('calls nothing unused if a use could not be read', () => {
    const names = new DeclaredNames(ADDRESS_LISTS, { a: 1 });
    names.forgetUses();
    expect(found((findings) => names.check(findings))).toEqual([]);
  });

  it('S-1.6: refuses control characters', () => {
    const names = new DeclaredNames(ROUTES, { 'a\u0007': 1 });
    found((findings) => names.use('a\u0007', ['x'], findings));
    expect(found((findings) => names.check(findings))).toEqual(['error invalid-value at routes["a\\u0007"]: the name of the route `a\\u{7}` has a control character; rename it']);
    expect(found((findings) => new DeclaredNames(ADDRESS_LISTS, { '\u0085': 1 }).check(findings))).toEqual([
      'error invalid-value at addressLists["\u0085"]: the name of the address list `\\u{85}` has a control character; rename it',
      'warning unused-list at addressLists["\u0085"]: no setting uses the address list `\\u{85}`; use it or remove it',
    ]);
  });
});
