// The check of the vectors can fail: a vector that says otherwise, and a library that answers otherwise, are found out.

import { describe, expect, it } from 'vitest';

import * as library from '../../src/index.js';
import { checkVector } from './check-vector.mjs';
import { exactDifferences, partialDifferences } from './disagreement.mjs';
import { revive } from './special-value.mjs';
import { readVectors, vectorFiles } from './vector.js';

describe('checkVector', () => {
  it('tells what was expected and what was found', () => {
    const vector = { kind: 'domain', cases: [['Partner.example', 'partner.example'], ['partner.example', 'Partner.example']] };
    expect(checkVector(library, vector)[0]).toBe('domain "partner.example": expected "Partner.example", found "partner.example"');
  });

  it('refuses a kind that it does not know, names of the prototype too', () => {
    expect(checkVector(library, { kind: 'guess' })).toEqual(['no kind of vector is called guess']);
    expect(checkVector(library, { kind: 'toString' })).toEqual(['no kind of vector is called toString']);
  });

  it('takes an exception for a disagreement', () => {
    const broken = { ...library, canonicalDomain: () => fail() };
    expect(checkVector(broken, { kind: 'domain', cases: [['partner.example', 'partner.example']] })[0]).toMatch(/^it threw: Error: broken/);
  });

  it('finds that a library conforms in no vector if it answers nothing', () => {
    const silent = new Proxy({}, { get: (_, name) => (name === 'PolicyError' ? Error : () => ({})) });
    const passing = vectorFiles().flatMap(readVectors).filter((vector) => checkVector(silent, vector).length === 0);
    expect(passing.map((vector) => vector.id)).toEqual([]);
  });
});

describe('differences', () => {
  it('look at the keys that are given', () => {
    expect(partialDifferences({ a: [{ b: 1 }] }, { a: [{ b: 1, c: 2 }], d: 3 }, 'it')).toEqual([]);
    expect(partialDifferences({ a: [{ b: 1 }] }, { a: [{ b: 2 }] }, 'it')).toEqual(['it.a.0.b: expected 1, found 2']);
    expect(partialDifferences({ a: null }, {}, 'it')).toEqual(['it.a: expected null, found undefined']);
  });

  it('are there between arrays of other lengths, and between arrays and objects', () => {
    expect(partialDifferences([], [1], 'it')).toEqual(['it: expected [], found [1]']);
    expect(partialDifferences([1, 2], [1], 'it')).toEqual(['it: expected [1,2], found [1]']);
    expect(partialDifferences({}, [], 'it')).toEqual(['it: expected {}, found []']);
  });

  it('are there, when exact, for keys that were not given', () => {
    expect(exactDifferences({ a: 1 }, { a: 1, b: 2, c: undefined }, 'it')).toEqual(['it.b is not expected: 2']);
    expect(exactDifferences({ a: { b: 1 } }, { a: { b: 1 } }, 'it')).toEqual([]);
  });
});

describe('revive', () => {
  it('makes what JSON cannot write', () => {
    expect(revive({ $special: 'undefined' })).toBeUndefined();
    expect(revive([1, { $special: 'undefined' }])).toEqual([1, undefined]);
    expect(Object.keys(revive([1, { $special: 'hole' }, 3]))).toEqual(['0', '2']);
    expect(revive({ $special: 'join', parts: ['a', { $special: 'repeat', text: 'b', times: 3 }] })).toBe('abbb');
    expect(() => revive({ a: { $special: 'throwing' } }).a).toThrow('this property cannot be read');
    const self = revive({ a: { $special: 'cycle' } });
    expect(self.a).toBe(self);
  });

  it('keeps __proto__ as an ordinary key', () => {
    const revived = revive(JSON.parse('{"__proto__":{"a":1}}'));
    expect(Object.keys(revived)).toEqual(['__proto__']);
    expect(Object.getPrototypeOf(revived)).toBe(Object.prototype);
  });

  it('refuses a special value that it does not know', () => {
    expect(() => revive({ $special: 'guess' })).toThrow('no special value is called guess');
  });
});

function fail(): never {
  throw new Error('broken');
}
