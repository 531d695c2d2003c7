// Diagnostics as values, and the error that carries them (S-1.2).
import { describe, expect, it } from 'vitest';
import { pathText, PolicyError } from '../../../src/model/diagnostic.js';
import type { Diagnostic } from '../../../src/model/diagnostic.js';

describe('pathText', () => {
  it.each([
    [[], 'the top of the document'],
    [['domains'], 'domains'],
    [['orgUnits', 0, 'settings', 12, 'id'], 'orgUnits[0].settings[12].id'],
    [['addressLists', 'our partners'], 'addressLists["our partners"]'],
    [['users', 'a@b.example'], 'users["a@b.example"]'],
    [['routes', '9lives'], 'routes["9lives"]'],
    [['routes', '_a$9'], 'routes._a$9'],
    [['routes', '$'], 'routes.$'],
    [['routes', 'a-b'], 'routes["a-b"]'],
    [['routes', '-a'], 'routes["-a"]'],
    [['routes', ''], 'routes[""]'],
    [['routes', 'say "x"\n'], 'routes["say \\"x\\"\\n"]'],
    [['not a name', 'x'], '["not a name"].x'],
    [[3, 'x'], '[3].x'],
  ])('writes %j as code would', (path, text) => {
    expect(pathText(path)).toBe(text);
  });
});

describe('PolicyError', () => {
  const problems = (count: number) => new PolicyError(Array.from({ length: count }, (_, index): Diagnostic => ({ severity: 'error', code: 'unknown-key', path: [index], message: 'no' })));

  it('S-1.2: the message describes the first twenty, and `issues` has them all', () => {
    expect(problems(20).message.split('\n')).toHaveLength(21);
    expect(problems(20).message.endsWith('\n  error unknown-key at [19]: no')).toBe(true);
    expect(problems(22).message.endsWith('\n  error unknown-key at [19]: no\n  and 2 more; see `issues`')).toBe(true);
    expect(problems(22).issues).toHaveLength(22);
  });

  const issues: Diagnostic[] = [
    { severity: 'error', code: 'unknown-key', path: ['domain'], message: 'unknown key `domain`; did you mean `domains`?' },
    { severity: 'warning', code: 'unused-list', path: ['addressLists', 'a b'], message: 'no setting names it' },
  ];

  it('S-1.2: lists every problem with severity, code, place and message', () => {
    const error = new PolicyError(issues);
    expect(error).toBeInstanceOf(Error);
    expect(error.name).toBe('PolicyError');
    expect(error.issues).toEqual(issues);
    expect(error.message).toBe(
      [
        'the policy is not valid:',
        '  error unknown-key at domain: unknown key `domain`; did you mean `domains`?',
        '  warning unused-list at addressLists["a b"]: no setting names it',
      ].join('\n'),
    );
  });
});
