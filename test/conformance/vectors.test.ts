// Every conformance vector holds, and the vectors together cover the clauses.

import { describe, expect, it } from 'vitest';

import * as library from '../../src/index.js';
import { checkVector, vectorKinds } from './check-vector.mjs';
import { clauses } from './clauses.js';
import { readVectors, vectorFiles } from './vector.js';

const files = vectorFiles();
const vectors = files.flatMap(readVectors);

describe.each(files)('%s', (file) => {
  for (const vector of readVectors(file)) {
    it(`${vector.id} (${vector.cites.join(', ')}): ${vector.title}`, () => {
      expect(checkVector(library, vector)).toEqual([]);
    });
  }
});

describe('the vectors', () => {
  it('are at least 180', () => {
    expect(vectors.length).toBeGreaterThanOrEqual(180);
  });

  it('have unique ids in kebab-case', () => {
    const ids = vectors.map((vector) => vector.id);
    expect(ids.filter((id, index) => ids.indexOf(id) !== index)).toEqual([]);
    expect(ids.filter((id) => !/^[a-z0-9]+(?:-[a-z0-9]+)*$/.test(id))).toEqual([]);
  });

  it('each say what they show, in one sentence, and cite a clause', () => {
    expect(vectors.filter((vector) => !vector.title.endsWith('.') || vector.cites.length === 0).map((vector) => vector.id)).toEqual([]);
  });

  it('stand in the file of a group that they cite', () => {
    const isStray = (file: string, cites: readonly string[]) => !cites.some((clause) => file.startsWith(`${clause.split('.')[0] ?? ''}-`));
    const strays = files.flatMap((file) => readVectors(file).filter((vector) => isStray(file, vector.cites)));
    expect(strays.map((vector) => vector.id)).toEqual([]);
  });

  it('cite clauses that exist, and every clause', () => {
    const cited = new Set(vectors.flatMap((vector) => vector.cites));
    expect([...cited].filter((clause) => !clauses.includes(clause))).toEqual([]);
    expect(clauses.filter((clause) => !cited.has(clause))).toEqual([]);
  });

  it('use every kind of vector, and no other', () => {
    expect([...new Set(vectors.map((vector) => vector.kind))].sort()).toEqual([...vectorKinds].sort());
  });
});
