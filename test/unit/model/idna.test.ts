// The one door to UTS 46 (S-2.1).
import { describe, expect, it } from 'vitest';
import { toAscii, toUnicode } from '../../../src/model/idna.js';

describe('toAscii', () => {
  it.each([
    ['straße.example', 'xn--strae-oqa.example'], // non-transitional
    ['BÜCHER', 'xn--bcher-kva'],
    ['r3---sn.ü', 'r3---sn.xn--tda'], // hyphens in positions 3 and 4
    ['क्\u200Dष.example', 'xn--11b2ezcw70k.example'], // a joiner where CheckJoiners allows it
  ])('S-2.1: %s', (domain, ascii) => {
    expect(toAscii(domain)).toBe(ascii);
  });

  it.each([
    ['an underscore', 'ü_.example'],
    ['a joiner out of place', 'a\u200Db'],
    ['left-to-right text in a right-to-left label', 'אa'],
    ['an empty label', 'ü..example'],
    ['an A-label that decodes to ASCII', 'xn--a-'],
    ['a label that is too long', `ü${'a'.repeat(60)}`],
    ['a disallowed character', 'ü\u2028'],
  ])('S-2.1: refuses %s', (_what, domain) => {
    expect(toAscii(domain)).toBeNull();
  });
});

describe('toUnicode', () => {
  it('shows U-labels', () => {
    expect(toUnicode('xn--bcher-kva.example')).toBe('bücher.example');
    expect(toUnicode('a.xn--fa-hia')).toBe('a.faß');
    expect(toUnicode('r3---sn.xn--tda')).toBe('r3---sn.ü');
  });

  it('leaves a domain without A-labels alone', () => {
    expect(toUnicode('example.com')).toBe('example.com');
    expect(toUnicode('EXAMPLE_1')).toBe('EXAMPLE_1');
  });
});
