// Words and dots: local part, phrase or both (S-4.2).
import { describe, expect, it } from 'vitest';
import { readWords } from '../../../src/header/words.js';

describe('readWords', () => {
  it.each([
    ['', null, null, 0],
    [' (x) ', null, null, 5],
    ['.a', null, null, 0],
    [' .a', null, null, 1],
    ['"a', null, null, 0],
    ['ann@', 'ann', 'ann', 3],
    ['ann.bee<', 'ann.bee', 'ann.bee', 7],
    ['ann . bee <', 'ann.bee', 'ann. bee', 10],
    ['(x)ann(y).(z)bee(w)@', 'ann.bee', 'ann. bee', 19],
    ['ann..bee', null, 'ann..bee', 8],
    ['ann.', null, 'ann.', 4],
    ['ann. ', null, 'ann.', 5],
    ['ann bee', null, 'ann bee', 7],
    ['ann bee.c', null, 'ann bee.c', 9],
    ['ann(x)bee', null, 'ann bee', 9],
    ['"ann"bee', null, 'annbee', 8],
    ['ann"bee"', null, 'annbee', 8],
    ['"a b"."c" :', 'a b.c', 'a b.c', 10],
    ['""@', '', '', 2],
    ['"" x', null, ' x', 4],
    ['"".a', '.a', '.a', 4],
    ['""."":', '.', '.', 5],
    ['Ann  B.  Cee <', null, 'Ann B. Cee', 13],
    ['ann (x', 'ann', 'ann', 4],
    ['ann "x', 'ann', 'ann', 4],
    ['ann."x', null, 'ann.', 4],
  ])('of %j is the local part %j and the phrase %j', (text, localPart, phrase, at) => {
    const cursor = { text, at: 0, display: () => undefined };
    expect(readWords(cursor)).toEqual({ localPart, phrase });
    expect(cursor.at).toBe(at);
  });
});
