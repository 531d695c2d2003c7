// Replies of a server, however they are cut into packets.
import { describe, expect, it } from 'vitest';
import { replyReader } from '../../../src/probe/smtp-reply.js';

function readAll(...chunks: readonly string[]): unknown[] {
  const reader = replyReader();
  const found: unknown[] = [];
  for (const chunk of chunks) {
    reader.take(Buffer.from(chunk, 'latin1'));
    for (let reading = reader.next(); reading.kind !== 'incomplete'; reading = reader.next()) {
      found.push(reading.kind === 'reply' ? [reading.reply.code, ...reading.reply.lines] : reading.message);
      if (reading.kind === 'malformed') return found;
    }
  }
  return [...found, reader.unread];
}

describe('replyReader', () => {
  it.each([
    ['one line', ['220 hello\r\n'], [[220, 'hello'], 0]],
    ['several lines', ['250-a\r\n250-b\r\n250 c\r\n'], [[250, 'a', 'b', 'c'], 0]],
    ['a code alone', ['220\r\n'], [[220, ''], 0]],
    ['a line that ends in LF alone', ['220 hello\n'], [[220, 'hello'], 0]],
    ['byte by byte', '250-a\r\n250 b\r\n'.match(/[^]/g)!, [[250, 'a', 'b'], 0]],
    ['two replies at once', ['220 a\r\n250 b\r\n'], [[220, 'a'], [250, 'b'], 0]],
    ['half a reply', ['250-a\r\n250'], [3]],
    ['nothing', [''], [0]],
    ['words that are not safe', ['220 \x1b[2J\xff\r\n'], [[220, '\\x{1B}[2J\\x{FFFD}'], 0]],
  ])('reads %s', (_name, chunks, expected) => {
    expect(readAll(...chunks)).toEqual(expected);
  });

  it.each([
    ['no code', 'hello\r\n', 'sent a line that is no reply of SMTP'],
    ['a code that is none', '999 x\r\n', 'sent a line that is no reply of SMTP'],
    ['text right behind the code', '220x\r\n', 'sent a line that is no reply of SMTP'],
    ['an empty line', '\r\n', 'sent a line that is no reply of SMTP'],
    ['two codes in one reply', '250-a\r\n220 b\r\n', 'sent a reply whose lines have different codes'],
    ['a line without end', 'x'.repeat(3000), 'sent a line of more than 2048 octets'],
    ['a long line', `220 ${'x'.repeat(3000)}\r\n`, 'sent a line of more than 2048 octets'],
    ['a reply without end', '250-x\r\n'.repeat(300), 'sent a reply of more than 200 lines'],
  ])('refuses %s', (_name, text, message) => {
    expect(readAll(text)).toEqual([message]);
  });

  it('cuts what is too long to show', () => {
    expect(readAll(`220 ${'x'.repeat(1000)}\r\n`)).toEqual([[220, `${'x'.repeat(497)}...`], 0]);
  });
});
