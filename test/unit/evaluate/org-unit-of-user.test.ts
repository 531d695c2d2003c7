// Which org unit a user belongs to (S-6.2).
import { describe, expect, it } from 'vitest';
import { compileContent } from '../../../src/compile/compiled-policy.js';
import { orgUnitOfUser } from '../../../src/evaluate/org-unit-of-user.js';
import { content, orgUnit } from '../compile/sample-content.js';
import type { SampleContent } from '../compile/sample-content.js';

const policy = (changed: SampleContent = {}) =>
  compileContent(
    content({
      orgUnits: [orgUnit('/'), orgUnit('/Sales'), orgUnit('/IT')],
      users: new Map([
        ['ann@example.com', '/Sales'],
        ['root@example.com', '/'],
      ]),
      ...changed,
    }),
  );
const belongs = (user: unknown, orgUnitOf?: (address: string) => string | undefined, changed: SampleContent = {}): string => {
  const { unit, source } = orgUnitOfUser(user, policy(changed), orgUnitOf);
  return `${unit.path} by ${source}`;
};
const notAsked = (): never => {
  throw new Error('asked');
};

describe('orgUnitOfUser', () => {
  it('S-6.2: the policy’s users come first', () => {
    expect(belongs('Ann@Example.com', notAsked)).toBe('/Sales by users');
    expect(belongs('root@example.com')).toBe('/ by users');
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
    expect(belongs('Ann@Example.com', (address) => (address === 'ann@example.com' ? '/IT' : undefined), { users: new Map() })).toBe('/IT by function');
    expect(belongs('ann@example.com', undefined, { users: new Map() })).toBe('/ by default');
    expect(belongs('no address', notAsked, { users: new Map() })).toBe('/ by default');
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
