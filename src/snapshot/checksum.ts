// The checksum of a snapshot: two of Fletcher's, over the even and the odd words, as fast as memory is read. It finds damage, not intent: who can write
// the file can write a checksum that holds, and what such a file can do is bounded by the checks of its structure.

/** Words that are added at once: a function that is called often is compiled sooner than a long loop, and a process opens a snapshot but once. */
const BLOCK = 1024;

/** Four words. @param words - of which the first `from` do not count; from there on they are an even number */
export function checksumOf({ buffer, byteOffset, length }: Uint32Array, from: number): readonly [number, number, number, number] {
  // Signed words are added without a conversion each.
  const words = new Int32Array(buffer, byteOffset, length);
  const sums = new Int32Array(4);
  for (let at = from; at < length; at += BLOCK) addBlock(words, at, Math.min(at + BLOCK, length), sums);
  const [even = 0, evenSum = 0, odd = 0, oddSum = 0] = sums;
  return [even >>> 0, evenSum >>> 0, odd >>> 0, oddSum >>> 0];
}

function addBlock(words: Int32Array, start: number, end: number, sums: Int32Array): void {
  let even = sums[0] as number;
  let evenSum = sums[1] as number;
  let odd = sums[2] as number;
  let oddSum = sums[3] as number;
  for (let at = start; at < end; at += 2) {
    even = (even + (words[at] as number)) | 0;
    evenSum = (evenSum + even) | 0;
    odd = (odd + (words[at + 1] as number)) | 0;
    oddSum = (oddSum + odd) | 0;
  }
  sums[0] = even;
  sums[1] = evenSum;
  sums[2] = odd;
  sums[3] = oddSum;
}
