// Lines and columns of offsets.
import { describe, expect, it } from 'vitest';
import { positionFinder } from '../../../src/files/position.js';

describe('positionFinder', () => {
  it('counts lines and columns from 1, whatever ends a line', () => {
    const positionOf = positionFinder('ab\ncd\r\ne\rf');
    expect([0, 1, 2, 3, 5, 7, 8, 9, 10].map(positionOf)).toEqual([
      { line: 1, column: 1 },
      { line: 1, column: 2 },
      { line: 1, column: 3 },
      { line: 2, column: 1 },
      { line: 2, column: 3 },
      { line: 3, column: 1 },
      { line: 3, column: 2 },
      { line: 4, column: 1 },
      { line: 4, column: 2 },
    ]);
  });

  it('counts columns in UTF-16 units', () => {
    expect(positionFinder('😀x')(2)).toEqual({ line: 1, column: 3 });
  });

  it('gives the first place of an empty text', () => {
    expect(positionFinder('')(0)).toEqual({ line: 1, column: 1 });
  });
});
