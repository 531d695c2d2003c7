import fc from 'fast-check';
import { expect, it } from 'vitest';
import { JoinedPieces } from '../../../src/reception/joined-pieces.js';

const LONGEST_JOINED = 16_384;

it('are every byte that was added, in order, and few', () => {
  let joined = 0;
  let whole = 0;
  fc.assert(
    fc.property(fc.array(fc.oneof(fc.nat(5), fc.nat(3000), fc.nat(40_000)), { maxLength: 60 }), (sizes) => {
      const kept = new JoinedPieces();
      const added = sizes.map((size, index) => Buffer.alloc(size, index));
      for (const piece of added) kept.add(piece);
      expect(Buffer.concat(kept.pieces).equals(Buffer.concat(added))).toBe(true);
      const lengths = kept.pieces.map(({ length }) => length);
      expect(lengths.every((length, index) => index === 0 || length + lengths[index - 1]! > LONGEST_JOINED)).toBe(true);
      if (kept.pieces.length < added.length) joined++;
      if (kept.pieces.some((piece) => added.some((one) => one === piece))) whole++;
    }),
  );
  expect([joined > 50, whole > 30]).toEqual([true, true]);
});

it('leave what was given to them as it was', () => {
  const kept = new JoinedPieces();
  const given = [Buffer.from('ab'), Buffer.from('cd'), Buffer.from('ef')];
  for (const piece of given) kept.add(piece);
  expect(given.map(String)).toEqual(['ab', 'cd', 'ef']);
});
