import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fromFields } from '../../../src/header/header-block.js';
import { HeaderBlockReader } from '../../../src/reception/header-block-reader.js';

function read(text: string, longest = 1000): { state: string; kept: string } {
  const reader = new HeaderBlockReader(longest);
  for (const byte of Buffer.from(text)) if (reader.take(Uint8Array.of(byte)) !== 'more') break;
  return { state: reader.state, kept: Buffer.concat(reader.pieces).toString() };
}

describe('the header block', () => {
  it.each([
    ['A: b\r\n\r\nbody', 'A: b\r\n\r\n'],
    ['A: b\n\nbody', 'A: b\n\n'],
    ['A: b\r\n\nbody', 'A: b\r\n\n'],
    ['A: b\n\r\nbody', 'A: b\n\r\n'],
    ['\r\nbody', '\r\n'],
    ['\nbody', '\n'],
    ['A: b\r\n \r\n c\r\n\r\nbody', 'A: b\r\n \r\n c\r\n\r\n'],
    ['A: b\n\r\r\nC: d\n\n', 'A: b\n\r\r\nC: d\n\n'],
    ['A: b\n\rC: d\n\n', 'A: b\n\rC: d\n\n'],
  ])('of %j ends at the first empty line', (text, kept) => expect(read(text)).toEqual({ state: 'complete', kept }));

  it('that has not ended goes on', () => expect(read('A: b\r\n')).toEqual({ state: 'more', kept: 'A: b\r\n' }));

  it('may be as long as the bound and no longer', () => {
    expect(read('A: b\r\n\r\n', 8)).toEqual({ state: 'complete', kept: 'A: b\r\n\r\n' });
    expect(read('A: b\r\n\r\n', 7)).toEqual({ state: 'too-long', kept: 'A: b\r\n\r\n' });
    expect(read('A: b\r\n\r\nbody', 3).state).toBe('too-long');
  });

  it('that is over takes nothing more', () => {
    const reader = new HeaderBlockReader(10);
    reader.take(Buffer.from('\r\nbody'));
    expect(() => reader.take(Buffer.from('more'))).toThrow(new RangeError('the header block has ended; hand the pieces after it on as they come'));
  });

  it('that comes in very small pieces is kept in few', () => {
    const reader = new HeaderBlockReader(1_048_576);
    // What smtp-server makes of lines of a dot each: a message of a megabyte was put back in 350,000 pieces, for minutes.
    const piece = Buffer.from('.\r\n');
    let taken = 0;
    while (reader.take(piece) === 'more') taken++;
    expect(taken).toBeGreaterThan(300_000);
    expect(reader.pieces.length).toBeLessThan(200);
  });

  it('in any pieces ends where the engine stops reading, so that no From field is behind it', () => {
    const line = fc.oneof({ weight: 8, arbitrary: fc.constantFrom('From: ann@a.example', 'A: b', ' folded', '\r', '', ' ', 'x', '\r\r') }, fc.string({ maxLength: 5 }));
    const breaks = fc.constantFrom('\r\n', '\n', '\r', '\n\r');
    let withBody = 0;
    fc.assert(
      fc.property(fc.array(fc.tuple(line, breaks), { maxLength: 12 }), fc.array(fc.nat(6), { minLength: 1, maxLength: 30 }), (lines, sizes) => {
        const text = lines.flat().join('');
        const bytes = Buffer.from(text);
        const reader = new HeaderBlockReader(10_000);
        for (let at = 0, turn = 0; at < bytes.length && reader.state === 'more'; turn++) {
          const size = 1 + sizes[turn % sizes.length]!;
          reader.take(bytes.subarray(at, at + size));
          at += size;
        }
        const kept = Buffer.concat(reader.pieces).toString();
        expect(text.startsWith(kept)).toBe(true);
        expect(fromFields(kept)).toEqual(fromFields(text));
        if (reader.state === 'complete' && kept.length < text.length) withBody++;
      }),
      { numRuns: 1000 },
    );
    expect(withBody).toBeGreaterThan(100);
  });
});
