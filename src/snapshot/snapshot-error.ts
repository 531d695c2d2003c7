// What is wrong with the bytes of a snapshot.

/** How the bytes fail to be a snapshot; stable, for programs. */
export type SnapshotErrorCode =
  /** The bytes do not begin as a snapshot does. */
  | 'not-a-snapshot'
  /** A snapshot of a later format than this version of the package knows. */
  | 'unknown-version'
  /** The machine counts bytes from the other end. */
  | 'byte-order'
  /** There are fewer bytes, or more, than the snapshot says. */
  | 'wrong-length'
  /** The checksum does not hold: a byte changed since the snapshot was made. */
  | 'damaged'
  /** The checksum holds and the content contradicts itself: nothing that this package made. */
  | 'invalid';

/** Thrown where bytes that should be a snapshot are none that can be relied on. Make the snapshot anew from its policy. */
export class SnapshotError extends Error {
  /** What is wrong with the bytes. */
  readonly code: SnapshotErrorCode;

  constructor(code: SnapshotErrorCode, message: string) {
    super(message);
    this.name = 'SnapshotError';
    this.code = code;
  }
}
