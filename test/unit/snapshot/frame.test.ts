// The frame: the policy without its entries and users, as JSON.
import { describe, expect, it } from 'vitest';
import { utf8Bytes } from '../../../src/model/utf8.js';
import { frameText, readFrame } from '../../../src/snapshot/frame.js';
import type { Frame } from '../../../src/snapshot/frame.js';
import { SnapshotError } from '../../../src/snapshot/snapshot-error.js';

const FRAME: Frame = {
  policy: { domains: ['corp.test'], alignment: 'strict', routes: JSON.parse('{"__proto__": {"host": "a.example"}}') as Record<string, { host: string }> },
  lists: [
    { name: 'Kunden & Ämter', description: 'Ämter 😀' },
    { name: '__proto__', description: '' },
  ],
  userOrgUnits: ['/', '/Büro'],
};

describe('readFrame', () => {
  it('reads what was written, from UTF-8', () => {
    const read = readFrame(utf8Bytes(frameText(FRAME)));
    expect(JSON.stringify(read)).toBe(JSON.stringify(FRAME));
    expect(Object.keys(read.policy.routes ?? {})).toEqual(['__proto__']);
  });

  it('reads the least that a frame can be', () => {
    expect(readFrame('{"policy":{},"lists":[],"userOrgUnits":[]}')).toEqual({ policy: {}, lists: [], userOrgUnits: [] });
  });

  const part = (changed: Record<string, unknown>): string => JSON.stringify({ policy: {}, lists: [], userOrgUnits: [], ...changed });

  it.each([
    ['nothing', ''],
    ['no JSON', '{"policy":{},'],
    ['no UTF-8', '{"policy":{"domains":["\u00e9"]},"lists":[],"userOrgUnits":[]}'],
    ['an overlong form', '{"policy":{},"lists":[],"userOrgUnits":["\u00c0\u00af"]}'],
    ['null', 'null'],
    ['an array', '[]'],
    ['text', '"frame"'],
    ['no policy', '{"lists":[],"userOrgUnits":[]}'],
    ['a policy that is a list', part({ policy: [] })],
    ['a policy that is null', part({ policy: null })],
    ['a policy with lists of its own', part({ policy: { addressLists: {} } })],
    ['a policy with users of its own', part({ policy: { users: {} } })],
    ['lists that are an object', part({ lists: {} })],
    ['a list that is text', part({ lists: ['a'] })],
    ['a list without a description', part({ lists: [{ name: 'a' }] })],
    ['a list without a name', part({ lists: [{ description: 'a' }] })],
    ['a description that is a number', part({ lists: [{ name: 'a', description: 1 }] })],
    ['two lists of one name', part({ lists: [{ name: 'a', description: '' }, { name: 'a', description: '' }] })],
    ['lists out of order', part({ lists: [{ name: 'b', description: '' }, { name: 'a', description: '' }] })],
    ['no org units of users', '{"policy":{},"lists":[]}'],
    ['an org unit that is no text', part({ userOrgUnits: ['/', 1] })],
    ['org units that are text', part({ userOrgUnits: '/' })],
  ])('refuses %s', (_what, bytes) => {
    expect(() => readFrame(bytes)).toThrow(SnapshotError);
    expect(() => readFrame(bytes)).toThrow(expect.objectContaining({ code: 'invalid', message: expect.stringContaining('make the snapshot anew') as unknown }) as Error);
  });

  it('refuses JSON of any depth without running out of stack', () => {
    expect(() => readFrame('['.repeat(1_000_000))).toThrow(SnapshotError);
    expect(() => readFrame(`${'['.repeat(100_000)}${']'.repeat(100_000)}`)).toThrow(SnapshotError);
  });
});
