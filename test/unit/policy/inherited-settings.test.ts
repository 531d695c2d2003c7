// What org units inherit, and what can be wrong about it (S-6.3, S-6.5).
import { describe, expect, it } from 'vitest';
import type { OrgUnitInput, SettingInput } from '../../../src/model/document.js';
import { report } from './report.js';

const setting = (id: string, more: Partial<SettingInput> = {}): SettingInput => ({ id, appliesTo: ['outbound-secure-transport'], ...more });
const said = (...orgUnits: OrgUnitInput[]): string[] => report({ orgUnits });

describe('an id', () => {
  it('is defined once in an org unit', () => {
    expect(said({ path: '/', settings: [setting('a'), setting('b'), setting('a')] })).toEqual([
      'error duplicate-id at orgUnits[0].settings[2].id: the org unit `/` defines `a` twice; give one of the two another id',
    ]);
  });

  it('that could not be read is not defined twice', () => {
    const unreadable = { ...setting('a'), id: 7 };
    expect(report({ orgUnits: [{ path: '/', settings: [unreadable, unreadable] }] })).toHaveLength(2);
  });

  it('S-6.3: may be used by siblings and below', () => {
    expect(said({ path: '/', settings: [setting('a')] }, { path: '/x', settings: [setting('a')] }, { path: '/y', settings: [setting('a'), setting('b')] }, { path: '/z', settings: [setting('b')] })).toEqual([]);
  });

  it('S-6.3: is not defined and disabled in one org unit', () => {
    expect(said({ path: '/', settings: [setting('a', { locked: true })] }, { path: '/x', settings: [setting('b')], disable: ['b', 'b'] })).toEqual([
      'error duplicate-id at orgUnits[1].disable[0]: the org unit `/x` both defines and disables `b`; do one of the two',
      'error duplicate-id at orgUnits[1].disable[1]: the org unit `/x` both defines and disables `b`; do one of the two',
    ]);
  });
});

describe('disabling', () => {
  it('S-6.3: needs something inherited', () => {
    expect(said({ path: '/', settings: [setting('partners')], disable: ['x'] }, { path: '/a', disable: ['partnrs', 'y', 'toString'] })).toEqual([
      'error not-inherited at orgUnits[0].disable[0]: the org unit `/` inherits no setting `x`; remove it here',
      'error not-inherited at orgUnits[1].disable[0]: the org unit `/a` inherits no setting `partnrs`; did you mean `partners`?',
      'error not-inherited at orgUnits[1].disable[1]: the org unit `/a` inherits no setting `y`; remove it here',
      'error not-inherited at orgUnits[1].disable[2]: the org unit `/a` inherits no setting `toString`; remove it here',
    ]);
  });

  it('S-6.3: reaches down to any depth, and not sideways', () => {
    expect(said({ path: '/', settings: [setting('a')] }, { path: '/x', settings: [setting('b')] }, { path: '/x/y' }, { path: '/x/y/z', disable: ['a', 'b'] })).toEqual([]);
    expect(said({ path: '/x', settings: [setting('b')] }, { path: '/y', disable: ['b'] })).toEqual([
      'error not-inherited at orgUnits[1].disable[0]: the org unit `/y` inherits no setting `b`; remove it here',
    ]);
  });

  it('may be written above in the document or below', () => {
    expect(said({ path: '/x', disable: ['a'] }, { path: '/', settings: [setting('a')] })).toEqual([]);
  });

  it('S-6.3: is not repeated', () => {
    expect(said({ path: '/', settings: [setting('a')] }, { path: '/x', disable: ['a', 'a'] }, { path: '/x/y', disable: ['a'] })).toEqual([
      'error not-inherited at orgUnits[1].disable[1]: `a` is disabled twice here; remove the repetition',
      'error not-inherited at orgUnits[2].disable[0]: `a` is disabled already in an org unit above `/x/y`; remove it here',
    ]);
  });

  it('S-6.3: may follow a definition that brought the id back', () => {
    expect(said({ path: '/', settings: [setting('a')] }, { path: '/x', disable: ['a'] }, { path: '/x/y', settings: [setting('a', { mode: 'testing' })] }, { path: '/x/y/z', disable: ['a'] })).toEqual([]);
  });

  it('S-6.3: does not reach siblings', () => {
    expect(said({ path: '/', settings: [setting('a')] }, { path: '/x', disable: ['a'] }, { path: '/y', disable: ['a'] })).toEqual([]);
  });
});

describe('a locked setting', () => {
  it.each<Partial<SettingInput>>([{}, { enabled: false }, { mode: 'testing' }])('S-6.5: is neither overridden nor disabled below: %j', (more) => {
    expect(
      said(
        { path: '/', settings: [setting('a', { locked: true, ...more })] },
        { path: '/x', disable: ['a'] },
        { path: '/x/y', settings: [setting('a')] },
        { path: '/z', settings: [setting('a', { enabled: false })] },
      ),
    ).toEqual([
      'error locked-setting at orgUnits[1].disable[0]: `a` is locked by `/` and cannot be disabled below it; remove it here or unlock it there',
      'error locked-setting at orgUnits[2].settings[0].id: `a` is locked by `/` and cannot be overridden below it; use another id or unlock it there',
      'error locked-setting at orgUnits[3].settings[0].id: `a` is locked by `/` and cannot be overridden below it; use another id or unlock it there',
    ]);
  });

  it('S-6.5: names the unit that locks it first, and binds those below it alone', () => {
    expect(
      said({ path: '/', settings: [setting('a')] }, { path: '/x', settings: [setting('a', { locked: true })] }, { path: '/x/y', settings: [setting('a', { locked: true })] }, { path: '/x/y/z', disable: ['a'] }, { path: '/w', disable: ['a'] }),
    ).toEqual([
      'error locked-setting at orgUnits[2].settings[0].id: `a` is locked by `/x` and cannot be overridden below it; use another id or unlock it there',
      'error locked-setting at orgUnits[3].disable[0]: `a` is locked by `/x` and cannot be disabled below it; remove it here or unlock it there',
    ]);
  });
});

describe('what could not be read above', () => {
  const disabling = { path: '/x', disable: ['a'] };
  it.each<[string, unknown]>([
    ['an id', { path: '/', settings: [{ ...setting('a'), id: 7 }] }],
    ['a setting', { path: '/', settings: [7] }],
    ['the settings', { path: '/', settings: 7 }],
    ['what is disabled', { path: '/', disable: [7] }],
  ])('calls nothing below not inherited: %s', (_what, unit) => {
    expect(report({ orgUnits: [unit, disabling, { path: '/x/y', disable: ['a', 'b'] }] }).filter((line) => line.includes('not-inherited'))).toEqual([]);
  });

  it('a missing parent: then only what is locked above it is known', () => {
    expect(said({ path: '/', settings: [setting('a', { locked: true })] }, { path: '/x/y/z', disable: ['a', 'b'] })).toEqual([
      'error missing-parent at orgUnits[1].path: the org unit `/x/y/z` has no parent: there is no `/x/y`; add `/x/y` to `orgUnits`',
      'error locked-setting at orgUnits[1].disable[0]: `a` is locked by `/` and cannot be disabled below it; remove it here or unlock it there',
    ]);
    expect(said({ path: '/x/y', disable: ['a'] })).toHaveLength(1);
  });

  it('a missing root inherits nothing', () => {
    expect(said({ path: '/x', disable: ['a'] })).toEqual(['error not-inherited at orgUnits[0].disable[0]: the org unit `/x` inherits no setting `a`; remove it here']);
  });

  it('looks up sixteen missing parents, no more', () => {
    const locked = { path: '/', settings: [setting('a', { locked: true })] };
    expect(said(locked, { path: '/x'.repeat(16), disable: ['a'] }).filter((line) => line.includes('locked-setting'))).toHaveLength(1);
    expect(said(locked, { path: '/x'.repeat(17), disable: ['a'] }).filter((line) => line.includes('locked-setting'))).toEqual([]);
  });
});
