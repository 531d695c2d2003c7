// A message that is held whole until it is decided: its beginning in memory, the rest in a file without a name (S-20.4).

import { randomUUID } from 'node:crypto';
import { open, unlink } from 'node:fs/promises';
import type { FileHandle } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { JoinedPieces } from '../reception/joined-pieces.js';
import { ReceptionError } from './reception-error.js';
import { NO_ROOM, TOO_LONG } from './reply-error.js';

export interface HoldingLimits {
  readonly maxMessageBytes: number;
  readonly maxMemoryBytes: number;
  readonly folder: string | undefined;
}

export class HeldMessage {
  private beginning: readonly Uint8Array[];
  private readonly rest: HeldFile | null;

  private constructor(beginning: readonly Uint8Array[], rest: HeldFile | null) {
    this.beginning = beginning;
    this.rest = rest;
  }

  /**
   * Reads the stream to its end.
   *
   * @throws ReceptionError for a message that is too long and for what the file system refuses, by rejection, once the stream is at its end; and what
   * the stream ends with, if that is an error
   */
  static async of(stream: Readable, limits: HoldingLimits): Promise<HeldMessage> {
    const holding = new Holding(limits);
    try {
      for await (const piece of stream as AsyncIterable<Buffer>) await holding.add(piece);
    } catch (error) {
      await holding.discard();
      throw error;
    }
    if (holding.problem !== null) throw holding.problem;
    return new HeldMessage(holding.beginning.pieces, holding.rest);
  }

  /** The message from its beginning, as often as it is asked for. */
  read(): Readable {
    return Readable.from(this.bytes(), { objectMode: false });
  }

  /** Lets go of memory and file. A stream of `read` that still needs the file ends with an error. */
  async discard(): Promise<void> {
    this.beginning = [];
    await this.rest?.file.close();
  }

  private async *bytes(): AsyncGenerator<Uint8Array> {
    yield* this.beginning;
    if (this.rest !== null) yield* bytesOf(this.rest);
  }
}

interface HeldFile {
  readonly file: FileHandle;
  bytes: number;
}

const PIECE = 65_536;

async function* bytesOf({ file, bytes }: HeldFile): AsyncGenerator<Buffer> {
  for (let position = 0; position < bytes; ) {
    const { bytesRead, buffer } = await file.read(Buffer.allocUnsafe(PIECE), 0, Math.min(PIECE, bytes - position), position);
    if (bytesRead === 0) throw new Error('the file that holds a message is shorter than what was written to it');
    position += bytesRead;
    yield buffer.subarray(0, bytesRead);
  }
}

/** A message on its way into memory and file. After a failure, or beyond the limit, the rest is read and thrown away, so that the client gets its answer. */
class Holding {
  beginning = new JoinedPieces();
  rest: HeldFile | null = null;
  problem: ReceptionError | null = null;
  private readonly limits: HoldingLimits;
  private bytes = 0;

  constructor(limits: HoldingLimits) {
    this.limits = limits;
  }

  async add(piece: Buffer): Promise<void> {
    if (this.problem !== null) return;
    this.bytes += piece.length;
    if (this.bytes > this.limits.maxMessageBytes) {
      this.problem = new ReceptionError(TOO_LONG, `a message is longer than the ${this.limits.maxMessageBytes} bytes that are held`);
      await this.discard();
    } else if (this.bytes <= this.limits.maxMemoryBytes) {
      this.beginning.add(piece);
    } else {
      await this.write(piece);
    }
  }

  async discard(): Promise<void> {
    this.beginning = new JoinedPieces();
    await this.rest?.file.close();
    this.rest = null;
  }

  private async write(piece: Buffer): Promise<void> {
    const folder = this.limits.folder ?? tmpdir();
    try {
      this.rest ??= { file: await namelessFile(folder), bytes: 0 };
      await this.rest.file.writeFile(piece);
      this.rest.bytes += piece.length;
    } catch (error) {
      this.problem = new ReceptionError(NO_ROOM, `a message could not be held in a file of the folder ${folder}`, error);
      await this.discard();
    }
  }
}

/** For this process alone, and without a name before anything is in it: what ends the process leaves an empty file behind at the most. */
async function namelessFile(folder: string): Promise<FileHandle> {
  const path = join(folder, `smtp-tls-policy-${randomUUID()}`);
  const file = await open(path, 'wx+', 0o600);
  try {
    await unlink(path);
  } catch (error) {
    await file.close();
    throw error;
  }
  return file;
}
