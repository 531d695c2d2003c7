// Org units are named by path (S-6.1).
import { describe, expect, it } from 'vitest';
import { depthOf, parentOf, ROOT } from '../../../src/model/org-unit-path.js';

describe('org unit paths', () => {
  it.each([
    ['/Sales', '/', 1],
    ['/Sales/EMEA', '/Sales', 2],
    ['/Sales/EMEA/North', '/Sales/EMEA', 3],
  ])('S-6.1: %s is below %s, at depth %i', (path, parent, depth) => {
    expect(parentOf(path)).toBe(parent);
    expect(depthOf(path)).toBe(depth);
  });

  it('S-6.1: the root is at depth 0', () => {
    expect(ROOT).toBe('/');
    expect(depthOf(ROOT)).toBe(0);
    expect(parentOf(ROOT)).toBe('/');
  });
});
