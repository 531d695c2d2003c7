// Diagnostics in the order of the document (S-1.2).
import { describe, expect, it } from 'vitest';
import type { Diagnostic } from '../../../src/model/diagnostic.js';
import { inDocumentOrder } from '../../../src/policy/document-order.js';

function order(paths: Diagnostic['path'][], document: Parameters<typeof inDocumentOrder>[1]): Diagnostic['path'][] {
  return inDocumentOrder(paths.map((path) => ({ severity: 'error', code: 'invalid-value', path, message: '' })), document).map(({ path }) => path);
}

describe('inDocumentOrder', () => {
  it('follows the keys as they were written', () => {
    const document = { b: { y: 1, x: 2 }, a: 3 };
    expect(order([['a'], ['b', 'x'], ['b', 'y'], ['b']], document)).toEqual([['b'], ['b', 'y'], ['b', 'x'], ['a']]);
  });

  it('follows the indexes of lists as numbers', () => {
    const document = { a: Array.from({ length: 12 }, () => ({ z: 1, y: 1 })) };
    expect(order([['a', 10], ['a', 9, 'y'], ['a', 9, 'z'], ['a', 0]], document)).toEqual([['a', 0], ['a', 9, 'z'], ['a', 9, 'y'], ['a', 10]]);
  });

  it('puts what is missing after what is there', () => {
    const document = { a: { b: 1 }, c: 1 };
    expect(order([['c'], ['a', 'missing'], ['a', 'b'], ['missing']], document)).toEqual([['a', 'b'], ['a', 'missing'], ['c'], ['missing']]);
  });

  it('keeps the order of what has one place', () => {
    const same = inDocumentOrder(
      [
        { severity: 'error', code: 'first', path: ['x'], message: '' },
        { severity: 'error', code: 'second', path: ['x'], message: '' },
      ],
      { x: 1 },
    );
    expect(same.map(({ code }) => code)).toEqual(['first', 'second']);
  });

  it('finds escaped names, and goes below what is no object', () => {
    expect(order([['b'], ['__proto__'], ['n', 'x'], ['n', 0]], { ['__proto___']: 1, n: null, b: 2 })).toEqual([['__proto__'], ['n', 0], ['n', 'x'], ['b']]);
    expect(order([['a', '0'], ['a', 0]], { a: 'text' })).toEqual([['a', 0], ['a', '0']]);
    expect(order([['a'], []], undefined)).toEqual([[], ['a']]);
    expect(order([['b', 'x'], ['a', 'x', 'y']], { a: 'text', b: 1 })).toEqual([['a', 'x', 'y'], ['b', 'x']]);
  });
});
