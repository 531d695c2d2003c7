// S-15.5: org units are added, removed, and moved with everything below them.
import { describe, expect, it } from 'vitest';
import { addOrgUnit, moveOrgUnit, removeOrgUnit } from '../../../src/edit/org-units.js';
import type { SettingInput } from '../../../src/model/document.js';
import { policyFrom } from '../change/policies.js';
import { PLAIN, documentOf, made, said } from './edited.js';

const setting = (id: string, more: Partial<SettingInput> = {}): SettingInput => ({ id, appliesTo: ['outbound'], addressLists: ['l'], ...more });
const policy = policyFrom({
  addressLists: { l: ['l.example'] },
  orgUnits: [
    { path: '/', settings: [setting('s')] },
    { path: '/A', settings: [setting('a')] },
    { path: '/A/B', settings: [setting('b')], disable: ['s'] },
    { path: '/A/B/C', settings: [setting('s')], disable: ['b'] },
    { path: '/A/BB', disable: ['a'] },
    { path: '/Z', settings: [setting('z', { locked: true })] },
  ],
  users: { 'b@o.example': '/A/B', 'bb@o.example': '/A/BB', 'c@o.example': '/A/B/C', 'r@o.example': '/' },
});

describe('addOrgUnit', () => {
  it('adds a unit below one that is there', () => {
    const result = addOrgUnit(policy, '/A/B/D');
    expect(said(result)).toEqual(['org unit `/A/B/D` added']);
    expect(documentOf(result).orgUnits?.map(({ path }) => path)).toEqual(['/', '/A', '/A/B', '/A/B/C', '/A/B/D', '/A/BB', '/Z']);
  });

  it('refuses what is there, has no parent, or is no path', () => {
    expect(said(addOrgUnit(policy, '/A'))).toEqual(['duplicate-path at orgUnits[2].path: the org unit `/A` is listed twice; put its settings together in one']);
    expect(said(addOrgUnit(policy, '/'))).toEqual(['duplicate-path at orgUnits: the root is always there; name another org unit']);
    expect(said(addOrgUnit(policy, '/X/Y'))[0]).toContain('missing-parent at orgUnits[5].path: ');
    expect(said(addOrgUnit(policy, '/X/'))[0]).toContain('invalid-path at orgUnits[5].path: ');
    expect(() => addOrgUnit(policy, 7 as unknown as string)).toThrow(TypeError);
  });
});

describe('removeOrgUnit', () => {
  it('removes a unit with what it defines and disables', () => {
    expect(said(removeOrgUnit(policy, '/Z'))).toEqual(['org unit `/Z` removed', 'setting `z` removed at `/Z`: for `outbound`, address list `l`, locked, TLS required, CA-signed certificate, validated host name']);
  });

  it('refuses while there are units below it or users in it', () => {
    expect(said(removeOrgUnit(policy, '/A/B'))).toEqual([
      'missing-parent at orgUnits[2].path: the org unit `/A/B/C` has no parent: there is no `/A/B`; did you mean `/A/BB`?',
      'unknown-org-unit at users["b@o.example"]: there is no org unit `/A/B`; did you mean `/A/BB`?',
    ]);
    expect(said(removeOrgUnit(policy, '/A/BB'))[0]).toContain('unknown-org-unit at users["bb@o.example"]: ');
  });

  it('refuses the root, and what is not there', () => {
    expect(said(removeOrgUnit(policy, '/'))).toEqual(['invalid-path at orgUnits: the root is always there and cannot be removed; name another org unit']);
    expect(said(removeOrgUnit(policy, '/Y'))).toEqual(['unknown-org-unit at orgUnits: there is no org unit `/Y`']);
    expect(said(removeOrgUnit(policy, '/A/BC'))[0]).toContain('did you mean `/A/B`?');
    expect(() => removeOrgUnit(policy, 7 as unknown as string)).toThrow(TypeError);
  });
});

describe('moveOrgUnit', () => {
  it('moves everything below and all users, and nothing else', () => {
    const result = moveOrgUnit(policy, '/A/B', '/0');
    expect(documentOf(result)).toEqual({
      ...documentOf(addOrgUnit(policy, '/Y')),
      orgUnits: [
        { path: '/', settings: [setting('s')] },
        { path: '/0', settings: [setting('b')], disable: ['s'] },
        { path: '/0/C', settings: [setting('s')], disable: ['b'] },
        { path: '/A', settings: [setting('a')] },
        { path: '/A/BB', disable: ['a'] },
        { path: '/Z', settings: [setting('z', { locked: true })] },
      ],
      users: { 'b@o.example': '/0', 'bb@o.example': '/A/BB', 'c@o.example': '/0/C', 'r@o.example': '/' },
    });
    expect(said(result)).toEqual([
      'org unit `/0` added',
      `setting \`b\` added at \`/0\`: ${PLAIN}`,
      'inheritance of setting `s` broken at `/0`: it is disabled there and below',
      'org unit `/0/C` added',
      `setting \`s\` added at \`/0/C\`: ${PLAIN}`,
      'inheritance of setting `b` broken at `/0/C`: it is disabled there and below',
      'org unit `/A/B` removed',
      `setting \`b\` removed at \`/A/B\`: ${PLAIN}`,
      'inheritance of setting `s` restored at `/A/B`: it is disabled there no longer',
      'org unit `/A/B/C` removed',
      `setting \`s\` removed at \`/A/B/C\`: ${PLAIN}`,
      'inheritance of setting `b` restored at `/A/B/C`: it is disabled there no longer',
      'user `b@o.example` moved from `/A/B` to `/0`',
      'user `c@o.example` moved from `/A/B/C` to `/0/C`',
    ]);
    expect(said(moveOrgUnit(policy, '/A/B', '/A/B'))).toEqual([]);
  });

  it('refuses where what is disabled is inherited no longer', () => {
    expect(said(moveOrgUnit(policy, '/A/BB', '/Z/BB'))).toEqual(['not-inherited at orgUnits[5].disable[0]: the org unit `/Z/BB` inherits no setting `a`; remove it here']);
  });

  it('S-15.5: may make an override, or end one, and says so', () => {
    const apart = policyFrom({ addressLists: { l: [] }, orgUnits: [{ path: '/A', settings: [setting('s')] }, { path: '/B' }, { path: '/B/C', settings: [setting('s')] }] });
    const result = moveOrgUnit(apart, '/B/C', '/A/C');
    expect(said(result)).toContain(`setting \`s\` added at \`/A/C\`, in place of that of \`/A\`: ${PLAIN}`);
    expect(said(moveOrgUnit(made(result), '/A/C', '/B/C'))).toContain(`setting \`s\` removed at \`/A/C\`, where it stood in place of that of \`/A\`: ${PLAIN}`);
  });

  it('S-6.5: refuses where what is overridden is locked', () => {
    const locked = policyFrom({ addressLists: { l: [] }, orgUnits: [{ path: '/A', settings: [setting('s', { locked: true })] }, { path: '/B', settings: [setting('s')] }] });
    expect(said(moveOrgUnit(locked, '/B', '/A/B'))[0]).toContain('locked-setting at orgUnits[1].settings[0].id: `s` is locked by `/A`');
  });

  it('refuses a place that is taken, below itself, without a parent, or the root', () => {
    expect(said(moveOrgUnit(policy, '/A', '/Z'))[0]).toContain('duplicate-path at orgUnits[');
    expect(said(moveOrgUnit(policy, '/A', '/A/B/A'))).toEqual(['invalid-path at orgUnits: the org unit `/A` cannot be moved below itself, to `/A/B/A`; name another place']);
    expect(said(moveOrgUnit(policy, '/Z', '/X/Z'))[0]).toContain('missing-parent at orgUnits[5].path: ');
    expect(said(moveOrgUnit(policy, '/Z', '/'))).toEqual(['duplicate-path at orgUnits: the org unit `/Z` cannot take the place of the root; name another place']);
    expect(said(moveOrgUnit(policy, '/', '/R'))).toEqual(['invalid-path at orgUnits: the root is always there and cannot be moved; name another org unit']);
    expect(said(moveOrgUnit(policy, '/Y', '/X'))[0]).toContain('unknown-org-unit at orgUnits: ');
    expect(said(moveOrgUnit(policy, '/Z', 'Z'))[0]).toContain('invalid-path at orgUnits[5].path: ');
    expect(() => moveOrgUnit(policy, '/Z', 7 as unknown as string)).toThrow(TypeError);
    expect(() => moveOrgUnit(policy, 7 as unknown as string, '/X')).toThrow(TypeError);
  });
});
