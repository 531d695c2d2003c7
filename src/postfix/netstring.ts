// Netstrings, in which socketmap wraps requests and replies: the length in decimal digits, `:`, the bytes, `,`.

/** Reads netstrings out of bytes that come in any pieces. It holds at most one, of at most the given length. */
export class NetstringReader {
  private readonly longest: number;
  private digits = '';
  /** Null while the length is being read. */
  private content: Uint8Array | null = null;
  private filled = 0;
  private broken: string | null = null;

  /** @param longest - in bytes */
  constructor(longest: number) {
    this.longest = longest;
  }

  /** Why what came is no netstring, or null. From then on nothing is read. */
  get problem(): string | null {
    return this.broken;
  }

  /** Nothing of a netstring has come that is not whole. */
  get isEmpty(): boolean {
    return this.digits === '' && this.content === null;
  }

  /** The netstrings that are whole now. */
  read(piece: Uint8Array): Uint8Array[] {
    const bytes = Buffer.from(piece.buffer, piece.byteOffset, piece.length);
    const whole: Uint8Array[] = [];
    let at = 0;
    while (at < bytes.length && this.broken === null) {
      if (this.content === null) {
        this.readLength(bytes.readUInt8(at));
        at += 1;
        continue;
      }
      const taken = Math.min(bytes.length - at, this.content.length - this.filled);
      this.content.set(bytes.subarray(at, at + taken), this.filled);
      this.filled += taken;
      at += taken;
      if (this.filled < this.content.length || at === bytes.length) continue;
      if (bytes[at] === COMMA) whole.push(this.content);
      else this.broken = 'a netstring does not end with a comma';
      at += 1;
      this.content = null;
      this.filled = 0;
    }
    return whole;
  }

  private readLength(byte: number): void {
    if (byte === COLON && this.digits !== '') {
      this.content = new Uint8Array(Number(this.digits));
      this.digits = '';
      return;
    }
    this.digits += String.fromCharCode(byte);
    // No leading zeros: a length has one spelling.
    if (!/^(0|[1-9]\d*)$/.test(this.digits)) this.broken = 'what came is no netstring';
    else if (Number(this.digits) > this.longest) this.broken = `a netstring has more than ${this.longest} bytes`;
  }
}

export function netstring(content: Uint8Array): Uint8Array {
  return Buffer.concat([Buffer.from(`${content.length}:`), content, Buffer.from(',')]);
}

const COLON = 0x3a;
const COMMA = 0x2c;
