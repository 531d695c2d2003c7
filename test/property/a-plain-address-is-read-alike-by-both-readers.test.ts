// S-2.1, S-2.2: whatever a fast reader takes for plain, the full reader reads as well, and both give the same canonical text. Beside it stands how
// much of the inputs was plain, nearly plain and not plain at all: a fast reader that takes nothing would be right as well.

import fc from 'fast-check';
import { expect, it } from 'vitest';
import { PlainKey } from '../../src/lists/plain-key.js';
import { parseEntry } from '../../src/model/address-list-entry.js';
import { parseAddress, parseAnyAddress } from '../../src/model/address.js';
import { parseAnyDomain, parseDomain } from '../../src/model/domain.js';
import { LOWER, MIXED, NOT_PLAIN, scanPlainDomain, scanPlainLocalPart } from '../../src/model/plain-address.js';
import { KeyBytes } from '../../src/packed/key-bytes.js';
import { HitRate, RUNS } from './runs.js';

/** Enough for shares that do not depend on chance; a reading takes microseconds. */
const READINGS = Math.max(1000, RUNS);

/** How a text was made: of plain parts, of them with one change, or of any characters. */
type Making = 'plain' | 'nearly plain' | 'any';
interface Made {
  readonly text: string;
  readonly making: Making;
}

const MAKINGS: readonly Making[] = ['plain', 'nearly plain', 'any'];
const ATOM_LETTERS = Array.from("abzABZ059-+_!#$%&'*/=?^`{|}~");
const STRANGE = Array.from('.@-xn"\\ ()<>,:;[]éÉßİ\u0131\u212A\u017F\u3002\uFF0E\u00AD\u0301\u0000\u007F\u0080\uFE0F1aA*').concat(['xn--', '--', '..', '@@', '\u{1F600}', '\ud800', '[192.0.2.1]']);

const atom = fc.string({ unit: fc.constantFrom(...ATOM_LETTERS), minLength: 1, maxLength: 6 });
const localPart = fc.oneof({ arbitrary: fc.array(atom, { minLength: 1, maxLength: 4 }).map((atoms) => atoms.join('.')), weight: 8 }, { arbitrary: lengths(60, 66, 180, 200, 240, 260), weight: 1 });
const label = fc.oneof(
  { arbitrary: fc.stringMatching(/^[a-zA-Z]([a-zA-Z0-9]|-[a-zA-Z0-9]){0,8}$/), weight: 8 },
  { arbitrary: fc.stringMatching(/^[0-9]{1,3}$/), weight: 2 },
  { arbitrary: lengths(61, 62, 63, 64), weight: 1 },
);
const domain = fc.array(label, { minLength: 1, maxLength: 5 }).map((labels) => labels.join('.'));

function lengths(...each: number[]): fc.Arbitrary<string> {
  return fc.constantFrom(...each).map((length) => 'aB3'.repeat(length).slice(0, length));
}

/** Plain text of some kind, or what one change or no order at all makes of it. */
function texts(plain: fc.Arbitrary<string>): fc.Arbitrary<Made> {
  const change = fc.tuple(fc.nat({ max: 300 }), fc.constantFrom('insert', 'replace', 'remove'), fc.constantFrom(...STRANGE));
  const nearly = fc.tuple(plain, change).map(([text, [number, how, strange]]) => {
    const place = number % (text.length + 1);
    return text.slice(0, place) + (how === 'remove' ? '' : strange) + text.slice(how === 'insert' ? place : place + 1);
  });
  const any = fc.oneof(fc.string({ unit: fc.constantFrom(...STRANGE), maxLength: 12 }), fc.string({ unit: 'binary', maxLength: 8 }));
  return fc.oneof(
    plain.map((text): Made => ({ text, making: 'plain' })),
    nearly.map((text): Made => ({ text, making: 'nearly plain' })),
    any.map((text): Made => ({ text, making: 'any' })),
  );
}

const addresses = texts(fc.tuple(localPart, domain).map((parts) => parts.join('@')));
const domains = texts(domain);

/** How much of each making was read by the fast reader. */
class Shares {
  private readonly rates = new Map<Making, HitRate>(MAKINGS.map((making) => [making, new HitRate()]));

  count(making: Making, read: boolean): void {
    this.rates.get(making)?.count(read);
  }

  /** Nearly all that is plain, some of what is nearly so, and little else. */
  expectToTell(): void {
    const [plain = 0, nearly = 0, any = 1] = MAKINGS.map((making) => this.rates.get(making)?.share);
    expect(plain).toBeGreaterThan(0.5);
    expect(plain).toBeLessThan(1);
    expect(nearly).toBeGreaterThan(0.15);
    expect(nearly).toBeLessThan(0.7);
    expect(any).toBeLessThan(0.15);
  }
}

function textOf({ bytes, length }: KeyBytes): string {
  return String.fromCharCode(...bytes.subarray(0, length)).split('').reverse().join('');
}

it('an address that is read as a key is one, and the key is its canonical text', () => {
  const shares = new Shares();
  const plain = new PlainKey(new KeyBytes(1));
  fc.assert(
    fc.property(addresses, fc.constantFrom('', 'a', 'x@y', '.', '@', '\u00e9'), ({ text, making }, around) => {
      const read = plain.readAddress(around + text + around, around.length, around.length + text.length);
      shares.count(making, read);
      if (!read) return;
      const full = parseAnyAddress(text, false);
      expect({ text: textOf(plain.key), domain: textOf(plain.key).slice(-plain.domainLength) }).toEqual(full);
      expect(plain.foldedLocalPart).toBe(parseAnyAddress(text, true)?.text !== full?.text);
      expect(plain.foldedDomain).toBe(!text.endsWith(`@${full?.domain ?? ''}`));
    }),
    { numRuns: READINGS },
  );
  shares.expectToTell();
});

it('the sums on the way to a key are those of its canonical text', () => {
  const plain = new PlainKey(new KeyBytes(99));
  const whole = new KeyBytes(99);
  fc.assert(
    fc.property(addresses, ({ text }) => {
      if (!plain.readAddress(text, 0, text.length)) return;
      const canonical = textOf(plain.key);
      whole.set(canonical);
      expect([plain.key.sum, plain.key.length]).toEqual([whole.sum, whole.length]);
      whole.set(canonical.slice(canonical.lastIndexOf('@') + 1));
      expect([plain.domainSum, plain.domainLength]).toEqual([whole.sum, whole.length]);
    }),
    { numRuns: READINGS },
  );
});

it('an entry that is read as a key is one, and the key is its canonical value', () => {
  const shares = new Shares();
  const plain = new PlainKey(new KeyBytes(1));
  fc.assert(
    fc.property(fc.oneof(addresses, domains), ({ text, making }) => {
      const read = plain.readEntry(text, 0, text.length);
      shares.count(making, read);
      if (!read) return;
      expect(parseEntry(text, false)).toEqual({ ok: true, value: textOf(plain.key), kind: text.includes('@') ? 'address' : 'domain' });
      if (!plain.foldedLocalPart) expect(parseEntry(text, true)).toMatchObject({ ok: true, value: textOf(plain.key) });
    }),
    { numRuns: READINGS },
  );
  shares.expectToTell();
});

it('an address is read as the full reader reads it, plain or not, whether case is kept or not', () => {
  const shares = new Shares();
  fc.assert(
    fc.property(addresses, fc.boolean(), ({ text, making }, caseSensitive) => {
      expect(parseAddress(text, caseSensitive)).toEqual(parseAnyAddress(text, caseSensitive));
      const at = text.indexOf('@');
      const local = at === -1 ? NOT_PLAIN : scanPlainLocalPart(text, 0, at);
      const read = local !== NOT_PLAIN && scanPlainDomain(text, at + 1, text.length) !== NOT_PLAIN;
      shares.count(making, read);
      if (!read) return;
      const full = parseAnyAddress(text, true);
      expect(full?.text.slice(0, at)).toBe(text.slice(0, at));
      expect(local).toBe(text.slice(0, at).toLowerCase() === text.slice(0, at) ? LOWER : MIXED);
    }),
    { numRuns: READINGS },
  );
  shares.expectToTell();
});

it('a domain is read as the full reader reads it, plain or not', () => {
  const shares = new Shares();
  fc.assert(
    fc.property(domains, ({ text, making }) => {
      const full = parseAnyDomain(text);
      expect(parseDomain(text)).toBe(full);
      const plainness = scanPlainDomain(text, 0, text.length);
      shares.count(making, plainness !== NOT_PLAIN);
      if (plainness === LOWER) expect(full).toBe(text);
      if (plainness === MIXED) expect([full, full === text]).toEqual([text.toLowerCase(), false]);
    }),
    { numRuns: READINGS },
  );
  shares.expectToTell();
});
