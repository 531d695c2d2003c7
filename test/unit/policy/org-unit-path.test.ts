// Paths of org units and their corrections (S-6.1).
import { describe, expect, it } from 'vitest';
import { readOrgUnitPath } from '../../../src/policy/org-unit-path.js';

describe('readOrgUnitPath', () => {
  it.each([['/'], ['/Sales'], ['/sales'], ['/Sales/EMEA'], ['/North America/b c'], ['/Büro'], ['/.'], ['/..'], ['/*']])('S-6.1: %j is a path', (path) => {
    expect(readOrgUnitPath(path)).toEqual({ ok: true, path });
  });

  it.each([
    ['', '/', 'the org unit path `` is empty; write `/`'],
    ['Sales', '/Sales', 'the org unit path `Sales` does not begin with a slash; write `/Sales`'],
    [' /Sales', '/Sales', 'the org unit path ` /Sales` does not begin with a slash; write `/Sales`'],
    ['/Sales/', '/Sales', 'the org unit path `/Sales/` ends with a slash; write `/Sales`'],
    ['//', '/', 'the org unit path `//` ends with a slash; write `/`'],
    ['//Sales', '/Sales', 'the org unit path `//Sales` has an empty segment; write `/Sales`'],
    ['/Sales//EMEA', '/Sales/EMEA', 'the org unit path `/Sales//EMEA` has an empty segment; write `/Sales/EMEA`'],
    ['/Sales /EMEA', '/Sales/EMEA', 'the org unit path `/Sales /EMEA` has a blank at the edge of a segment; write `/Sales/EMEA`'],
    ['/Sales/\u00A0EMEA', '/Sales/EMEA', 'the org unit path `/Sales/\u00A0EMEA` has a blank at the edge of a segment; write `/Sales/EMEA`'],
    ['/Sales ', '/Sales', 'the org unit path `/Sales ` has a blank at the edge of a segment; write `/Sales`'],
    ['/Bu\u0308ro', '/Büro', 'the org unit path `/Bu\u0308ro` is not in Unicode normal form C; write `/Büro`'],
    ['/Sa\tles\n', '/Sales', 'the org unit path `/Sa\\u{9}les\\u{A}` has a control character; write `/Sales`'],
    ['/\u0000', '/', 'the org unit path `/\\u{0}` has a control character; write `/`'],
  ])('S-6.1: %j is not; %j is meant', (path, corrected, message) => {
    expect(readOrgUnitPath(path)).toEqual({ ok: false, corrected, message });
    expect(readOrgUnitPath(corrected)).toEqual({ ok: true, path: corrected });
  });
});
