// Which org unit a user belongs to (S-6.2).
import { describe, expect, it } from 'vitest';
import { compileContent } from '../../../src/compile/compiled-policy.js';
import { orgUnitOfUser } from '../../../src/evaluate/org-unit-of-user.js';
import { packUsers } from '../../../src/lists/packed-users.js';
import type { UserMap } from '../../../src/model/policy.js';
import { content, orgUnit } from '../compile/sample-content.js';
import type { SampleContent } from '../compile/sample-content.js';

const notAsked = (): never => {
  throw new Error('asked');
};

/** Few users are in a map, many are packed. */
const USER_MAPS: readonly (readonly [string, (users: [string, string][]) => UserMap])[] = [
  ['few', (users) => new Map(users)],
  ['many', packUsers],
];

describe.each(USER_MAPS)('orgUnitOfUser with %s users', (_many, usersOf) => {
  const policy = (changed: SampleContent = {}) =>
    compileContent(
      content({
        orgUnits: [orgUnit('/'), orgUnit('/Sales'), orgUnit('/IT')],
        users: usersOf([
          ['ann@example.com', '/Sales'],
          ['root@example.com', '/'],
          ['josé@example.com', '/IT'],
        ]),
        ...changed,
      }),
    );
  const belongs = (user: unknown, orgUnitOf?: (address: string) => string | undefined, changed: SampleContent = {}): string => {
    const { unit, source } = orgUnitOfUser(user, policy(changed), orgUnitOf);
    return `${unit.path} by ${source}`;
  };

  it('S-6.2: the policy’s users come first', () => {
    expect(belongs('Ann@Example.com', notAsked)).toBe('/Sales by users');
    expect(belongs('root@example.com')).toBe('/ by users');
    expect(belongs('JOSe\u0301@example.com')).toBe('/IT by users');
    expect(belongs('"ann"@EXAMPLE.com', notAsked)).toBe('/Sales by users');
  });

  it('S-6.2: then the function, which gets the canonical address', () => {
    const asked: string[] = [];
    const orgUnitOf = (address: string): string => {
      asked.push(address);
      return '/IT';
    };
    expect(belongs('"Bob"@BÜCHER.example', orgUnitOf)).toBe('/IT by function');
    expect(asked).toEqual(['bob@xn--bcher-kva.example']);
    expect(belongs('bob@example.com', () => '/')).toBe('/ by function');
  });

  it('S-6.2: else the root', () => {
    expect(belongs('bob@example.com')).toBe('/ by default');
    expect(belongs('bob@example.com', () => undefined)).toBe('/ by default');
  });

  it.each([null, undefined, '', 'no address', 5, ['ann@example.com'], Symbol('unreadable')])('S-6.2: the null reverse-path, and what is no address, belong to the root without asking: %s', (user) => {
    expect(belongs(user, notAsked)).toBe('/ by default');
    expect(belongs(user)).toBe('/ by default');
  });

  it('S-6.2: the function is asked where there are no users at all, and the root stands where there is no function either', () => {
    expect(belongs('Ann@Example.com', (address) => (address === 'ann@example.com' ? '/IT' : undefined), { users: usersOf([]) })).toBe('/IT by function');
    expect(belongs('ann@example.com', undefined, { users: usersOf([]) })).toBe('/ by default');
    expect(belongs('no address', notAsked, { users: usersOf([]) })).toBe('/ by default');
  });

  it('S-2.2: users are told apart by case where the policy says so', () => {
    expect(belongs('Ann@example.com', undefined, { caseSensitiveLocalParts: true })).toBe('/ by default');
    expect(belongs('ann@EXAMPLE.com', undefined, { caseSensitiveLocalParts: true })).toBe('/Sales by users');
    expect(belongs('Bob@EXAMPLE.com', (address) => (address === 'Bob@example.com' ? '/IT' : '/'), { caseSensitiveLocalParts: true })).toBe('/IT by function');
  });

  it.each([null, '', '/Nowhere', '/sales', 'Sales', 5, {}, '__proto__'])('S-6.2: a function that answers %s names no org unit, and the root stands in', (answer) => {
    expect(belongs('bob@example.com', () => answer as string)).toBe('/ by fallback');
  });

  it('S-6.2: a function that throws makes the root stand in', () => {
    expect(belongs('bob@example.com', notAsked)).toBe('/ by fallback');
  });
});
