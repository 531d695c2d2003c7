// S-15.2: several edits as one.
import { describe, expect, it } from 'vitest';
import { createAddressList, removeAddressList } from '../../../src/edit/address-lists.js';
import { applyEdits } from '../../../src/edit/apply-edits.js';
import type { Edit } from '../../../src/edit/edit-result.js';
import { addEntries, removeEntries } from '../../../src/edit/entries.js';
import { addSetting } from '../../../src/edit/settings.js';
import type { Policy } from '../../../src/model/policy.js';
import { policyFrom } from '../change/policies.js';
import { said, warningsOf } from './edited.js';

const policy = policyFrom({ addressLists: { l: [] } });
const create: Edit = (before) => createAddressList(before, 'partners', 'partner.example');
const add: Edit = (before) => addSetting(before, '/', { id: 'partners', appliesTo: ['outbound'], addressLists: ['partners'] });

describe('applyEdits', () => {
  it('makes one after the other and records them as one change', () => {
    const result = applyEdits(policy, [create, add]);
    expect(said(result)).toEqual(['setting `partners` added at `/`: for `outbound`, address list `partners`, TLS required, CA-signed certificate, validated host name', 'address list `partners` added, with 1 entry', 'entry `partner.example` added to address list `partners`']);
    expect(result.ok && result.change.before).toBe(policy);
    expect(result.ok && result.change.after).toBe(result.ok && result.policy);
    expect(warningsOf(result)).toEqual(['unused-list at addressLists.l', 'empty-list at addressLists.l.entries']);
  });

  it('S-15.2: warns of what each edit was given, and of the policy as it is in the end', () => {
    const twice: Edit = (before) => addEntries(before, 'l', 'a.example, a.example');
    const used: Edit = (before) => addSetting(before, '/', { id: 's', appliesTo: ['outbound'], addressLists: ['l'] });
    const given = warningsOf(twice(policy)).filter((warning) => warning.startsWith('duplicate-'));
    expect(given).toHaveLength(1);
    expect(warningsOf(applyEdits(policy, [twice, used]))).toEqual(given);
    expect(warningsOf(applyEdits(policy, [twice, create]))).toEqual([...given, 'unused-list at addressLists.l', 'unused-list at addressLists.partners']);
    expect(warningsOf(applyEdits(policy, [used, twice]))).toEqual(given);
  });

  it('refuses all if one is refused', () => {
    let made = 0;
    const counted: Edit = (before) => {
      made += 1;
      return create(before);
    };
    expect(said(applyEdits(policy, [add, counted]))[0]).toContain('unknown-list at orgUnits[0].settings[0].addressLists[0]: ');
    expect(said(applyEdits(policy, [counted, counted]))[0]).toContain('duplicate-list');
    expect(made).toBe(2);
  });

  it('changes nothing by none, or by edits that undo each other', () => {
    const nothing = { ok: true, policy, change: { before: policy, after: policy, changes: [] } };
    expect(applyEdits(policy, [])).toMatchObject(nothing);
    expect(warningsOf(applyEdits(policy, []))).toHaveLength(2);
    const result = applyEdits(policy, [create, (before) => addEntries(before, 'l', 'a.example'), (before) => removeEntries(before, 'l', 'a.example'), (before) => removeAddressList(before, 'partners')]);
    expect(result).toMatchObject(nothing);
    expect(result.ok && result.policy).toBe(policy);
  });

  it('S-12.4: wants a policy', () => {
    expect(() => applyEdits({} as Policy, [])).toThrow(TypeError);
  });
});
