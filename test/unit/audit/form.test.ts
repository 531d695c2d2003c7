// The form of plain JSON data: what has it, and where a flaw is.
import { describe, expect, it } from 'vitest';
import { changeForm } from '../../../src/audit/change-form.js';
import { isAnyValue, isCount, isFlag, isText, isTextOrNull, listOf, objectOf, oneOf, orNull } from '../../../src/audit/form.js';
import type { Form } from '../../../src/audit/form.js';

const nested = (depth: number): unknown => (depth === 0 ? 1 : [1, nested(depth - 1)]);
const pair = objectOf({ a: isText, b: listOf(isCount, 1) });

describe('a form', () => {
  it.each<[string, Form, readonly unknown[], readonly unknown[]]>([
    ['text', isText, ['', 'a'], [null, 1, ['a']]],
    ['text or null', isTextOrNull, ['', 'a', null], [undefined, 1, false, {}]],
    ['a flag', isFlag, [true, false], [null, 0, 'true']],
    ['a count', isCount, [0, 1, 2 ** 53 - 1], [-1, 0.5, 2 ** 53, '1', null]],
    ['one of some words', oneOf(['a', 1]), ['a', 1], ['1', 'b', null]],
    ['something or null', orNull(isCount), [null, 0], [-1, 'a', undefined]],
    ['a list', listOf(isText), [[], ['a', 'b']], [null, 'a', [1], ['a', 1]]],
    ['a list that is not empty', listOf(isText, 1), [['a']], [[], [1]]],
    ['an object', pair, [{ a: '', b: [1] }], [null, [], {}, { a: '' }, { a: '', b: [] }, { a: '', b: [1], c: 1 }]],
    ['any value', isAnyValue, [null, [{}], nested(20)], [nested(2000), [[], nested(2000)]]],
  ])('of %s', (_name, form, right, wrong) => {
    expect(right.filter((value) => form(value, []) !== null)).toEqual([]);
    expect(wrong.filter((value) => form(value, []) === null)).toEqual([]);
  });

  it.each<[unknown, (string | number)[], string]>([
    [[], ['x'], 'an empty list stands where an object should'],
    [{ a: 'a' }, ['x'], '`b` is missing'],
    [{ a: 'a', b: [] }, ['x', 'b'], 'an empty list stands where a list that is not empty should'],
    [{ a: 'a', b: [1, -1] }, ['x', 'b', 1], 'the number -1 stands where a whole number, 0 or more should'],
    [{ a: 'a', b: [1], z: 1 }, ['x', 'z'], '`z` is no key of this object; it has a, b'],
  ])('says where the flaw is (case %#)', (value, path, message) => {
    expect(pair(value, ['x'])).toEqual({ path, message });
  });

  it('says that a value is nested too deep', () => {
    expect(isAnyValue(nested(2000), ['x'])).toEqual({ path: ['x'], message: expect.stringMatching(/^the value is nested more than \d+ deep$/) as string });
  });
});

describe('the form of a change', () => {
  const route = (port: unknown) => ({ kind: 'route-added', route: 'relay', before: null, after: { kind: 'host', host: 'relay.example', port, mxLookup: true } });
  const option = (before: unknown, after: unknown) => ({ kind: 'option-changed', option: 'alternateSecureRoute', before, after });

  it.each<[string, unknown[], unknown[]]>([
    ['ports', [1, 25, 65_535].map(route), [0, 65_536, 25.5, '25', null].map(route)],
    ['options', [option(null, 'relay'), option('relay', null), option('a', 'b'), option(false, true)], [option(null, 1), option({}, 'a'), option('a', 'a')]],
  ])('knows %s', (_name, right, wrong) => {
    expect(right.filter((change) => changeForm(change, []) !== null)).toEqual([]);
    expect(wrong.filter((change) => changeForm(change, []) === null)).toEqual([]);
  });
});
