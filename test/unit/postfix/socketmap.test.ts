import { expect, it } from 'vitest';
import type { MapAnswer } from '../../../src/postfix/map-answer.js';
import { SocketmapDialogue } from '../../../src/postfix/socketmap.js';
import type { SocketmapRequest } from '../../../src/postfix/socketmap.js';
import { netstringOf, netstringsIn } from './protocol-bytes.js';

const ANSWERS: Readonly<Record<string, MapAnswer>> = {
  found: { status: 'found', value: 'tls-root:' },
  nothing: { status: 'not-found' },
  trouble: { status: 'temporary', reason: 'bad\nluck' },
  wrong: { status: 'permanent', reason: 'no such map' },
};

it('answers each request by its map and its key, in order', () => {
  const asked: SocketmapRequest[] = [];
  const dialogue = new SocketmapDialogue(100, (request) => {
    asked.push(request);
    return ANSWERS[request.map]!;
  });
  const { output, end } = dialogue.receive(Buffer.concat(['found bücher.example', 'nothing ', 'trouble a b', 'wrong *', 'mapalone'].map(netstringOf)));
  expect(end).toBeNull();
  expect(asked).toEqual([
    { map: 'found', key: 'bücher.example' },
    { map: 'nothing', key: '' },
    { map: 'trouble', key: 'a b' },
    { map: 'wrong', key: '*' },
  ]);
  expect(netstringsIn(output)).toEqual(['OK tls-root:', 'NOTFOUND ', 'TEMP bad\\x{A}luck', 'PERM no such map', 'PERM a request is the name of a map, a space and a key']);
});

it('is idle between requests only, and ends with what is no request', () => {
  const dialogue = new SocketmapDialogue(100, () => ({ status: 'not-found' }));
  expect(dialogue.isIdle).toBe(true);
  expect(dialogue.receive(Buffer.from('5:a'))).toEqual({ output: Buffer.alloc(0), end: null });
  expect(dialogue.isIdle).toBe(false);
  expect(netstringsIn(dialogue.receive(Buffer.from(' b c,')).output)).toEqual(['NOTFOUND ']);
  expect(dialogue.isIdle).toBe(true);
  expect(dialogue.receive(Buffer.from('GET / HTTP/1.1'))).toEqual({ output: Buffer.alloc(0), end: { kind: 'violation', reason: 'what came is no netstring' } });
});
