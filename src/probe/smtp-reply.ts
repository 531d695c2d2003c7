// Replies of a server, read from whatever bytes it sends (RFC 5321 section 4.2).

import { safeText } from '../model/safe-text.js';
import type { ServerReply } from './report.js';

export type ReplyReading =
  | { readonly kind: 'incomplete' }
  | { readonly kind: 'reply'; readonly reply: ServerReply }
  /** The sentence goes on from "the server". */
  | { readonly kind: 'malformed'; readonly message: string };

export interface ReplyReader {
  take(bytes: Uint8Array): void;
  /** The next reply, if all of it has come. */
  next(): ReplyReading;
  /** How many bytes have come that are part of no reply yet. */
  readonly unread: number;
}

/** RFC 5321 section 4.5.3.1.5 has 512 octets a line; extensions take a little more. */
const MAX_LINE = 2048;
const MAX_LINES = 200;
const MAX_SHOWN = 500;
const LF = 0x0a;

export function replyReader(): ReplyReader {
  let pending: Buffer = Buffer.alloc(0);
  let lines: string[] = [];
  let code = '';
  return {
    take(bytes) {
      pending = Buffer.concat([pending, bytes]);
    },
    next() {
      for (let end = pending.indexOf(LF); end !== -1; end = pending.indexOf(LF)) {
        if (end > MAX_LINE) return tooLong;
        const line = LINE.exec(decode(pending.subarray(0, end)));
        pending = pending.subarray(end + 1);
        if (line === null) return malformed('sent a line that is no reply of SMTP');
        const [, found = '', hyphen = '', text = ''] = line;
        if (code !== '' && found !== code) return malformed('sent a reply whose lines have different codes');
        if (lines.length >= MAX_LINES) return malformed(`sent a reply of more than ${MAX_LINES} lines`);
        code = found;
        lines.push(safeText(text, MAX_SHOWN));
        if (hyphen === '-') continue;
        const reply = { code: Number(code), lines };
        code = '';
        lines = [];
        return { kind: 'reply', reply };
      }
      return pending.length > MAX_LINE ? tooLong : { kind: 'incomplete' };
    },
    get unread() {
      return pending.length;
    },
  };
}

/** A code alone is a reply too. */
const LINE = /^([2-5]\d\d)(?:([ -])(.*))?$/s;

function decode(line: Buffer): string {
  return line.toString('utf8').replace(/\r$/, '');
}

function malformed(message: string): ReplyReading {
  return { kind: 'malformed', message };
}

const tooLong: ReplyReading = malformed(`sent a line of more than ${MAX_LINE} octets`);
