// Reads the header block off a message that is still coming in, and leaves the message as it was.

import { PassThrough } from 'node:stream';
import type { SMTPServerDataStream } from './smtp-server-types.js';
import { HeaderBlockReader } from '../reception/header-block-reader.js';

export interface HeaderReading {
  /** Text that begins with the header block; null: it is longer than the bound. */
  readonly headers: string | null;
  /** The whole message, header block included: the stream itself or, where that has come to its end, one like it. */
  readonly message: SMTPServerDataStream;
}

/**
 * Takes pieces off the stream until the header block has ended, and puts them back. The rest waits where it is, and so does the client.
 *
 * @param longest - bytes that the header block may have
 * @throws Error, by rejection, if the stream ends before the message does
 */
export function readHeaders(stream: SMTPServerDataStream, longest: number): Promise<HeaderReading> {
  const reader = new HeaderBlockReader(longest);
  return new Promise((resolve, reject) => {
    const leave = (): void => {
      stream.off('readable', onReadable).off('end', onEnd).off('error', onError).off('close', onClose);
    };
    const onReadable = (): void => {
      for (let piece = nextPiece(stream); piece !== null; piece = nextPiece(stream)) {
        if (reader.take(piece) === 'more') continue;
        leave();
        // In the order that leaves the first one in front. The stream has not come to its end while this runs.
        for (const taken of [...reader.pieces].reverse()) stream.unshift(taken);
        resolve({ headers: reader.state === 'complete' ? headerText(reader) : null, message: stream });
        return;
      }
    };
    /** A message without an empty line: all of it was taken off the stream, which takes nothing back now. */
    const onEnd = (): void => {
      leave();
      const message = streamLike(stream);
      for (const piece of reader.pieces) message.write(piece);
      message.end();
      resolve({ headers: headerText(reader), message });
    };
    const onError = (error: Error): void => {
      leave();
      reject(error);
    };
    const onClose = (): void => onError(new Error('the message was not received in full'));
    if (stream.destroyed) onClose();
    else stream.on('readable', onReadable).on('end', onEnd).on('error', onError).on('close', onClose);
  });
}

/** Most header blocks are shorter. */
const PIECE = 4096;

/** Of what has come only the beginning: to take all of it off would copy it. */
function nextPiece(stream: SMTPServerDataStream): Buffer | null {
  return stream.read(Math.min(stream.readableLength, PIECE)) as Buffer | null;
}

/** RFC 6532: UTF-8. Bytes that are none are read as U+FFFD, one by one: no ASCII character is lost between them, and no domain has it. */
function headerText({ pieces, length }: HeaderBlockReader): string {
  const [first] = pieces;
  // Nearly every header block comes in one piece.
  const bytes = first !== undefined && first.length >= length ? first : Buffer.concat(pieces);
  return Buffer.from(bytes.buffer, bytes.byteOffset, length).toString('utf8');
}

/** A stream with what smtp-server says of the one that came, and nothing in it yet. */
export function streamLike({ byteLength, sizeExceeded }: SMTPServerDataStream): SMTPServerDataStream {
  return Object.assign(new PassThrough(), { byteLength, sizeExceeded });
}
