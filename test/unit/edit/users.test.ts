// S-15.2: users are moved to org units, and taken out of the list of users.
import { describe, expect, it } from 'vitest';
import { moveUser, removeUser } from '../../../src/edit/users.js';
import { policyFrom } from '../change/policies.js';
import { documentOf, said } from './edited.js';

const policy = policyFrom({ orgUnits: [{ path: '/A' }, { path: '/B' }], users: { 'ann@o.example': '/A', 'bob@o.example': '/' } });

describe('moveUser', () => {
  it('moves one user or several', () => {
    expect(said(moveUser(policy, 'ANN@o.example.', '/B'))).toEqual(['user `ann@o.example` moved from `/A` to `/B`']);
    expect(documentOf(moveUser(policy, ['bob@o.example', 'ann@o.example'], '/B')).users).toEqual({ 'ann@o.example': '/B', 'bob@o.example': '/B' });
    expect(said(moveUser(policy, [], '/B'))).toEqual([]);
    expect(said(moveUser(policy, 'ann@o.example', '/A'))).toEqual([]);
  });

  it('lists a user who was not', () => {
    expect(said(moveUser(policy, 'eve@o.example', '/'))).toEqual(['user `eve@o.example` put into `/`']);
  });

  it('refuses what is no address, and an org unit that is not there', () => {
    expect(said(moveUser(policy, 'eve', '/A'))).toEqual(['invalid-value at users.eve: the user `eve` is not a valid address; write an address such as `user@example.com`']);
    expect(said(moveUser(policy, 'ann@o.example', '/C'))[0]).toContain('unknown-org-unit at users["ann@o.example"]: there is no org unit `/C`');
    expect(said(moveUser(policy, 'ann@o.example', 'A'))[0]).toContain('invalid-path at users["ann@o.example"]: ');
    expect(() => moveUser(policy, [7] as unknown as string[], '/')).toThrow(new TypeError('the address of a user must be text, not the number 7'));
    expect(() => moveUser(policy, 'ann@o.example', null as unknown as string)).toThrow(TypeError);
  });
});

describe('removeUser', () => {
  it('takes users out of the list', () => {
    expect(said(removeUser(policy, 'Ann@o.example'))).toEqual(['user `ann@o.example` taken out of `/A`']);
    expect(documentOf(removeUser(policy, ['ann@o.example', 'bob@o.example'])).users).toBeUndefined();
  });

  it('refuses users who are not listed', () => {
    expect(said(removeUser(policy, ['anne@o.example', 'bob@o.example', 'toString']))).toEqual([
      'unknown-user at users["anne@o.example"]: there is no user `anne@o.example`; did you mean `ann@o.example`?',
      'unknown-user at users.toString: there is no user `toString`',
    ]);
  });

  it('S-2.2: knows users by their case where the policy does', () => {
    const apart = policyFrom({ caseSensitiveLocalParts: true, users: { 'Ann@o.example': '/', 'ann@o.example': '/' } });
    expect(said(removeUser(apart, 'Ann@O.example'))).toEqual(['user `Ann@o.example` taken out of `/`']);
  });
});
