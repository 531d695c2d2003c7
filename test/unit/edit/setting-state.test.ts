// S-15.2: switches of a setting where it is defined.
import { describe, expect, it } from 'vitest';
import type { Edit } from '../../../src/edit/edit-result.js';
import { disableSetting, enableSetting, lock, setMode, unlock } from '../../../src/edit/setting-state.js';
import type { SettingInput } from '../../../src/model/document.js';
import { policyFrom } from '../change/policies.js';
import { made, said } from './edited.js';

const setting = (id: string): SettingInput => ({ id, appliesTo: ['outbound'], addressLists: ['l'] });
const policy = policyFrom({ addressLists: { l: ['l.example'] }, orgUnits: [{ path: '/', settings: [setting('s'), setting('t')] }, { path: '/A', settings: [setting('s')], disable: ['t'] }] });

describe('a setting', () => {
  it.each<[string, Edit, Edit, string]>([
    ['is disabled and enabled', (before) => disableSetting(before, '/A', 's'), (before) => enableSetting(before, '/A', 's'), '`enabled` from true to false'],
    ['is locked and unlocked', (before) => lock(before, '/A', 's'), (before) => unlock(before, '/A', 's'), '`locked` from false to true'],
    ['is tested and enforced', (before) => setMode(before, '/A', 's', 'testing'), (before) => setMode(before, '/A', 's', 'enforce'), '`mode` from `enforce` to `testing`'],
  ])('%s', (_name, there, back, words) => {
    expect(said(there(policy))).toEqual([`setting \`s\` changed at \`/A\`: ${words}`]);
    expect(said(back(made(there(policy))))).toHaveLength(1);
    expect(said(back(policy))).toEqual([]);
    expect(said(there(made(there(policy))))).toEqual([]);
  });

  it('S-6.5: is not locked while a unit below overrides or disables it', () => {
    expect(said(lock(policy, '/', 's'))).toEqual(['locked-setting at orgUnits[1].settings[0].id: `s` is locked by `/` and cannot be overridden below it; use another id or unlock it there']);
    expect(said(lock(policy, '/', 't'))).toEqual(['locked-setting at orgUnits[1].disable[0]: `t` is locked by `/` and cannot be disabled below it; remove it here or unlock it there']);
  });

  it('S-15.3: has the mode that is given', () => {
    expect(() => setMode(policy, '/', 's', undefined as unknown as 'testing')).toThrow(new TypeError('the mode of a setting must be given'));
  });

  it('has one of two modes', () => {
    expect(said(setMode(policy, '/', 's', 'off' as 'testing'))).toEqual(['invalid-value at orgUnits[0].settings[0].mode: `mode` must be one of `enforce`, `testing`, not the text `off`']);
  });
});
