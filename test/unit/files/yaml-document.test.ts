// YAML with places.
import { describe, expect, it } from 'vitest';
import { locate } from '../../../src/files/source-document.js';
import { readYamlDocument } from '../../../src/files/yaml-document.js';

describe('readYamlDocument', () => {
  it('reads YAML 1.2: `no` and dates are text', () => {
    expect(readYamlDocument('a: no\nb: 2001-01-01\nc: [1, true, ~]\n__proto__: x\n')).toMatchObject({
      problems: [],
      value: { a: 'no', b: '2001-01-01', c: [1, true, null], ['__proto__']: 'x' },
    });
  });

  it.each([
    ['a: [1', 5, 'syntax'],
    ['a: 1\n  b: 2', 3, 'syntax'],
    ['a: !secret x', 3, 'syntax'],
    ['a: 1\n---\nb: 2', 5, 'syntax'],
    ['? [a]\n: 1', 2, 'syntax'],
    ['', 0, 'syntax'],
    ['# only a comment\n', 0, 'syntax'],
    ['a: 1\nb:\n  c: 1\n  c: 2', 17, 'duplicate-key'],
    ['a: 1\n"a": 2', 5, 'duplicate-key'],
  ])('refuses %j at its place', (text, offset, code) => {
    const { problems, value, root } = readYamlDocument(text);
    expect(problems[0]).toMatchObject({ offset, code });
    expect([value, root]).toEqual([undefined, null]);
  });

  it('says in words of the domain what a programmer would be told otherwise', () => {
    expect(readYamlDocument('a: 1\n---\nb: 2').problems[0]?.message).toBe('a second YAML document begins here; a policy is one document');
    expect(readYamlDocument('? [a]\n: 1').problems[0]?.message).toBe('a key that is no plain text; put it in quotes');
    expect(readYamlDocument('a: 1\na: 2').problems[0]?.message).toBe('the key `a` is written twice in one map; keep one');
    expect(readYamlDocument('').problems[0]?.message).toBe('the file is empty');
  });

  it('refuses aliases that multiply, and what is nested too deep', () => {
    const levels = Array.from({ length: 12 }, (_, level) => `a${level + 1}: &a${level + 1} [${`*a${level}, `.repeat(10)}]`);
    for (const text of [['a0: &a0 x', ...levels].join('\n'), '['.repeat(20_000)]) {
      expect(readYamlDocument(text)).toMatchObject({ value: undefined, problems: [{ code: 'syntax' }] });
    }
    expect(readYamlDocument(`${'['.repeat(200)}${']'.repeat(200)}`).problems).toEqual([]);
    expect(readYamlDocument('- '.repeat(300)).problems[0]?.message).toBe('values are nested more than 200 deep');
    expect(readYamlDocument('['.repeat(20_000)).problems[0]?.message).toBe('values are nested more than 200 deep');
  });

  it('tells where values and keys stand, through aliases too', () => {
    const text = 'lists:\n  a: &a\n    - x\n    - value: y\n  b: *a\nmode: 7\nempty:\n';
    const { root } = readYamlDocument(text);
    const rest = (path: (string | number)[], atKey = false): string => text.slice(locate(root, path, atKey)).split('\n')[0] ?? '';
    expect(rest(['mode'])).toBe('7');
    expect(rest(['mode'], true)).toBe('mode: 7');
    expect(rest(['lists'])).toBe('lists:');
    expect(rest(['lists', 'a'])).toBe('a: &a');
    expect(rest(['lists', 'a', 0])).toBe('x');
    expect(rest(['lists', 'b', 1, 'value'])).toBe('y');
    expect(rest(['lists', 'b'])).toBe('b: *a');
    expect(rest(['lists', 'a', 2])).toBe('a: &a');
    expect(rest(['lists', 'a', 'value'])).toBe('a: &a');
    expect(rest(['nothing'])).toBe('lists:');
  });

  it('takes an alias for the last node of its anchor before it', () => {
    const text = 'a: &x [p]\nb: *x\nc: &x\n  - &x q\nd: *x\ne: &y {k: 1}\nf: *y\n';
    const { root, value } = readYamlDocument(text);
    const rest = (path: (string | number)[]): string => text.slice(locate(root, path, false)).split('\n')[0] ?? '';
    expect(value).toEqual({ a: ['p'], b: ['p'], c: ['q'], d: 'q', e: { k: 1 }, f: { k: 1 } });
    expect(rest(['b', 0])).toBe('p]');
    expect(rest(['d'])).toBe('q');
    expect(rest(['f', 'k'])).toBe('1}');
    expect(rest(['f', 'none'])).toBe('f: *y');
  });

  it('finds more keys written twice than a call can have arguments', () => {
    const { problems } = readYamlDocument('a:\n'.repeat(130_001));
    expect([problems.length, problems[0]?.offset, problems.at(-1)?.offset]).toEqual([130_000, 3, 390_000]);
  });

  it('bears an alias to what contains it', () => {
    const { root, problems } = readYamlDocument('a: &a\n  b: *a\n');
    expect(problems).toEqual([]);
    expect(locate(root, ['a', 'b', 'b', 'b'], true)).toBe(8);
  });
});
