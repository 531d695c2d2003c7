// The tree of org units (S-6.1).
import { describe, expect, it } from 'vitest';
import { contentFrom, report } from './report.js';

const setting = (id: string): { id: string; appliesTo: 'outbound-secure-transport'[] } => ({ id, appliesTo: ['outbound-secure-transport'] });

describe('org units', () => {
  it('S-6.1: always have a root, which comes first', () => {
    expect(contentFrom({}).orgUnits).toEqual([{ path: '/', settings: [], disable: [] }]);
    expect(contentFrom({ orgUnits: [{ path: '/Sales' }] }).orgUnits.map(({ path }) => path)).toEqual(['/', '/Sales']);
    expect(contentFrom({ orgUnits: [{ path: '/b/c' }, { path: '/b' }, { path: '/' }, { path: '/a' }] }).orgUnits.map(({ path }) => path)).toEqual(['/', '/a', '/b', '/b/c']);
  });

  it('S-6.1: keep upper and lower case apart', () => {
    expect(report({ orgUnits: [{ path: '/Sales' }, { path: '/sales' }] })).toEqual([]);
  });

  it('have settings and disabled ids in order', () => {
    const document = { orgUnits: [{ path: '/', settings: [setting('b'), setting('a')] }, { path: '/x', disable: ['b', 'a'] }] };
    const { orgUnits } = contentFrom(document);
    expect(orgUnits.map(({ settings }) => settings.map(({ id }) => id))).toEqual([['a', 'b'], []]);
    expect(orgUnits.map(({ disable }) => disable)).toEqual([[], ['a', 'b']]);
  });

  it('S-6.1: with a misspelt path are an error that shows the spelling', () => {
    expect(report({ orgUnits: [{ path: 'Sales' }, { path: '/Sales/EMEA' }] })).toEqual([
      'error invalid-path at orgUnits[0].path: the org unit path `Sales` does not begin with a slash; write `/Sales`',
    ]);
  });

  it('S-6.1: need their parents', () => {
    expect(report({ orgUnits: [{ path: '/Sales' }, { path: '/Sale/EMEA' }, { path: '/Legal/EMEA' }, { path: '/a/b/c' }] })).toEqual([
      'error missing-parent at orgUnits[1].path: the org unit `/Sale/EMEA` has no parent: there is no `/Sale`; did you mean `/Sales`?',
      'error missing-parent at orgUnits[2].path: the org unit `/Legal/EMEA` has no parent: there is no `/Legal`; add `/Legal` to `orgUnits`',
      'error missing-parent at orgUnits[3].path: the org unit `/a/b/c` has no parent: there is no `/a/b`; add `/a/b` to `orgUnits`',
    ]);
  });

  it('are no parents of their own', () => {
    expect(report({ orgUnits: [{ path: '/Engineering/x' }] })).toEqual([
      'error missing-parent at orgUnits[0].path: the org unit `/Engineering/x` has no parent: there is no `/Engineering`; add `/Engineering` to `orgUnits`',
    ]);
    expect(report({ orgUnits: [{ path: '/Engineering' }, { path: '/Engineerin/x' }] })).toEqual([
      'error missing-parent at orgUnits[1].path: the org unit `/Engineerin/x` has no parent: there is no `/Engineerin`; did you mean `/Engineering`?',
    ]);
  });

  it('are not called missing when a path could not be read', () => {
    expect(report({ orgUnits: [{ path: 7 }, { path: '/a/b' }] })).toHaveLength(1);
    expect(report({ orgUnits: [7, { path: '/a/b' }] })).toHaveLength(1);
  });

  it('S-6.1: have one place each', () => {
    expect(report({ orgUnits: [{ path: '/a' }, { path: '/' }, { path: '/a/', settings: [{ ...setting('s'), route: 'r' }] }, { path: '/' }] })).toEqual([
      'error invalid-path at orgUnits[2].path: the org unit path `/a/` ends with a slash; write `/a`',
      'error duplicate-path at orgUnits[2].path: the org unit `/a` is listed twice; put its settings together in one',
      'error unknown-route at orgUnits[2].settings[0].route: there is no route `r`; define it in `routes` or remove the name',
      'error duplicate-path at orgUnits[3].path: the org unit `/` is listed twice; put its settings together in one',
    ]);
  });

  it('with a path of any length are read at once', () => {
    expect(report({ orgUnits: [{ path: '/a'.repeat(100_000) }] })).toHaveLength(1);
  });
});
