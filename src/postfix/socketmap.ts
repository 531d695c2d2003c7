// The socketmap protocol of Postfix (socketmap_table(5)): `name key` in a netstring, and a status word with a text as the answer.

import { safeText } from '../model/safe-text.js';
import { violation } from './dialogue.js';
import type { Dialogue, Turn } from './dialogue.js';
import type { MapAnswer } from './map-answer.js';
import { netstring, NetstringReader } from './netstring.js';

export interface SocketmapRequest {
  readonly map: string;
  readonly key: string;
}

export class SocketmapDialogue implements Dialogue {
  private readonly reader: NetstringReader;
  private readonly answer: (request: SocketmapRequest) => MapAnswer;

  /** @param longest - request in bytes @param answer - must not throw */
  constructor(longest: number, answer: (request: SocketmapRequest) => MapAnswer) {
    this.reader = new NetstringReader(longest);
    this.answer = answer;
  }

  get isIdle(): boolean {
    return this.reader.isEmpty;
  }

  receive(bytes: Uint8Array): Turn {
    const replies = this.reader.read(bytes).map((request) => netstring(Buffer.from(replyText(this.replyTo(request)))));
    const { problem } = this.reader;
    return { output: Buffer.concat(replies), end: problem === null ? null : violation(problem) };
  }

  /** A request that cannot be read is answered all the same, so that its sender does not wait. */
  private replyTo(request: Uint8Array): MapAnswer {
    const text = Buffer.from(request).toString();
    const space = text.indexOf(' ');
    if (space === -1) return { status: 'permanent', reason: 'a request is the name of a map, a space and a key' };
    return this.answer({ map: text.slice(0, space), key: text.slice(space + 1) });
  }
}

function replyText(answer: MapAnswer): string {
  switch (answer.status) {
    case 'found':
      return `OK ${answer.value}`;
    case 'not-found':
      return 'NOTFOUND ';
    case 'temporary':
      return `TEMP ${safeText(answer.reason, LONGEST_REASON)}`;
    case 'permanent':
      return `PERM ${safeText(answer.reason, LONGEST_REASON)}`;
  }
}

const LONGEST_REASON = 500;
