// A conversation with Postfix as a pure machine: bytes in, bytes out. What reads and writes sockets is elsewhere, and so every protocol can be tested with
// any bytes in any pieces.

export interface Dialogue {
  /** Takes what came, in whatever pieces. Never throws, and holds no more than its limits allow. */
  receive(bytes: Uint8Array): Turn;
  /** Nothing has begun that Postfix waits to see answered. */
  readonly isIdle: boolean;
}

export interface Turn {
  readonly output: Uint8Array;
  /** The other side speaks no such protocol, or has said farewell: the connection ends once the output is written. */
  readonly end: End | null;
}

/** `violation`: what came is not the protocol, or more than its limits; the reason is for the log. */
export type End = { readonly kind: 'farewell' } | { readonly kind: 'violation'; readonly reason: string };

export const farewell: End = Object.freeze({ kind: 'farewell' });

export function violation(reason: string): End {
  return { kind: 'violation', reason };
}
