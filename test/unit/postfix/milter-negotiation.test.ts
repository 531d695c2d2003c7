import { expect, it } from 'vitest';
import { negotiate } from '../../../src/postfix/milter-negotiation.js';
import { optionsPacket, packetsIn } from './protocol-bytes.js';

const offer = (version: number, actions: number, steps: number): Buffer => optionsPacket([version, actions, steps]).subarray(5);
const answerTo = (version: number, actions: number, steps: number): { words: number[]; rest: string; unanswered: string; hasLeadingSpace: boolean } => {
  const { agreement, packet } = negotiate(offer(version, actions, steps))!;
  const [{ command, data }] = packetsIn(packet) as [ReturnType<typeof packetsIn>[number]];
  expect(command).toBe('O');
  const { unanswered, hasLeadingSpace } = agreement;
  return { words: [0, 4, 8].map((at) => data.readUInt32BE(at)), rest: data.toString('latin1', 12), unanswered: [...unanswered].sort().join(''), hasLeadingSpace };
};

it('takes from Postfix what spares round trips: no body, no answers but at DATA and at the end of the header', () => {
  expect(answerTo(6, 0x1ff, 0x1fffff)).toEqual({
    words: [6, 0x100, 0x10 | 0x80 | 0x100 | 0x1000 | 0x2000 | 0x4000 | 0x8000 | 0x20000 | 0x80000 | 0x100000],
    rest: '\0\0\0\u0002i {tls_version} {cert_subject} {cert_issuer}\0\0\0\0\u0003i {rcpt_addr}\0\0\0\0\u0004i\0',
    unanswered: 'BCHLMRU',
    hasLeadingSpace: true,
  });
});

it('asks for nothing that is not offered', () => {
  expect(answerTo(2, 0x3f, 0x7f)).toEqual({ words: [2, 0, 0x10], rest: '', unanswered: '', hasLeadingSpace: false });
  expect(answerTo(6, 0, 0x80)).toEqual({ words: [6, 0, 0x80], rest: '', unanswered: 'L', hasLeadingSpace: false });
  expect(answerTo(9, 0, 0).words).toEqual([6, 0, 0]);
});

it('refuses what is no offer, and versions that are too old', () => {
  expect([negotiate(Buffer.alloc(11)), negotiate(Buffer.alloc(0)), negotiate(offer(1, 0x1ff, 0x1fffff))]).toEqual([null, null, null]);
});
