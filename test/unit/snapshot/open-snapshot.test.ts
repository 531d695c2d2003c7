// Opening snapshots: of any buffer and view, and every way in which bytes can fail to be one.
import { runInNewContext } from 'node:vm';
import { describe, expect, it } from 'vitest';
import { compilePolicy, policyDocument } from '../../../src/index.js';
import type { PolicyEngine, PolicyInput } from '../../../src/index.js';
import { openSnapshot, SnapshotError, snapshotOf, verifySnapshot } from '../../../src/snapshot/index.js';
import type { SnapshotErrorCode } from '../../../src/snapshot/index.js';
import { CHECKED_FROM } from '../../../src/snapshot/layout.js';
import { SAMPLES } from '../../property/sample-snapshots.js';
import { frameOf, partsOf, snapshotOfParts, withChecksum, wordsOf } from '../../property/snapshot-parts.js';
import type { SnapshotParts } from '../../property/snapshot-parts.js';

const SAMPLE = SAMPLES[1]!;

function decisions(engine: PolicyEngine, { messages } = SAMPLE): string {
  return JSON.stringify(messages.map(({ message, direction }) => engine.evaluate(message, direction)));
}

function codeOf(act: () => unknown): SnapshotErrorCode | 'none' {
  try {
    act();
    return 'none';
  } catch (error) {
    expect(error).toBeInstanceOf(SnapshotError);
    expect((error as SnapshotError).message).toMatch(/^.{30,250}$/);
    return (error as SnapshotError).code;
  }
}

/** What opening and verifying say of a snapshot that was changed and given a checksum that holds. */
function changed(change: (parts: SnapshotParts) => void, { bytes } = SAMPLE): (SnapshotErrorCode | 'none')[] {
  const parts = partsOf(bytes);
  change(parts);
  const made = snapshotOfParts(parts);
  return [codeOf(() => openSnapshot(made)), codeOf(() => verifySnapshot(made))];
}

describe('openSnapshot', () => {
  it.each(SAMPLES.map((sample) => [sample.name, sample] as const))('opens a policy with %s as it was compiled', (_name, sample) => {
    const compiled = compilePolicy(sample.policy);
    const opened = openSnapshot(sample.bytes);
    expect(decisions(opened, sample)).toBe(decisions(compiled, sample));
    expect(policyDocument(opened.policy)).toEqual(policyDocument(compiled.policy));
    expect(opened.orgUnits).toEqual(compiled.orgUnits);
    expect(opened.addressLists.map((list) => [list.name, list.description, list.size, ...list.entries()])).toEqual(compiled.addressLists.map((list) => [list.name, list.description, list.size, ...list.entries()]));
  });

  it('opens buffers of both kinds, and views at any place of a larger buffer', () => {
    const expected = decisions(compilePolicy(SAMPLE.policy));
    const shared = new SharedArrayBuffer(SAMPLE.bytes.length);
    new Uint8Array(shared).set(SAMPLE.bytes);
    const within = (offset: number, Buffer: typeof ArrayBuffer | typeof SharedArrayBuffer): Uint8Array => {
      const view = new Uint8Array(new Buffer(SAMPLE.bytes.length + 24), offset, SAMPLE.bytes.length);
      view.set(SAMPLE.bytes);
      return view;
    };
    const offsets = [0, 1, 2, 3, 4, 7, 8, 12];
    const all = [SAMPLE.bytes.slice().buffer, shared, SAMPLE.bytes, ...offsets.map((offset) => within(offset, ArrayBuffer)), ...offsets.map((offset) => within(offset, SharedArrayBuffer))];
    for (const bytes of all) expect(decisions(openSnapshot(bytes))).toBe(expected);
  });

  it.each([0, 1, 2, 3, 4, 5, 6, 7, 8])("opens a Buffer of Node at place %i, whose `slice` is no copy", (offset) => {
    const buffer = Buffer.from(new ArrayBuffer(SAMPLE.bytes.length + 16)).subarray(offset, offset + SAMPLE.bytes.length);
    buffer.set(SAMPLE.bytes);
    expect(decisions(openSnapshot(buffer))).toBe(decisions(compilePolicy(SAMPLE.policy)));
    expect(codeOf(() => verifySnapshot(buffer))).toBe('none');
  });

  it('opens bytes of another realm', () => {
    const bytes: unknown = runInNewContext('Uint8Array.from(numbers)', { numbers: [...SAMPLE.bytes] });
    expect(bytes).not.toBeInstanceOf(Uint8Array);
    expect(decisions(openSnapshot(bytes as Uint8Array))).toBe(decisions(compilePolicy(SAMPLE.policy)));
    expect(decisions(openSnapshot((bytes as Uint8Array).buffer))).toBe(decisions(compilePolicy(SAMPLE.policy)));
  });

  it.each<[string, unknown]>([
    ['a promise of bytes', Promise.resolve(SAMPLE.bytes)],
    ['a path', 'policy.snapshot'],
    ['null', null],
    ['undefined', undefined],
    ['an object', {}],
    ['a number', 4],
    ['an array of numbers', [...SAMPLE.bytes]],
    ['words', new Uint32Array(64)],
    ['a DataView', new DataView(new ArrayBuffer(256))],
    ['text that calls itself bytes', { [Symbol.toStringTag]: 'Uint8Array' }],
  ])('is misused with %s', (_what, bytes) => {
    for (const open of [openSnapshot, verifySnapshot]) {
      expect(() => open(bytes as never)).toThrow(TypeError);
      expect(() => open(bytes as never)).toThrow(/^pass an ArrayBuffer, a SharedArrayBuffer or a Uint8Array/);
    }
  });

  it('says what it was given in place of bytes', () => {
    expect(() => openSnapshot(Promise.resolve(SAMPLE.bytes) as never)).toThrow('pass an ArrayBuffer, a SharedArrayBuffer or a Uint8Array, not `Promise`');
  });

  it('uses the bytes where they are, and changes none', () => {
    const bytes = SAMPLE.bytes.slice();
    const engine = openSnapshot(bytes);
    decisions(engine);
    expect(bytes).toEqual(SAMPLE.bytes);
    // Never do this: it shows that there is no copy.
    bytes.fill(0, 256);
    expect(engine.matching(SAMPLE.addresses[0]!)).toEqual([]);
  });

  it('takes what a snapshot cannot carry', () => {
    const policy: PolicyInput = { orgUnits: [{ path: '/' }, { path: '/a', settings: [{ id: 's', appliesTo: ['outbound-secure-transport'] }] }] };
    const engine = openSnapshot(snapshotOf(compilePolicy(policy)), { orgUnitOf: () => '/a', replyProfile: 'postfix' });
    const decision = engine.evaluate({ envelope: { mailFrom: 'u@a.example', rcptTo: ['x@b.example'] }, secureTransport: true }, 'outbound');
    expect([decision.replyProfile, decision.recipients[0]?.orgUnit, decision.recipients[0]?.orgUnitSource]).toEqual(['postfix', '/a', 'function']);
    expect(() => openSnapshot(SAMPLE.bytes, { orgUnit: 1 } as never)).toThrow(TypeError);
  });
});

describe('what is no snapshot', () => {
  const cut = (length: number): Uint8Array => SAMPLE.bytes.slice(0, length);
  const withWord = (at: number, word: number, checksum = true): Uint8Array => {
    const bytes = SAMPLE.bytes.slice();
    wordsOf(bytes)[at] = word;
    return checksum ? withChecksum(bytes) : bytes;
  };

  it.each<[string, SnapshotErrorCode, Uint8Array]>([
    ['nothing', 'not-a-snapshot', cut(0)],
    ['fewer bytes than a header', 'not-a-snapshot', cut(127)],
    ['a policy document', 'not-a-snapshot', new TextEncoder().encode(`{"domains": [${'"a.example",'.repeat(40)}"b.example"]}    `.slice(0, 400))],
    ['another first word', 'not-a-snapshot', withWord(0, 0x50545388)],
    ['another second word', 'not-a-snapshot', withWord(1, 0x0a1a0a0a)],
    ['a later version', 'unknown-version', withWord(2, 2)],
    ['the version 0', 'unknown-version', withWord(2, 0)],
    ['the last version of all', 'unknown-version', withWord(2, 2 ** 32 - 1)],
    ['bytes that count from the other end', 'byte-order', withWord(3, 0x04030201)],
    ['a header alone', 'wrong-length', cut(128)],
    ['a byte less', 'wrong-length', cut(SAMPLE.bytes.length - 1)],
    ['a word less', 'wrong-length', cut(SAMPLE.bytes.length - 4)],
    ['eight bytes less', 'wrong-length', cut(SAMPLE.bytes.length - 8)],
    ['a byte more', 'wrong-length', Uint8Array.from([...SAMPLE.bytes, 0])],
    ['eight bytes more', 'wrong-length', Uint8Array.from([...SAMPLE.bytes, 0, 0, 0, 0, 0, 0, 0, 0])],
    ['lengths beyond 4 GiB', 'wrong-length', withWord(9, 2 ** 32 - 1)],
    ['a checksum that does not hold', 'damaged', withWord(4, 1, false)],
    ['another last word of the checksum', 'damaged', withWord(7, 1, false)],
    ['a changed reserved word', 'damaged', withWord(31, 1, false)],
  ])('%s: %s', (_what, code, bytes) => {
    expect(codeOf(() => openSnapshot(bytes))).toBe(code);
    expect(codeOf(() => verifySnapshot(bytes))).toBe(code);
  });

  it('says which format it has and which is wanted, and how long it should be', () => {
    expect(() => openSnapshot(withWord(2, 7))).toThrow(/format 7, and this version of the package reads format 1/);
    expect(() => openSnapshot(cut(SAMPLE.bytes.length - 8))).toThrow(`should have ${SAMPLE.bytes.length} bytes and has ${SAMPLE.bytes.length - 8}`);
  });

  it('tells a snapshot whose words were turned around from what is none', () => {
    const turned = SAMPLE.bytes.slice();
    const words = wordsOf(turned);
    const view = new DataView(turned.buffer);
    for (let at = 2; at < words.length; at++) words[at] = view.getUint32(at * 4, false);
    expect(codeOf(() => openSnapshot(turned))).toBe('byte-order');
  });
});

describe('what contradicts itself', () => {
  interface Frame {
    policy: Record<string, unknown>;
    lists: { name: string; description: string }[];
    userOrgUnits: string[];
  }
  const inFrame = (change: (frame: Frame) => void) => (parts: SnapshotParts) => {
    const frame = frameOf(parts) as Frame;
    change(frame);
    parts.frame = new TextEncoder().encode(JSON.stringify(frame));
  };

  it('is opened as it was when nothing was changed', () => {
    expect(changed(() => undefined)).toEqual(['none', 'none']);
    const parts = partsOf(SAMPLE.bytes);
    expect(snapshotOfParts(parts)).toEqual(SAMPLE.bytes);
  });

  it.each<[string, (parts: SnapshotParts) => void]>([
    ['a width of 0', (parts) => (parts.entries.width = 0)],
    ['a width of 3', (parts) => (parts.entries.width = 3)],
    ['a width of users that is 5', (parts) => (parts.users.width = 5)],
    ['a directory that goes back', (parts) => parts.entries.directory.reverse()],
    ['no directory of users', (parts) => (parts.users.directory = new Uint32Array(0))],
    ['no filter', (parts) => (parts.entries.filter = new Uint32Array(0))],
    ['more entries than the combinations have', (parts) => parts.entries.size++],
    ['fewer entries than the combinations have', (parts) => parts.entries.size--],
    ['a combination of a list that there is not', (parts) => (parts.combinations[parts.combinations.length - 1] = 99)],
    ['a frame that is no JSON', (parts) => (parts.frame = parts.frame.slice(1))],
    ['settings that name a list that is not there', inFrame((frame) => void frame.lists.pop())],
    ['a key that no policy has', inFrame((frame) => (frame.policy['adressLists'] = {}))],
    ['a copy of a parsed policy', inFrame((frame) => (frame.policy['parsedPolicy'] = true))],
    ['a user in an org unit that is not there', inFrame((frame) => (frame.userOrgUnits[0] = '/nowhere'))],
  ])('%s: refused', (_what, change) => {
    expect(changed(change)).toEqual(['invalid', 'invalid']);
  });

  it('names what is wrong with the settings', () => {
    const parts = partsOf(SAMPLE.bytes);
    inFrame((frame) => (frame.policy['alignment'] = 'loose'))(parts);
    expect(() => openSnapshot(snapshotOfParts(parts))).toThrow(/alignment|loose|relaxed/);
  });

  it('is checked from the first word that the checksum counts', () => {
    const bytes = SAMPLE.bytes.slice();
    wordsOf(bytes)[CHECKED_FROM] = 1;
    expect(codeOf(() => openSnapshot(withChecksum(bytes)))).toBe('wrong-length');
  });
});
