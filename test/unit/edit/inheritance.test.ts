// S-15.2: what an org unit makes of a setting that it inherits.
import { describe, expect, it } from 'vitest';
import { breakInheritance, inherit, override } from '../../../src/edit/inheritance.js';
import { addSetting, removeSetting } from '../../../src/edit/settings.js';
import type { SettingInput } from '../../../src/model/document.js';
import { policyFrom } from '../change/policies.js';
import { PLAIN, documentOf, made, said } from './edited.js';

const setting = (id: string, more: Partial<SettingInput> = {}): SettingInput => ({ id, appliesTo: ['outbound'], addressLists: ['l'], ...more });
const policy = policyFrom({
  addressLists: { l: ['l.example'] },
  orgUnits: [
    { path: '/', settings: [setting('locked', { locked: true }), setting('off', { enabled: false }), setting('s', { description: 'why', require: { minTlsVersion: 'TLSv1.2' } })] },
    { path: '/A', settings: [setting('s', { mode: 'testing' }), setting('own')] },
    { path: '/A/B', settings: [setting('own', { mode: 'testing' })], disable: ['s'] },
    { path: '/A/B/C', disable: ['own'] },
    { path: '/A/C' },
  ],
});
/** `/` defines s, `/A` disables it, and one of two units below brings it back. */
const disabledBetween = policyFrom({
  addressLists: { l: ['l.example'] },
  orgUnits: [
    { path: '/', settings: [setting('s')] },
    { path: '/A', disable: ['s'] },
    { path: '/A/B', settings: [setting('s', { require: { minTlsVersion: 'TLSv1.3' } })] },
    { path: '/A/B/X', disable: ['s'] },
    { path: '/A/C' },
  ],
});

describe('override', () => {
  it('copies what is inherited, with changes', () => {
    const result = override(policy, '/A/C', 's', { require: { validateHostname: false } });
    expect(said(result)).toEqual(['setting `s` added at `/A/C`, in place of that of `/`: for `outbound`, address list `l`, TLS required, `TLSv1.2` or later, CA-signed certificate, described as `why`']);
    expect(documentOf(result).orgUnits?.[4]?.settings).toEqual([setting('s', { description: 'why', require: { minTlsVersion: 'TLSv1.2', validateHostname: false } })]);
    expect(said(override(policy, '/A', 'off'))).toEqual(['setting `off` added at `/A`: for `outbound`, address list `l`, not enabled, TLS required, CA-signed certificate, validated host name']);
  });

  it('refuses what is not inherited, is locked, or is defined or disabled there', () => {
    expect(said(override(policy, '/A', 'own'))).toEqual(['not-inherited at orgUnits[1]: the org unit `/A` inherits no setting `own`; there is none above it']);
    expect(said(override(policy, '/', 's'))).toEqual(['not-inherited at orgUnits[0]: the org unit `/` inherits no setting `s`; there is none above it']);
    expect(said(override(policy, '/A', 'locked'))[0]).toContain('locked-setting at orgUnits[1].settings[0].id: ');
    expect(said(override(policy, '/A', 's'))[0]).toContain('duplicate-id at orgUnits[1].settings[2].id: ');
    expect(said(override(policy, '/A/B', 's'))[0]).toContain('duplicate-id at orgUnits[2].disable[0]: ');
    expect(() => override(policy, '/A', 's', { id: 't' } as object)).toThrow(TypeError);
    expect(() => override(policy, '/A', 7 as unknown as string)).toThrow(TypeError);
  });
});

describe('S-15.5: below an org unit that disables a setting', () => {
  const refusal = (orgUnit: string, place: number): string[] => [
    `not-inherited at orgUnits[${place}]: the org unit \`${orgUnit}\` inherits no setting \`s\`; it is disabled at \`/A\`; inherit it again there, or define it here`,
  ];

  it('a definition of its own cannot be given up for one that is not inherited', () => {
    expect(said(inherit(disabledBetween, '/A/B', 's'))).toEqual(refusal('/A/B', 2));
    expect(said(inherit(disabledBetween, '/A/C', 's'))).toEqual(refusal('/A/C', 4));
  });

  it('there is nothing to override', () => {
    expect(said(override(disabledBetween, '/A/C', 's'))).toEqual(refusal('/A/C', 4));
    expect(said(override(disabledBetween, '/A/B', 's'))).toEqual(refusal('/A/B', 2));
  });

  it('adding a setting brings the id back, in the place of none', () => {
    expect(said(addSetting(disabledBetween, '/A/C', setting('s')))).toEqual([`setting \`s\` added at \`/A/C\`: ${PLAIN}`]);
    expect(said(removeSetting(made(addSetting(disabledBetween, '/A/C', setting('s'))), '/A/C', 's'))).toEqual([`setting \`s\` removed at \`/A/C\`: ${PLAIN}`]);
  });

  it('what was brought back is inherited, overridden and disabled again', () => {
    expect(said(inherit(disabledBetween, '/A/B/X', 's'))).toEqual(['inheritance of setting `s` restored at `/A/B/X`: it is disabled there no longer']);
    const without = made(inherit(disabledBetween, '/A/B/X', 's'));
    expect(said(addSetting(without, '/A/B/X', setting('s')))[0]).toContain('inherits `s` from `/A/B`');
    const result = override(without, '/A/B/X', 's');
    expect(said(result)).toEqual([expect.stringContaining('setting `s` added at `/A/B/X`, in place of that of `/A/B`')]);
    expect(documentOf(result).orgUnits?.[3]?.settings).toEqual([setting('s', { require: { minTlsVersion: 'TLSv1.3' } })]);
  });

  it('it can be inherited again where it is disabled', () => {
    expect(said(inherit(disabledBetween, '/A', 's'))).toEqual(['inheritance of setting `s` restored at `/A`: it is disabled there no longer']);
  });
});

describe('breakInheritance', () => {
  it('disables at the unit and below', () => {
    const result = breakInheritance(policy, '/A/B', 'off');
    expect(said(result)).toEqual(['inheritance of setting `off` broken at `/A/B`: it is disabled there and below']);
    expect(documentOf(result).orgUnits?.[2]?.disable).toEqual(['off', 's']);
  });

  it('changes nothing where it is broken already', () => {
    expect(said(breakInheritance(policy, '/A/B', 's'))).toEqual([]);
  });

  it('refuses what is not inherited, is disabled above, locked or defined there', () => {
    expect(said(breakInheritance(policy, '/A', 'none'))[0]).toContain('not-inherited at orgUnits[1].disable[0]: ');
    expect(said(breakInheritance(policy, '/', 's'))[0]).toContain('duplicate-id at orgUnits[0].disable[0]: ');
    expect(said(breakInheritance(policy, '/A/B/C', 's'))[0]).toContain('is disabled already in an org unit above');
    expect(said(breakInheritance(policy, '/A', 'locked'))[0]).toContain('locked-setting at orgUnits[1].disable[0]: ');
    expect(said(breakInheritance(policy, '/A', 's'))[0]).toContain('duplicate-id at orgUnits[1].disable[0]: ');
    expect(() => breakInheritance(policy, '/A', 7 as unknown as string)).toThrow(TypeError);
  });
});

describe('inherit', () => {
  it('removes what stands in the way: a definition, or that the unit disables it', () => {
    expect(said(inherit(policy, '/A', 's'))).toEqual(['setting `s` removed at `/A`: for `outbound`, address list `l`, in testing mode, TLS required, CA-signed certificate, validated host name']);
    expect(said(inherit(policy, '/A/B', 's'))).toEqual(['inheritance of setting `s` restored at `/A/B`: it is disabled there no longer']);
    expect(said(inherit(policy, '/A/B', 'own'))).toEqual(['setting `own` removed at `/A/B`: for `outbound`, address list `l`, in testing mode, TLS required, CA-signed certificate, validated host name']);
  });

  it('undoes overriding and breaking', () => {
    expect(documentOf(inherit(made(override(policy, '/A/C', 's')), '/A/C', 's'))).toEqual(documentOf(inherit(policy, '/A/C', 's')));
    expect(said(inherit(made(override(policy, '/A/C', 's')), '/A/C', 's'))).toEqual([
      'setting `s` removed at `/A/C`, where it stood in place of that of `/`: for `outbound`, address list `l`, TLS required, `TLSv1.2` or later, CA-signed certificate, validated host name, described as `why`',
    ]);
  });

  it('changes nothing where it is inherited already', () => {
    expect(said(inherit(policy, '/A/C', 's'))).toEqual([]);
  });

  it('refuses where nothing is inherited', () => {
    expect(said(inherit(policy, '/A', 'own'))).toEqual(['not-inherited at orgUnits[1]: the org unit `/A` inherits no setting `own`; there is none above it']);
    expect(said(inherit(policy, '/X', 'own'))).toEqual(['unknown-org-unit at orgUnits: there is no org unit `/X`']);
    expect(() => inherit(policy, '/A', 7 as unknown as string)).toThrow(TypeError);
  });
});
