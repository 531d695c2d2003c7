// JSON with places: what is wrong with a text and where, and where each value stands.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readJsonDocument } from '../../../src/files/json-document.js';
import { locate } from '../../../src/files/source-document.js';

function problemOf(text: string): [number, string] | null {
  const [problem] = readJsonDocument(text).problems;
  return problem === undefined ? null : [problem.offset, problem.message];
}

describe('readJsonDocument', () => {
  it.each([
    ['', 0, 'the file is empty'],
    [' \n ', 3, 'the file is empty'],
    ['{', 1, 'expected a key in double quotes'],
    ['{"a"', 4, 'expected a colon after the key'],
    ['{"a":', 5, 'the text ends where a value is expected'],
    ['{"a": 1', 7, 'the text ends before the closing `}`'],
    ['{"a": 1,}', 8, 'a comma before the closing brace; remove it'],
    ['{"a": 1 "b": 2}', 8, 'expected a comma or `}`'],
    ['[1, 2', 5, 'the text ends before the closing `]`'],
    ['[1 2]', 3, 'expected a comma or `]`'],
    ['[1, ]', 4, 'a comma before the closing bracket; remove it'],
    ['{a: 1}', 1, 'expected a key in double quotes'],
    ['{// note\n}', 1, 'JSON has no comments; remove it, or write the policy as YAML'],
    ['[1 # note\n]', 3, 'JSON has no comments; remove it, or write the policy as YAML'],
    ['[/* note */ 1]', 1, 'JSON has no comments; remove it, or write the policy as YAML'],
    ["['a']", 1, 'strings are written in double quotes'],
    ['["a', 1, 'the string that begins here is not closed; add a double quote'],
    ['["a\nb"]', 3, 'a control character or line break in a string; write it as an escape such as \\n'],
    ['["\\x"]', 2, 'an escape that JSON does not have; write \\\\ for a backslash'],
    ['["\\u12G4"]', 2, 'an escape that JSON does not have; write \\\\ for a backslash'],
    ['["\\', 2, 'an escape that JSON does not have; write \\\\ for a backslash'],
    ['[True]', 1, 'expected a value: an object, an array, a string in double quotes, a number, true, false or null'],
    ['[truer]', 1, 'expected a value: an object, an array, a string in double quotes, a number, true, false or null'],
    ['[01]', 2, 'expected a comma or `]`'],
    ['{} {}', 3, 'the document ends here, but text follows; remove it'],
    ['['.repeat(300), 201, 'values are nested more than 200 deep'],
  ])('refuses %j at its place', (text, offset, message) => {
    expect(problemOf(text)).toEqual([offset, message]);
    expect(readJsonDocument(text)).toMatchObject({ value: undefined, root: null, problems: [{ code: 'syntax' }] });
  });

  it('finds every key that is written twice, also where escapes hide it', () => {
    const { problems, value } = readJsonDocument('{"a": 1, "b": {"c": 1, "c": 2}, "\\u0061": 3}');
    expect(value).toBeUndefined();
    expect(problems).toEqual([
      { code: 'duplicate-key', offset: 23, message: 'the key `c` is written twice in one object; keep one' },
      { code: 'duplicate-key', offset: 32, message: 'the key `a` is written twice in one object; keep one' },
    ]);
  });

  it('keeps `__proto__` as a key like any other', () => {
    const { value } = readJsonDocument('{"__proto__": {"a": 1}}');
    expect(Object.keys(value as object)).toEqual(['__proto__']);
  });

  it('reads what JSON.parse reads, to the same value', () => {
    fc.assert(
      fc.property(fc.json(), fc.constantFrom(undefined, 2, '\t'), (json, indent) => {
        const text = JSON.stringify(JSON.parse(json), null, indent);
        expect(readJsonDocument(text)).toMatchObject({ problems: [], value: JSON.parse(text) as unknown });
      }),
      { numRuns: 200 },
    );
  });

  it('refuses what JSON.parse refuses, however a text was damaged', () => {
    fc.assert(
      fc.property(fc.json(), fc.nat(), fc.constantFrom('', ',', '"', '\\', '0', '}', ' ', '-', 'e', '.'), (json, place, character) => {
        const at = place % (json.length + 1);
        const text = json.slice(0, at) + character + json.slice(at + 1);
        // Keys that the damage made equal are this reader's own business.
        const syntax = readJsonDocument(text).problems.filter(({ code }) => code === 'syntax');
        expect(syntax.length === 0).toBe(isJson(text));
      }),
      { numRuns: 500 },
    );
  });
});

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

describe('locate', () => {
  const text = '{"lists": {"a": ["x", {"value": "y"}]}, "mode": 7}';
  const { root } = readJsonDocument(text);
  const rest = (path: (string | number)[], atKey = false): string => text.slice(locate(root, path, atKey));

  it('points to a scalar itself, or to its key where the key is what is wrong', () => {
    expect(rest(['mode'])).toBe('7}');
    expect(rest(['mode'], true)).toBe('"mode": 7}');
    expect(rest(['lists', 'a', 0])).toBe('"x", {"value": "y"}]}, "mode": 7}');
    expect(rest(['lists', 'a', 1, 'value'])).toBe('"y"}]}, "mode": 7}');
  });

  it('points to the key of a collection, and to the item of a list', () => {
    expect(rest(['lists', 'a'])).toBe('"a": ["x", {"value": "y"}]}, "mode": 7}');
    expect(rest(['lists', 'a', 1])).toBe('{"value": "y"}]}, "mode": 7}');
  });

  it('points to the nearest place that exists', () => {
    expect(rest([])).toBe(text);
    expect(rest(['nothing', 'below'])).toBe(text);
    expect(rest(['lists', 'a', 7, 'value'])).toBe('"a": ["x", {"value": "y"}]}, "mode": 7}');
    expect(rest(['mode', 'below'])).toBe('7}');
    expect(rest(['mode', 'below'], true)).toBe('7}');
    expect(locate(null, ['mode'], false)).toBe(0);
  });
});
