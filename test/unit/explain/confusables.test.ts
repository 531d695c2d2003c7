// UTS 39 skeletons (S-11.2).
import { describe, expect, it } from 'vitest';
import { CONFUSABLES, CONFUSABLES_VERSION } from '../../../src/explain/confusables-data.js';
import { caselessSkeleton, skeleton } from '../../../src/explain/confusables.js';

describe('skeleton', () => {
  it.each([
    ['', ''],
    ['plain.example', 'plain.exarnple'],
    ['m', 'rn'],
    ['1', 'l'],
    ['l', 'l'],
    ['I', 'l'],
    ['|', 'l'],
    ['0', 'O'],
    ['O', 'O'],
    ['o', 'o'],
    ['\u0440\u0430\u0443\u0440\u0430l', 'paypal'],
    ['\u03BF\u03C1', 'op'],
    ['\u{1D41A}', 'a'],
    ['\u0131', 'i'],
    ['\u2010', '-'],
  ])('of %j is %j', (text, expected) => {
    expect(skeleton(text)).toBe(expected);
  });

  it('decomposes before it maps, and after it', () => {
    expect(skeleton('\u00E9')).toBe('e\u0301');
    expect(skeleton('\u01CE')).toBe('a\u0306');
    expect(skeleton('a\u030C')).toBe('a\u0306');
    // The prototype of U+0390's parts decomposes no further, the order of the marks is canonical.
    expect(skeleton('a\u0323\u0307')).toBe(skeleton('a\u0307\u0323'));
  });

  it('drops what is not displayed', () => {
    expect(skeleton('a\u200Bb\u00ADc\u2060')).toBe('abc');
  });

  it('maps these ASCII characters and no others', () => {
    const mapped = Array.from({ length: 0x80 }, (_, code) => String.fromCharCode(code)).filter((character) => skeleton(character) !== character);
    expect(mapped).toEqual(['"', '0', '1', 'I', '`', 'm', '|']);
  });

  it('leaves alone what looks like nothing else', () => {
    expect(skeleton('abcdefghijkn-pqrstuvwxyz.')).toBe('abcdefghijkn-pqrstuvwxyz.');
  });
});

describe('caselessSkeleton', () => {
  it.each([
    ['0', 'o'],
    ['O', 'o'],
    ['M', 'rn'],
    ['\u13B7', 'rn'],
    ['PARTNER', 'partner'],
    ['goog1e', 'google'],
  ])('of %j is %j', (text, expected) => {
    expect(caselessSkeleton(text)).toBe(expected);
  });
});

describe('the data', () => {
  it('is of a known version of Unicode', () => {
    expect(CONFUSABLES_VERSION).toBe('17.0.0');
  });

  it('names each character once, and never as its own prototype', () => {
    const sources: string[] = [];
    for (const group of CONFUSABLES.split(' ')) {
      const [prototype, distances] = group.split('=') as [string, string];
      let code = 0;
      for (const distance of distances.split('+')) {
        code += Number.parseInt(distance, 36);
        const source = code.toString(36);
        expect(source).not.toBe(prototype);
        sources.push(source);
      }
    }
    expect(sources).toHaveLength(3662);
    expect(new Set(sources).size).toBe(3662);
  });
});
