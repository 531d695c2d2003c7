// Replies and commands over one socket, in plaintext or under TLS.

import type { Socket } from 'node:net';
import { closed, failedBy, gaveUp, malformed } from './host-failure.js';
import type { HostFailure, ServerReply, StepName } from './report.js';
import { replyReader } from './smtp-reply.js';
import { waitFor } from './time-limit.js';

export type Answer = { readonly ok: true; readonly reply: ServerReply } | { readonly ok: false; readonly failure: HostFailure };

export interface Channel {
  readonly socket: Socket;
  /** The next reply. Never rejects. */
  read(step: StepName, milliseconds: number): Promise<Answer>;
  /** Sends a command and reads its reply. What came before it was sent answers nothing. */
  ask(command: string, step: StepName, milliseconds: number): Promise<Answer>;
  /** Stops reading, and drops what came behind the last reply, at once or a moment later. RFC 3207 section 6 wants it forgotten. */
  detach(next: StepName): Promise<Detached>;
}

export interface Detached {
  /** How many bytes. */
  readonly dropped: number;
  /** The connection ended meanwhile, so that the next step has failed: nobody else will hear of that end. */
  readonly failure: HostFailure | null;
}

/** A server that talks on and on is not listened to for ever. */
const MAX_UNREAD = 1 << 20;

/** Milliseconds. Bytes that someone on the way adds may come in a packet of their own. */
const MOMENT = 25;

export function openChannel(socket: Socket, stop: AbortSignal): Channel {
  const reader = replyReader();
  let end: { readonly error: unknown } | null = null;
  let wake = (): void => undefined;
  const onData = (bytes: Uint8Array): void => {
    reader.take(bytes);
    if (reader.unread > MAX_UNREAD) socket.destroy();
    wake();
  };
  const onError = (error: unknown): void => {
    end ??= { error };
    wake();
  };
  const onEnd = (): void => {
    end ??= { error: null };
    wake();
  };
  socket.on('data', onData).on('error', onError).on('end', onEnd).on('close', onEnd);

  const endedBefore = (step: StepName): HostFailure | null => {
    if (end === null) return null;
    return end.error === null ? closed(step) : failedBy(step, end.error);
  };
  const attempt = (step: StepName): Answer | null => {
    const reading = reader.next();
    if (reading.kind === 'reply') return { ok: true, reply: reading.reply };
    if (reading.kind === 'malformed') return { ok: false, failure: malformed(step, reading.message) };
    const failure = endedBefore(step);
    return failure === null ? null : { ok: false, failure };
  };
  const read = async (step: StepName, milliseconds: number): Promise<Answer> => {
    const arrival = new Promise<Answer>((resolve) => {
      wake = () => {
        const answer = attempt(step);
        if (answer === null) return;
        wake = () => undefined;
        resolve(answer);
      };
      wake();
    });
    const waited = await waitFor(arrival, milliseconds, stop);
    wake = () => undefined;
    return waited.kind === 'value' ? waited.value : { ok: false, failure: gaveUp(step, waited.kind === 'ended' ? 'ended' : 'timeout') };
  };
  return {
    socket,
    read,
    ask(command, step, milliseconds) {
      if (reader.unread > 0) return Promise.resolve({ ok: false, failure: malformed(step, 'spoke before it was asked') });
      socket.write(`${command}\r\n`);
      return read(step, milliseconds);
    },
    async detach(next) {
      await waitFor(new Promise(() => undefined), MOMENT, stop);
      // What has come by now is read before this turn of the event loop.
      await new Promise((resolve) => setImmediate(resolve));
      socket.off('data', onData).off('end', onEnd).off('close', onEnd);
      socket.pause();
      let dropped = reader.unread;
      for (let bytes = socket.read() as Buffer | null; bytes !== null; bytes = socket.read() as Buffer | null) dropped += bytes.length;
      return { dropped, failure: endedBefore(next) };
    },
  };
}
