// The hash of a policy: SHA-256 of its canonical document as canonical JSON (S-16.1).
import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { hashOfPieces, isContentHash } from '../../../src/audit/content-hash.js';
import { canonicalJson } from '../../../src/audit/canonical-json.js';
import { lineHash, policyHash } from '../../../src/audit/index.js';
import type { Policy } from '../../../src/model/policy.js';
import { policyFrom } from '../change/policies.js';

const sha256 = (text: string): string => `sha256:${createHash('sha256').update(text, 'utf8').digest('hex')}`;

describe('policyHash', () => {
  it('is that of the canonical document as canonical JSON', () => {
    const policy = policyFrom({ domains: ['Corp.TEST'], addressLists: { b: 'x.example', 'ä': { entries: ['B.example', { value: 'a@a.example', requireAuthentication: false }] } } });
    const text = '{"addressLists":{"b":{"entries":["x.example"]},"ä":{"entries":[{"requireAuthentication":false,"value":"a@a.example"},"b.example"]}},"domains":["corp.test"]}';
    expect(policyHash(policy)).toBe(sha256(text));
    expect(policyHash(policyFrom({}))).toBe(sha256('{}'));
  });

  it('takes many entries piece by piece', () => {
    const entries = Array.from({ length: 20_000 }, (_, index) => `user${index}@bank.example`);
    const hash = policyHash(policyFrom({ addressLists: { many: entries } }));
    expect(hash).toBe(sha256(`{"addressLists":{"many":{"entries":${JSON.stringify(entries.sort())}}}}`));
    expect(isContentHash(hash)).toBe(true);
  });

  it('refuses what is no policy', () => {
    expect(() => policyHash({} as Policy)).toThrow(TypeError);
  });
});

describe('canonicalJson', () => {
  it.each([
    [{ b: 1, a: [], c: {} }, '{"a":[],"b":1,"c":{}}'],
    [{ '\u20ac': 1, '\r': 2, '\ufb33': 3, '1': 4, '\u{1f600}': 5, '\u0080': 6, 'ö': 7 }, '{"\\r":2,"1":4,"\u0080":6,"ö":7,"€":1,"\u{1f600}":5,"\ufb33":3}'], // RFC 8785 section 3.2.3
    [[Number('333333333.33333329'), 1e30, 4.5, 2e-3, 0.000000000000000000000000001, -0], '[333333333.3333333,1e+30,4.5,0.002,1e-27,0]'], // RFC 8785 section 3.2.2
    ['\u20ac$\u000f\nA\'B"\\\\"/', '"€$\\u000f\\nA\'B\\"\\\\\\\\\\"/"'],
    ['\ud800', '"\\ud800"'],
    [JSON.parse('{"__proto__":{"a":null}}'), '{"__proto__":{"a":null}}'],
    [[true, false, null], '[true,false,null]'],
  ])('%j', (value, text) => {
    expect(canonicalJson(value)).toBe(text);
  });
});

describe('lineHash', () => {
  it('is the SHA-256 of the UTF-8 bytes, as sha256sum says', () => {
    for (const line of ['', 'abc', 'grün €', '😀'.repeat(9000)]) expect(lineHash(line)).toBe(sha256(line));
  });

  it('does not depend on the pieces', () => {
    expect(hashOfPieces((put) => ['a', 'é', '', 'x'.repeat(40_000), 'z'].forEach(put))).toBe(sha256(`aé${'x'.repeat(40_000)}z`));
  });
});
