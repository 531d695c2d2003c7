// What an org unit inherits, overrides and disables (S-6.3, S-6.4, S-7.6).
import { describe, expect, it } from 'vitest';
import { inheritedView, isActive, isEffective, isInForce, settingsInView } from '../../../src/compile/inheritance.js';
import type { SettingInView, Standing } from '../../../src/compile/inheritance.js';
import type { OrgUnit } from '../../../src/model/policy.js';
import { orgUnit, setting } from './sample-content.js';

/** The view of the last unit of a path from the root. */
function viewOf(...units: OrgUnit[]): SettingInView[] {
  return units.reduce<SettingInView[]>((view, unit) => settingsInView(inheritedView(view), unit), []);
}

function standings(...units: OrgUnit[]): string[] {
  return viewOf(...units).map((inView) => `${inView.setting.id} of ${inView.orgUnit} (${inView.depth}): ${inView.standing}`);
}

describe('settingsInView', () => {
  it('S-6.4: what a unit defines is locally applied there and inherited below', () => {
    const root = orgUnit('/', [setting('a')]);
    expect(standings(root)).toEqual(['a of / (0): locally-applied']);
    expect(standings(root, orgUnit('/x'))).toEqual(['a of / (0): inherited']);
    expect(standings(root, orgUnit('/x'), orgUnit('/x/y'))).toEqual(['a of / (0): inherited']);
    expect(standings(orgUnit('/'))).toEqual([]);
  });

  it('S-6.3: a unit adds settings of its own', () => {
    expect(standings(orgUnit('/', [setting('a')]), orgUnit('/x', [setting('b')]))).toEqual(['a of / (0): inherited', 'b of /x (1): locally-applied']);
  });

  it('S-6.4: an overriding setting is overridden where it is defined, inherited below, and replaces what it overrides', () => {
    const units = [orgUnit('/', [setting('a'), setting('b')]), orgUnit('/x', [setting('a')])] as const;
    expect(standings(...units)).toEqual(['a of / (0): replaced', 'b of / (0): inherited', 'a of /x (1): overridden']);
    expect(standings(...units, orgUnit('/x/y'))).toEqual(['a of / (0): replaced', 'b of / (0): inherited', 'a of /x (1): inherited']);
    expect(standings(...units, orgUnit('/x/y', [setting('a')]))).toEqual([
      'a of / (0): replaced',
      'b of / (0): inherited',
      'a of /x (1): replaced',
      'a of /x/y (2): overridden',
    ]);
  });

  it('S-6.4: a disabled setting is disabled at the disabling unit and below', () => {
    const units = [orgUnit('/', [setting('a'), setting('b')]), orgUnit('/x', [], ['a'])] as const;
    expect(standings(...units)).toEqual(['a of / (0): disabled', 'b of / (0): inherited']);
    expect(standings(...units, orgUnit('/x/y'))).toEqual(['a of / (0): disabled', 'b of / (0): inherited']);
  });

  it('S-6.3: a definition below a disabling unit brings the id back', () => {
    const units = [orgUnit('/', [setting('a')]), orgUnit('/x', [], ['a']), orgUnit('/x/y', [setting('a')])] as const;
    expect(standings(...units)).toEqual(['a of / (0): disabled-and-replaced', 'a of /x/y (2): overridden']);
    expect(standings(...units, orgUnit('/x/y/z'))).toEqual(['a of / (0): disabled-and-replaced', 'a of /x/y (2): inherited']);
    expect(standings(...units, orgUnit('/x/y/z', [setting('a')]))).toEqual([
      'a of / (0): disabled-and-replaced',
      'a of /x/y (2): replaced',
      'a of /x/y/z (3): overridden',
    ]);
  });

  it('a replaced definition stays replaced where its replacement is disabled', () => {
    expect(standings(orgUnit('/', [setting('a')]), orgUnit('/x', [setting('a')]), orgUnit('/x/y', [], ['a']))).toEqual(['a of / (0): replaced', 'a of /x (1): disabled']);
  });

  it.each([{ mode: 'testing' }, { enabled: false }, { enabled: false, mode: 'testing' }] as const)('S-7.6: what is %j takes nothing’s place', (changed) => {
    const units = [orgUnit('/', [setting('a')]), orgUnit('/x', [setting('a', changed)])] as const;
    expect(standings(...units)).toEqual(['a of / (0): inherited', 'a of /x (1): locally-applied']);
    expect(standings(...units, orgUnit('/x/y'))).toEqual(['a of / (0): inherited', 'a of /x (1): inherited']);
  });

  it.each([{ mode: 'testing' }, { enabled: false }] as const)('S-7.6: what is %j is disabled and overridden below like any other', (changed) => {
    const units = [orgUnit('/', [setting('a')]), orgUnit('/x', [setting('a', changed)])] as const;
    expect(standings(...units, orgUnit('/x/y', [], ['a']))).toEqual(['a of / (0): disabled', 'a of /x (1): disabled']);
    expect(standings(...units, orgUnit('/x/y', [setting('a')]))).toEqual(['a of / (0): replaced', 'a of /x (1): replaced', 'a of /x/y (2): overridden']);
    expect(standings(orgUnit('/', [setting('a', changed)]), orgUnit('/x', [setting('a')]))).toEqual(['a of / (0): replaced', 'a of /x (1): overridden']);
  });

  it('S-7.6: a testing setting below a disabling unit leaves the id disabled', () => {
    expect(standings(orgUnit('/', [setting('a')]), orgUnit('/x', [], ['a']), orgUnit('/x/y', [setting('a', { mode: 'testing' })]))).toEqual([
      'a of / (0): disabled',
      'a of /x/y (2): locally-applied',
    ]);
  });

  it('overriding again what was replaced far above is overridden for the one in its place', () => {
    const units = [orgUnit('/', [setting('a')]), orgUnit('/x', [setting('a')])] as const;
    expect(standings(...units, orgUnit('/x/y', [setting('b')]))).toEqual(['a of / (0): replaced', 'a of /x (1): inherited', 'b of /x/y (2): locally-applied']);
  });

  it('leaves the view of the parent as it is', () => {
    const above = viewOf(orgUnit('/', [setting('a')]));
    settingsInView(inheritedView(above), orgUnit('/x', [setting('a')]));
    expect(above.map(({ standing }) => standing)).toEqual(['locally-applied']);
  });
});

describe('inheritedView', () => {
  it.each<[Standing, Standing]>([
    ['locally-applied', 'inherited'],
    ['overridden', 'inherited'],
    ['inherited', 'inherited'],
    ['disabled', 'disabled'],
    ['replaced', 'replaced'],
    ['disabled-and-replaced', 'disabled-and-replaced'],
  ])('S-6.4: what is %s at a unit is %s below, and shared where it stays', (standing, below) => {
    const inView: SettingInView = { setting: setting('a'), orgUnit: '/', depth: 0, standing };
    const [inherited] = inheritedView([inView]);
    expect(inherited).toEqual({ ...inView, standing: below });
    expect(inherited === inView).toBe(standing === below);
  });
});

describe('what a standing means', () => {
  const at = (standing: Standing, changed = {}): SettingInView => ({ setting: setting('a', changed), orgUnit: '/', depth: 0, standing });
  const every: Record<Standing, [effective: boolean, active: boolean]> = {
    'locally-applied': [true, true],
    overridden: [true, true],
    inherited: [true, true],
    disabled: [true, false],
    replaced: [false, false],
    'disabled-and-replaced': [false, false],
  };

  it.each(Object.entries(every) as [Standing, [boolean, boolean]][])('S-6.4, S-7.6: %s', (standing, [effective, active]) => {
    expect(isEffective(at(standing))).toBe(effective);
    expect(isActive(at(standing))).toBe(active);
    expect(isInForce(at(standing))).toBe(active);
    expect(isActive(at(standing, { mode: 'testing' }))).toBe(active);
    expect(isInForce(at(standing, { mode: 'testing' }))).toBe(false);
    expect(isActive(at(standing, { enabled: false }))).toBe(false);
    expect(isInForce(at(standing, { enabled: false }))).toBe(false);
  });
});
