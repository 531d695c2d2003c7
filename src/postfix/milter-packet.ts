// Packets of the milter protocol (Sendmail's libmilter, as Postfix speaks it): a length of four bytes, a command of one, and its data.

export interface MilterPacket {
  /** A letter. */
  readonly command: string;
  readonly data: Buffer;
}

/** Reads packets out of bytes that come in any pieces. It holds at most one, of at most the given length. */
export class MilterPacketReader {
  private readonly longest: number;
  private readonly header = Buffer.alloc(HEADER_LENGTH);
  private headerFilled = 0;
  /** Null while the header is being read. */
  private data: Buffer | null = null;
  private filled = 0;
  private broken: string | null = null;

  /** @param longest - of a packet, in bytes */
  constructor(longest: number) {
    this.longest = longest;
  }

  /** Why what came is no packet, or null. From then on nothing is read. */
  get problem(): string | null {
    return this.broken;
  }

  get isEmpty(): boolean {
    return this.headerFilled === 0;
  }

  /** The packets that are whole now. */
  read(bytes: Uint8Array): MilterPacket[] {
    const packets: MilterPacket[] = [];
    let at = 0;
    while (at < bytes.length && this.broken === null) {
      const target = this.data ?? this.header;
      const filled = this.data === null ? this.headerFilled : this.filled;
      const taken = Math.min(bytes.length - at, target.length - filled);
      target.set(bytes.subarray(at, at + taken), filled);
      at += taken;
      if (this.data === null) this.takeHeader(taken);
      else this.filled += taken;
      const { data } = this;
      if (data === null || this.filled < data.length) continue;
      packets.push({ command: String.fromCharCode(this.header.readUInt8(LENGTH_LENGTH)), data });
      this.headerFilled = 0;
      this.data = null;
      this.filled = 0;
    }
    return packets;
  }

  private takeHeader(taken: number): void {
    this.headerFilled += taken;
    if (this.headerFilled < HEADER_LENGTH) return;
    const length = this.header.readUInt32BE(0);
    if (length === 0) this.broken = 'a packet is empty';
    else if (length > this.longest) this.broken = `a packet has more than ${this.longest} bytes`;
    else this.data = Buffer.alloc(length - 1);
  }
}

export function milterPacket(command: string, data: Uint8Array = NOTHING): Buffer {
  const header = Buffer.alloc(HEADER_LENGTH);
  header.writeUInt32BE(data.length + 1, 0);
  header.write(command, LENGTH_LENGTH, 'latin1');
  return Buffer.concat([header, data]);
}

/** Texts that each end with a NUL; what comes after the last NUL is a text too. */
export function textsOf(data: Buffer): string[] {
  if (data.length === 0) return [];
  const end = data[data.length - 1] === 0 ? data.length - 1 : data.length;
  return data.toString('utf8', 0, end).split('\0');
}

const NOTHING = new Uint8Array(0);
const LENGTH_LENGTH = 4;
/** Of the length and the command. */
const HEADER_LENGTH = 5;
