// S-4.2: whatever the fast reader of From values takes for plain, the full reader reads as that one mailbox.

import fc from 'fast-check';
import { expect, it } from 'vitest';
import { readAnyField, readAuthor } from '../../src/header/from-field.js';
import { readPlainFrom } from '../../src/header/plain-from.js';
import { Choices, choiceRows } from '../arbitraries/choices.js';
import { fromFieldText } from '../arbitraries/from-field.js';
import { anyAddress } from '../arbitraries/address.js';
import { HitRate, RUNS } from './runs.js';

const READINGS = Math.max(1000, RUNS);
const STRANGE = Array.from('<>"\\().,:;@[] \té\u0000\u00a0a').concat(['\r\n ', '\n', '\\"', '""', '<>', '=?utf-8?q?a?=', '\ud800']);

const blanks = fc.constantFrom('', '', ' ', '\t', '  ');
const atoms = fc.array(fc.stringMatching(/^[a-zA-Z0-9!#$%&'*+/=?^_`{|}~.-]{1,6}$/), { maxLength: 3 }).map((words) => words.join(' '));
const quoted = fc.stringMatching(/^[ -!#-;=-[\]-~\t]{0,10}$/).map((text) => `"${text}"`);
const address = fc.tuple(fc.stringMatching(/^[a-zA-Z0-9+=_-]{1,5}(\.[a-z]{1,3})?$/), fc.stringMatching(/^[a-zA-Z0-9]{1,5}\.[a-zA-Z]{2,4}$/)).map((parts) => parts.join('@'));
const plain = fc.oneof(address, fc.tuple(blanks, fc.oneof(atoms, quoted), blanks, address, blanks).map(([before, name, between, mailbox, after]) => `${before}${name}${between}<${mailbox}>${after}`));
const ordinary = fc.constantFrom('a', 'B', '9', '.', '-', '_', ' ', '\t');
const nearlyPlain = fc.tuple(plain, fc.nat({ max: 60 }), fc.boolean(), fc.oneof({ weight: 3, arbitrary: fc.constantFrom(...STRANGE) }, { weight: 1, arbitrary: ordinary })).map(([value, number, replace, inserted]) => {
  const place = number % (value.length + 1);
  return value.slice(0, place) + inserted + value.slice(place + Number(replace));
});
const any = fc.noBias(choiceRows(60)).map((numbers) => {
  const choices = new Choices(numbers);
  return fromFieldText(choices, choices.times(1 + choices.below(2), () => anyAddress(choices)), false);
});

/** @returns the share of values that the fast reader took */
function shareRead(values: fc.Arbitrary<string>): number {
  const taken = new HitRate();
  fc.assert(
    fc.property(values, fc.boolean(), (value, caseSensitive) => {
      const read = readPlainFrom(value, caseSensitive);
      taken.count(read !== null);
      const full = readAnyField(value, caseSensitive);
      if (read !== null) expect(full).toEqual([read]);
      const author = readAuthor(value, caseSensitive);
      expect(author.known ? author.addresses : []).toEqual(full ?? []);
    }),
    { numRuns: READINGS },
  );
  return taken.share;
}

it('of values that are plain, nearly all', () => {
  expect(shareRead(plain)).toBeGreaterThan(0.7);
});

it('of values that are nearly plain, some', () => {
  const share = shareRead(nearlyPlain);
  expect(share).toBeGreaterThan(0.1);
  expect(share).toBeLessThan(0.8);
});

it('of any values, few', () => {
  expect(shareRead(any)).toBeLessThan(0.1);
});
