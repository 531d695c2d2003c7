// The protocols of Postfix from the side of Postfix: what it sends, and how it reads the answers. Written apart from the sources.

export const NEGOTIATION_V6: readonly [version: number, actions: number, steps: number] = [6, 0x1ff, 0x1fffff];

export function netstringOf(text: string): Buffer {
  return Buffer.from(`${Buffer.byteLength(text)}:${text},`);
}

/** The contents of netstrings. */
export function netstringsIn(bytes: Uint8Array): string[] {
  const text = Buffer.from(bytes).toString('latin1');
  const found: string[] = [];
  for (let at = 0; at < text.length; ) {
    const colon = text.indexOf(':', at);
    const length = Number(text.slice(at, colon));
    found.push(Buffer.from(text.slice(colon + 1, colon + 1 + length), 'latin1').toString());
    if (text.charAt(colon + 1 + length) !== ',') throw new Error(`no netstring: ${text.slice(at, at + 50)}`);
    at = colon + length + 2;
  }
  return found;
}

export function packet(command: string, ...parts: readonly (string | Buffer)[]): Buffer {
  const data = Buffer.concat(parts.map((part) => (typeof part === 'string' ? Buffer.from(`${part}\0`) : part)));
  const length = Buffer.alloc(4);
  length.writeUInt32BE(data.length + 1);
  return Buffer.concat([length, Buffer.from(command, 'latin1'), data]);
}

export function optionsPacket([version, actions, steps]: readonly [number, number, number]): Buffer {
  const words = Buffer.alloc(12);
  words.writeUInt32BE(version, 0);
  words.writeUInt32BE(actions, 4);
  words.writeUInt32BE(steps, 8);
  return packet('O', words);
}

export function macrosPacket(stage: string, macros: Readonly<Record<string, string>>): Buffer {
  return packet('D', Buffer.from(stage, 'latin1'), ...Object.entries(macros).flat());
}

export interface Packet {
  readonly command: string;
  readonly data: Buffer;
}

export function packetsIn(bytes: Uint8Array): Packet[] {
  const buffer = Buffer.from(bytes);
  const found: Packet[] = [];
  for (let at = 0; at < buffer.length; ) {
    const end = at + 4 + buffer.readUInt32BE(at);
    if (end > buffer.length) throw new Error('a packet is cut off');
    found.push({ command: buffer.toString('latin1', at + 4, at + 5), data: buffer.subarray(at + 5, end) });
    at = end;
  }
  return found;
}

/** A session of a client without TLS or with it, up to the end of the header block. */
export interface MilterScript {
  readonly negotiation: readonly [number, number, number];
  readonly mailFrom: string;
  readonly rcptTo: readonly string[];
  /** With what stands after the colon, exactly. */
  readonly fields: readonly (readonly [name: string, value: string])[];
  readonly tls: Readonly<Record<string, string>>;
}

export function messagePackets({ mailFrom, rcptTo, fields, tls }: Omit<MilterScript, 'negotiation'>): Buffer[] {
  return [
    macrosPacket('M', { '{mail_addr}': mailFrom, ...tls }),
    packet('M', `<${mailFrom}>`, 'SIZE=100'),
    ...rcptTo.map((recipient) => packet('R', `<${recipient}>`)),
    ...fields.map(([name, value]) => packet('L', name, value)),
    macrosPacket('N', { i: '4F1A2B3C' }),
    packet('N'),
  ];
}

export function milterBytes(script: MilterScript): Buffer {
  return Buffer.concat([optionsPacket(script.negotiation), ...messagePackets(script)]);
}
