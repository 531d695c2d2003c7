// S-15.2: a setting is added, edited and removed where it is defined.
import { describe, expect, it } from 'vitest';
import type { SettingInput } from '../../../src/model/document.js';
import type { Policy } from '../../../src/model/policy.js';
import type { RequirementChanges } from '../../../src/edit/setting-changes.js';
import { addSetting, editSetting, removeSetting } from '../../../src/edit/settings.js';
import { policyFrom } from '../change/policies.js';
import { PLAIN, documentOf, made, said } from './edited.js';

const setting = (id: string, more: Partial<SettingInput> = {}): SettingInput => ({ id, appliesTo: ['outbound'], addressLists: ['l'], ...more });
const policy = policyFrom({
  addressLists: { l: ['l.example'], m: ['m.example'] },
  routes: { r: { host: 'r.example' } },
  orgUnits: [
    { path: '/', settings: [setting('b', { description: 'why', route: 'r', require: { minTlsVersion: 'TLSv1.2', caSignedCertificate: false } })] },
    { path: '/A', settings: [setting('a')] },
    { path: '/A/B', disable: ['a'] },
  ],
});

describe('addSetting', () => {
  it('adds to an org unit', () => {
    const result = addSetting(policy, '/A', setting('c', { require: { minTlsVersion: 'TLSv1.3' } }));
    expect(said(result)).toEqual(['setting `c` added at `/A`: for `outbound`, address list `l`, TLS required, `TLSv1.3` or later, CA-signed certificate, validated host name']);
    expect(documentOf(result).orgUnits?.[1]).toEqual({ path: '/A', settings: [setting('a'), setting('c', { require: { minTlsVersion: 'TLSv1.3' } })] });
  });

  it('adds to a root that the document does not name', () => {
    expect(said(addSetting(policyFrom({ addressLists: { l: [] } }), '/', setting('s')))).toEqual([`setting \`s\` added at \`/\`: ${PLAIN}`]);
  });

  it('may be overridden by what is below already', () => {
    expect(said(addSetting(policy, '/', setting('a')))).toEqual([`setting \`a\` added at \`/\`: ${PLAIN}`]);
  });

  it('refuses an id that is defined there, or inherited', () => {
    expect(said(addSetting(policy, '/A', setting('a')))).toEqual(['duplicate-id at orgUnits[1].settings[1].id: the org unit `/A` defines `a` twice; give one of the two another id']);
    expect(said(addSetting(policy, '/A', setting('b')))).toEqual(['duplicate-id at orgUnits[1].settings: the org unit `/A` inherits `b` from `/`; override it or choose another id']);
    expect(said(addSetting(policy, '/A/B', setting('a')))).toEqual(['duplicate-id at orgUnits[2].settings: the org unit `/A/B` inherits `a` from `/A`; override it or choose another id']);
  });

  it('refuses an org unit that is not there', () => {
    expect(said(addSetting(policy, '/C/D', setting('s')))).toEqual(['unknown-org-unit at orgUnits: there is no org unit `/C/D`']);
    expect(said(addSetting(policy, '/a', setting('s')))).toEqual(['unknown-org-unit at orgUnits: there is no org unit `/a`; did you mean `/A`?']);
    expect(said(addSetting(policy, '/A/BB', setting('s')))).toEqual(['unknown-org-unit at orgUnits: there is no org unit `/A/BB`; did you mean `/A/B`?']);
  });

  it('refuses what would make the policy invalid, with the path into the document', () => {
    expect(said(addSetting(policy, '/A', setting('0', { addressLists: ['k'], require: { tls: false, clientCertificate: true } })))).toEqual([
      'unknown-list at orgUnits[1].settings[0].addressLists[0]: there is no address list `k`; define it in `addressLists` or remove the name',
      'contradictory-requirement at orgUnits[1].settings[0].require.clientCertificate: `clientCertificate` needs TLS, but `tls` is false; remove one of the two',
    ]);
    expect(said(addSetting(policy, '/A', null as unknown as SettingInput))).toEqual([
      'invalid-value at orgUnits[1].settings[0]: this item must be an object with `id` and `appliesTo`, not null',
    ]);
    expect(said(addSetting(policy, '/A', { ...setting('s'), mod: 'testing' } as SettingInput))).toHaveLength(1);
  });

  it('S-12.4: wants a policy and a path', () => {
    expect(() => addSetting({} as Policy, '/', setting('s'))).toThrow(TypeError);
    expect(() => addSetting(policy, 7 as unknown as string, setting('s'))).toThrow(new TypeError('the path of an org unit must be text, not the number 7'));
  });
});

describe('editSetting', () => {
  it('changes what is given and keeps the rest', () => {
    const result = editSetting(policy, '/', 'b', { description: 'new', addressLists: ['m', 'l'], require: { validateHostname: false } });
    expect(said(result)).toEqual(['setting `b` changed at `/`: `description` from `why` to `new`, `addressLists` from `l` to `l`, `m`, `require.validateHostname` from true to false']);
    expect(documentOf(result).orgUnits?.[0]?.settings).toEqual([
      setting('b', { description: 'new', addressLists: ['l', 'm'], route: 'r', require: { minTlsVersion: 'TLSv1.2', caSignedCertificate: false, validateHostname: false } }),
    ]);
  });

  it('takes away what is null, and leaves what is undefined', () => {
    const changes = { route: null, description: undefined, require: { minTlsVersion: null, caSignedCertificate: null, tls: undefined } } as object;
    const result = editSetting(policy, '/', 'b', changes);
    expect(documentOf(result).orgUnits?.[0]?.settings).toEqual([setting('b', { description: 'why' })]);
    expect(editSetting(policy, '/', 'b', { route: undefined, require: undefined } as object)).toMatchObject({ ok: true, policy, change: { changes: [] } });
  });

  it('keeps the checks of the certificate following `tls` (S-7.3)', () => {
    const without = editSetting(policy, '/A', 'a', { require: { tls: false }, route: 'r' });
    expect(documentOf(without).orgUnits?.[1]?.settings).toEqual([setting('a', { require: { tls: false }, route: 'r' })]);
    if (!without.ok) throw new Error('it should be');
    expect(documentOf(editSetting(without.policy, '/A', 'a', { require: { tls: true } })).orgUnits?.[1]?.settings).toEqual([setting('a', { route: 'r' })]);
  });

  it('S-15.5: has the checks off without TLS and on again with it, and says so', () => {
    const lax = policyFrom({ addressLists: { l: ['l.example'] }, routes: { r: { host: 'r.example' } }, orgUnits: [{ path: '/', settings: [setting('s', { route: 'r', require: { caSignedCertificate: false } })] }] });
    const without = editSetting(lax, '/', 's', { require: { tls: false } });
    expect(said(without)).toEqual(['setting `s` changed at `/`: `require.tls` from true to false, `require.validateHostname` from true to false']);
    const again = (require: RequirementChanges): string[] => said(editSetting(made(without), '/', 's', { require }));
    expect(again({ tls: true })).toEqual(['setting `s` changed at `/`: `require.tls` from false to true, `require.caSignedCertificate` from false to true, `require.validateHostname` from false to true']);
    expect(again({ tls: true, caSignedCertificate: false })).toEqual(['setting `s` changed at `/`: `require.tls` from false to true, `require.validateHostname` from false to true']);
  });

  it('changes nothing when it says what is so', () => {
    const result = editSetting(policy, '/', 'b', { description: 'why', enabled: true, require: { tls: true } });
    expect(result).toEqual({ ok: true, policy, change: { before: policy, after: policy, changes: [] }, warnings: [expect.objectContaining({ code: 'unused-list' })] });
    expect(result.ok && result.policy).toBe(policy);
  });

  it('refuses what would make the policy invalid', () => {
    expect(said(editSetting(policy, '/', 'b', { require: { tls: false } }))).toEqual([
      'contradictory-requirement at orgUnits[0].settings[0].require.minTlsVersion: `minTlsVersion` needs TLS, but `tls` is false; remove one of the two',
    ]);
    expect(said(editSetting(policy, '/', 'b', { addressLists: [] }))).toHaveLength(1);
    expect(said(editSetting(policy, '/', 'b', { require: { minTlsVersoin: null } as object }))[0]).toContain('unknown-key at orgUnits[0].settings[0].require.minTlsVersoin: ');
    for (const changes of [{ mdoe: 'testing' }, { addressLists: null }, { require: null }, { require: [] }, { require: 'tls' }, { require: new Map([['tls', false]]) }, { enabled: null }]) {
      expect(said(editSetting(policy, '/', 'b', changes as object))).toHaveLength(1);
    }
  });

  it('refuses a setting that the org unit does not define', () => {
    expect(said(editSetting(policy, '/A', 'b', {}))).toEqual(['unknown-setting at orgUnits[1].settings: the org unit `/A` inherits `b` from `/`; edit it there, or override it here']);
    expect(said(editSetting(policy, '/A', 'c', {}))).toEqual(['unknown-setting at orgUnits[1].settings: the org unit `/A` defines no setting `c`']);
    expect(said(editSetting(policy, '/B', 'b', {}))).toEqual(['unknown-org-unit at orgUnits: there is no org unit `/B`']);
  });

  it('S-12.4: wants an object of changes without an id', () => {
    expect(() => editSetting(policy, '/', 'b', null as unknown as object)).toThrow(new TypeError('the changes of a setting must be an object, not null'));
    expect(() => editSetting(policy, '/', 'b', new Map([['enabled', false]]) as object)).toThrow(new TypeError('the changes of a setting must be a plain object, not an instance of a class'));
    expect(said(editSetting(policy, '/', 'b', Object.assign(Object.create(null) as object, { locked: true })))).toHaveLength(1);
    expect(() => editSetting(policy, '/', 'b', { id: 'c' } as object)).toThrow(/^the id of a setting cannot be changed/);
    expect(() => editSetting(policy, '/', 7 as unknown as string, {})).toThrow(new TypeError('the id of a setting must be text, not the number 7'));
  });
});

describe('removeSetting', () => {
  it('removes a definition', () => {
    expect(said(removeSetting(policy, '/', 'b'))).toEqual(['setting `b` removed at `/`: for `outbound`, address list `l`, TLS required, `TLSv1.2` or later, validated host name, route `r`, described as `why`']);
  });

  it('refuses while a unit below disables it', () => {
    expect(said(removeSetting(policy, '/A', 'a'))).toEqual(['not-inherited at orgUnits[2].disable[0]: the org unit `/A/B` inherits no setting `a`; remove it here']);
  });

  it('refuses what is not defined there', () => {
    expect(said(removeSetting(policy, '/A/B', 'a'))).toEqual(['unknown-setting at orgUnits[2].settings: the org unit `/A/B` inherits `a` from `/A`; edit it there, or override it here']);
  });

  it('S-1.4: removes a setting of any name', () => {
    const named = policyFrom({ addressLists: { l: [] }, orgUnits: [{ path: '/', settings: [setting('__proto__'), setting('toString')] }] });
    expect(said(removeSetting(named, '/', '__proto__'))).toEqual([`setting \`__proto__\` removed at \`/\`: ${PLAIN}`]);
  });
});
