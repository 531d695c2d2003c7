// The org units of many users (S-6.2).
import { describe, expect, it } from 'vitest';
import { packUsers } from '../../../src/lists/packed-users.js';

const users: readonly (readonly [string, string])[] = [
  ['zoe@corp.example', '/Sales'],
  ['"a b"@corp.example', '/'],
  ['josé@corp.example', '/Sales'],
  ['\u{1F600}@corp.example', '/Büro'],
  ['Ann@corp.example', '/IT'],
  ['ann@corp.example', '/'],
];

describe('PackedUsers', () => {
  it('S-6.2: gives the org unit of a user by the canonical address', () => {
    const packed = packUsers(users);
    expect(packed.size).toBe(6);
    for (const [address, orgUnit] of users) expect(packed.get(address)).toBe(orgUnit);
    for (const absent of ['', 'corp.example', 'bob@corp.example', 'jose@corp.example', 'ANN@corp.example', 'ann@corp.exampl', 'nn@corp.example', 'jos\u00c3\u00a9@corp.example']) expect(packed.get(absent)).toBeUndefined();
  });

  it('S-6.2: gives the same for the text of a plain address, however it is written, and leaves the others', () => {
    const packed = packUsers(users);
    expect(packed.getPlain('ANN@Corp.Example', false)).toBe('/');
    expect(packed.getPlain('zoe@CORP.example', true)).toBe('/Sales');
    expect(packed.getPlain('Zoe@corp.example', true)).toBeUndefined();
    expect(packed.getPlain('ann@corp.example', true)).toBe('/');
    // What keeps its case is not plain, and left to `get`.
    expect(packed.getPlain('Ann@corp.example', true)).toBeUndefined();
    for (const other of ['bob@corp.example', 'corp.example', '', 'no', 'josé@corp.example', '"a b"@corp.example', 'ann@corp.example.', ' ann@corp.example']) expect(packed.getPlain(other, false)).toBeUndefined();
    expect(packed.get('zoe@corp.example')).toBe('/Sales');
  });

  it('S-1.3: lists them by address, in code units', () => {
    expect([...packUsers(users).entries()]).toEqual([users[1], users[4], users[5], users[2], users[0], users[3]]);
    expect([...packUsers([]).entries()]).toEqual([]);
    expect(packUsers([]).size).toBe(0);
    expect(packUsers([]).get('ann@corp.example')).toBeUndefined();
  });

  it('keeps each org unit once', () => {
    expect(packUsers(users).orgUnits).toEqual(['/Sales', '/', '/Büro', '/IT']);
  });

  it('keeps more org units and users than a byte can count', () => {
    const many = Array.from({ length: 1000 }, (_, number) => [`user${number}@corp.example`, `/${number % 600}`] as const);
    const packed = packUsers(many);
    for (const [address, orgUnit] of many) expect(packed.get(address)).toBe(orgUnit);
    expect(packed.size).toBe(1000);
    expect([...packed.entries()]).toEqual([...many].sort(([a], [b]) => (a < b ? -1 : 1)));
  });
});
