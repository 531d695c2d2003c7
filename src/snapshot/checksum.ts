// The checksum of a snapshot: two of Fletcher's, over the even and the odd words, as fast as memory is read. It finds damage, not intent: who can write
// the file can write a checksum that holds, and what such a file can do is bounded by the checks of its structure.

/** Four words. @param words - of which the first `from` do not count; from there on they are an even number */
export function checksumOf({ buffer, byteOffset, length }: Uint32Array, from: number): readonly [number, number, number, number] {
  // Signed words are added without a conversion each.
  const words = new Int32Array(buffer, byteOffset, length);
  let even = 0;
  let evenSum = 0;
  let odd = 0;
  let oddSum = 0;
  for (let at = from; at < words.length; at += 2) {
    even = (even + (words[at] ?? 0)) | 0;
    evenSum = (evenSum + even) | 0;
    odd = (odd + (words[at + 1] ?? 0)) | 0;
    oddSum = (oddSum + odd) | 0;
  }
  return [even >>> 0, evenSum >>> 0, odd >>> 0, oddSum >>> 0];
}
