// The layout: 32 words, then the parts, each at a multiple of 8 bytes.
import { describe, expect, it } from 'vitest';
import { beginsAsSnapshot, isNumberWidth, keysHeaderOf, MAGIC, placesOf, readHeader, VERSION, writeHeader } from '../../../src/snapshot/layout.js';
import type { Header } from '../../../src/snapshot/layout.js';

const HEADER: Header = {
  frame: 13,
  combinations: 3,
  entries: { seed: 0xfedcba98, size: 4, width: 2, filter: 1, directory: 3, pool: 17 },
  users: { seed: 5, size: 6, width: 1, filter: 2, directory: 5, pool: 8 },
  wildcardDepths: 0x80000006,
};

describe('the header', () => {
  it('is read as it was written', () => {
    const words = new Uint32Array(32);
    writeHeader(words, HEADER);
    expect(readHeader(words)).toEqual(HEADER);
  });

  it('stands where the format says, little-endian', () => {
    const words = new Uint32Array(32);
    writeHeader(words, HEADER);
    const view = new DataView(words.buffer);
    const word = (at: number): number => view.getUint32(at * 4, true);
    expect(Array.from({ length: 32 }, (_, at) => word(at))).toEqual([
      ...MAGIC, VERSION, 0x01020304, 0, 0, 0, 0, 13, 3, 0xfedcba98, 4, 2, 1, 3, 17, 5, 6, 1, 2, 5, 8, 0x80000006, 0, 0, 0, 0, 0, 0, 0, 0, 0,
    ]);
    expect(String.fromCharCode(...new Uint8Array(words.buffer, 0, 8))).toBe('\u0089STP\r\n\u001a\n');
  });

  it('is all zeros where there are no words', () => {
    const none = { seed: 0, size: 0, width: 0, filter: 0, directory: 0, pool: 0 };
    expect(readHeader(new Uint32Array(0))).toEqual({ frame: 0, combinations: 0, entries: none, users: none, wildcardDepths: 0 });
  });
});

describe('placesOf', () => {
  it('gives each part a place at a multiple of 8 bytes, after the one before', () => {
    expect(placesOf(HEADER)).toEqual({ frame: 128, combinations: 144, entries: { filter: 160, directory: 168, pool: 184 }, users: { filter: 208, directory: 216, pool: 240 }, end: 248 });
  });

  it('ends after the header where there are no parts', () => {
    const none = { seed: 1, size: 1, width: 1, filter: 0, directory: 0, pool: 0 };
    expect(placesOf({ frame: 0, combinations: 0, entries: none, users: none, wildcardDepths: 0 }).end).toBe(128);
  });

  it('does not wrap around at 4 GiB, whatever the lengths', () => {
    const most = 2 ** 32 - 1;
    const all = { seed: 0, size: 0, width: 4, filter: most, directory: most, pool: most };
    const { end } = placesOf({ frame: most, combinations: most, entries: all, users: all, wildcardDepths: 0 });
    expect(end).toBe(128 + 3 * 2 ** 32 + 5 * 2 ** 34);
  });
});

describe('keysHeaderOf', () => {
  it('takes the lengths of packed keys', () => {
    const parts = { seed: -2, size: 3, width: 4 as const, filter: new Uint32Array(5), directory: new Uint32Array(6), pool: new Uint8Array(7) };
    expect(keysHeaderOf(parts)).toEqual({ seed: -2, size: 3, width: 4, filter: 5, directory: 6, pool: 7 });
  });
});

describe('beginsAsSnapshot', () => {
  const magic = [0x89, 0x53, 0x54, 0x50, 0x0d, 0x0a, 0x1a, 0x0a];

  it('asks for the first eight bytes and no more', () => {
    expect(beginsAsSnapshot(Uint8Array.from(magic))).toBe(true);
    expect(beginsAsSnapshot(Uint8Array.from([...magic, 1, 2, 3]))).toBe(true);
    expect(beginsAsSnapshot(Uint8Array.from([0, 0, 0, ...magic]).subarray(3))).toBe(true);
  });

  it('refuses fewer, and any other byte', () => {
    expect(beginsAsSnapshot(new Uint8Array(0))).toBe(false);
    expect(beginsAsSnapshot(Uint8Array.from(magic.slice(0, 7)))).toBe(false);
    for (const at of magic.keys()) expect(beginsAsSnapshot(Uint8Array.from(magic.map((byte, place) => (place === at ? byte ^ 1 : byte))))).toBe(false);
  });

  it('shows what a transfer as text did', () => {
    const text = String.fromCharCode(...magic);
    const bytes = (changed: string): Uint8Array => Uint8Array.from(changed, (character) => character.charCodeAt(0));
    expect(beginsAsSnapshot(bytes(text.replaceAll('\r\n', '\n')))).toBe(false);
    expect(beginsAsSnapshot(bytes(text.replaceAll(/(?<!\r)\n/g, '\r\n')))).toBe(false);
    expect(beginsAsSnapshot(bytes(text.replace('\u0089', '\t')))).toBe(false);
    expect(beginsAsSnapshot(new TextEncoder().encode(text))).toBe(false);
  });
});

describe('isNumberWidth', () => {
  it('is 1, 2 or 4', () => {
    expect([0, 1, 2, 3, 4, 5, 8, -1, 2 ** 32 - 1].filter(isNumberWidth)).toEqual([1, 2, 4]);
  });
});
