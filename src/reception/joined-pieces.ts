// Pieces of a message that are kept, however small they come: few in number, so that what is kept costs about as much memory as it has bytes.

/**
 * Keeps bytes in order. Small pieces are joined, for a client decides how a message is cut, down to single bytes; a piece that comes alone is not copied.
 *
 * @example
 * const kept = new JoinedPieces();
 * kept.add(Buffer.from('From: '));
 * kept.add(Buffer.from('ann@partner.example'));
 * kept.pieces.length // 1
 */
export class JoinedPieces {
  private readonly kept: Uint8Array[] = [];
  /** What the last piece lies at the front of, if it is a joined one. */
  private room = new Uint8Array(0);

  /** Every byte, in order. Any two neighbours have more than {@link LONGEST_JOINED} bytes together. */
  get pieces(): readonly Uint8Array[] {
    return this.kept;
  }

  add(piece: Uint8Array): void {
    const last = this.kept.at(-1);
    if (last === undefined || last.length + piece.length > LONGEST_JOINED) this.kept.push(piece);
    else this.kept[this.kept.length - 1] = this.join(last, piece);
  }

  private join(last: Uint8Array, piece: Uint8Array): Uint8Array {
    const length = last.length + piece.length;
    if (last.buffer !== this.room.buffer || length > this.room.length) {
      // Doubled, so that no byte is copied more than a few times.
      this.room = new Uint8Array(Math.min(2 * length, LONGEST_JOINED));
      this.room.set(last);
    }
    this.room.set(piece, last.length);
    return this.room.subarray(0, length);
  }
}

const LONGEST_JOINED = 16_384;
