// What is shown, held against what is printed.
import { describe, expect, it } from 'vitest';
import { isSaid, isShown, saidBy } from './output.js';

describe('isShown', () => {
  it.each([
    ['the same', 'a\nb\n', 'a\nb\n', true],
    ['another word', 'a\nb\n', 'a\nc\n', false],
    ['a line less', 'a\n', 'a\nb\n', false],
    ['a line more', 'a\nb\n', 'a\n', false],
    ['another hash, time, duration and port', 'sha256:0a 2026-01-01T00:00:00Z 1 ms 2.5 s 127.0.0.1:1\n', 'sha256:ff 2027-12-31T23:59:59.999Z 20 ms 3.1 s 127.0.0.1:65535\n', true],
    ['lines left out in the middle', 'a\n…\nd\n', 'a\nb\nc\nd\n', true],
    ['lines left out at the end', 'a\n…\n', 'a\nb\nc\n', true],
    ['lines left out at the beginning', '…\nc\n', 'a\nb\nc\n', true],
    ['nothing left out', 'a\n…\nb\n', 'a\nb\n', true],
    ['another line behind what is left out', 'a\n…\nd\n', 'a\nb\nc\n', false],
    ['half a line left out', '…\nc\n', 'a\nbc\n', false],
    ['signs of regular expressions', 'a.*\n…\n', 'abc\nd\n', false],
  ])('%s', (_what, shown, printed, is) => expect(isShown(shown, printed)).toBe(is));
});

describe('isSaid', () => {
  const whole = saidBy('console.log(1); // 1\nconsole.log(2);\n// 2\n');
  const part = saidBy('console.log(1); // 1\nconsole.log(2);\nif (x) y(); // no output\nconsole.log(3); // 3\n');

  it('reads comments at the end of a line, and on the line below', () => {
    expect([whole, part]).toEqual([{ lines: ['1', '2'], all: true }, { lines: ['1', '3'], all: false }]);
  });

  it.each([
    ['all of it', whole, '1\n2\n', true],
    ['and more', whole, '1\n2\n3\n', false],
    ['a part', whole, '1\n', false],
    ['what is said among other lines', part, '1\n2\n3\n', true],
    ['in another order', part, '3\n2\n1\n', false],
    ['anything where nothing is said', saidBy('console.log(1);\n'), 'anything', true],
  ])('%s', (_what, said, printed, is) => expect(isSaid(said, printed)).toBe(is));
});
