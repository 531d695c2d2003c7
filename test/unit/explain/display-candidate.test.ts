// Addresses and domains in display text (S-3.3, S-11.2).
import { describe, expect, it } from 'vitest';
import { candidatesIn } from '../../../src/explain/display-candidate.js';

describe('candidatesIn', () => {
  it.each<[string, string[]]>([
    ['', []],
    ['Chief Executive', []],
    ['ceo@partner.example', ['ceo@partner.example']],
    ['"ceo@partner.example" <x@evil.example>', ['ceo@partner.example', 'x@evil.example']],
    ['the CEO (ceo@partner.example), not me; or [other.example]', ['ceo@partner.example', 'other.example']],
    ['a.example,b.example;c.example:d.example\\e.example', ['a.example', 'b.example', 'c.example', 'd.example', 'e.example']],
    ['a.example\tb.example\nc.example\u00A0d.example\u3000e.example\u0000f.example', ['a.example', 'b.example', 'c.example', 'd.example', 'e.example', 'f.example']],
    ["'ceo@partner.example'", ['ceo@partner.example']],
    ['\u2018ceo@partner.example\u2019', ['ceo@partner.example']],
    ['@partner.example', ['partner.example']],
    ['See partner.example!', ['partner.example']],
    ['See partner.example.', ['partner.example']],
    ['https://www.partner.example/path', ['www.partner.example']],
    ['www.partner.example/ceo@partner.example', ['www.partner.example/ceo@partner.example']],
    ['a.example|b.example|c', ['a.example', 'b.example']],
    ['\u201Ca.example\u201D\u2014b.example\u2026', ['a.example', 'b.example']],
    ['a@b.example=c@d.example', ['a@b.example', 'c@d.example']],
    ['a-b.c_d+e@f.example%g.example', ['a-b.c_d+e@f.example', 'g.example']],
    ['Ceo@Partner.EXAMPLE', ['Ceo@partner.example']],
    ['B\u00FCcher.example', ['xn--bcher-kva.example']],
    ['partner\u3002example', ['partner.example']],
    ['localhost 192.0.2.1 1.2 ... @ a@', []],
    ['a@b@c.example', []],
    ['a.example b.example a.example', ['a.example', 'b.example']],
    ['x@localhost', ['x@localhost']],
    ['\uD83D.example', []],
    ['a\u200Cb.example', []],
    ['i\u2764.example', []],
    ['_ceo@a.example', ['ceo@a.example']],
    ['9.a.example', ['9.a.example']],
    ['partner.example-', ['partner.example']],
    ['+ceo@partner.example_', ['ceo@partner.example']],
    ['\u0300.a', []],
  ])('%j', (text, expected) => {
    expect(candidatesIn([text])).toEqual(expected);
  });

  it('keeps the order of the texts, and the texts apart', () => {
    expect(candidatesIn(['b.example', 'a.', 'example', 'b.example', 'c.example'])).toEqual(['b.example', 'c.example']);
    expect(candidatesIn([])).toEqual([]);
  });

  it('reads 20,000 units of text', () => {
    const last = ' a.example';
    expect(candidatesIn([' '.repeat(20_000 - last.length) + last])).toEqual(['a.example']);
    expect(candidatesIn([' '.repeat(20_000 - last.length + 1) + last])).toEqual([]);
    expect(candidatesIn([' '.repeat(20_000 - last.length) + last, 'b.example'])).toEqual([]);
    expect(candidatesIn([' '.repeat(19_000), last, ' '.repeat(1_000), 'b.example'])).toEqual(['a.example']);
  });

  it('leaves runs beyond 512 units alone', () => {
    const domain = '@a.example';
    expect(candidatesIn(['x'.repeat(512 - domain.length) + domain])).toEqual(['x'.repeat(512 - domain.length) + domain]);
    expect(candidatesIn(['x'.repeat(513 - domain.length) + domain])).toEqual([]);
  });
});
