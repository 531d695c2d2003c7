// S-14.4: lint asks for the look-alikes of suspects alone, and so must miss none: an entry that looks like another is at a domain that is suspect.

import fc from 'fast-check';
import { expect, it } from 'vitest';
import { EntriesByDomain } from '../../src/explain/entries-by-domain.js';
import { indexLookAlikes } from '../../src/explain/look-alike.js';
import { parseEntry } from '../../src/model/address-list-entry.js';
import type { AddressListEntry } from '../../src/model/address-list-entry.js';
import type { AddressText } from '../../src/model/address.js';
import { publicSuffixOrganizationalDomain } from '../../src/evaluate/organizational-domain.js';
import { HitRate, RUNS } from './runs.js';

// Letters that look alike, and few enough that names come close.
const label = fc.array(fc.constantFrom('m', 'rn', 'l', '1', 'o', '0', 'а', 'p'), { minLength: 1, maxLength: 3 }).map((letters) => letters.join(''));
const domain = fc.tuple(fc.array(label, { minLength: 1, maxLength: 2 }), fc.constantFrom('example', 'co.uk', 'com')).map(([labels, suffix]) => [...labels, suffix].join('.'));
const entry = fc.tuple(fc.constantFrom('', '', '*.', 'ol@', '0l@', 'o1@'), domain).map((parts) => parts.join(''));

it('every entry that looks like another is at a suspect domain', () => {
  const alike = new HitRate();
  fc.assert(
    fc.property(fc.noBias(fc.array(entry, { minLength: 6, maxLength: 14, size: 'max' })), (texts) => {
      const names = new EntriesByDomain([texts.flatMap(listed)]);
      const index = indexLookAlikes(names, publicSuffixOrganizationalDomain);
      const suspects = index.suspects();
      for (const [at, number] of names.domains()) {
        for (const each of names.at(number)) {
          const { localPart } = names.name(each);
          const looksLike = index.of({ text: `${localPart}${at}` as AddressText, domain: at }).some((other) => names.entry(other)?.value !== names.entry(each)?.value);
          alike.count(looksLike);
          if (looksLike) expect(suspects).toContain(number);
        }
      }
    }),
    { numRuns: Math.max(50, Math.ceil(RUNS / 4)) },
  );
  expect(alike.share).toBeGreaterThan(0.1);
  expect(alike.share).toBeLessThan(0.9);
});

function listed(text: string): AddressListEntry[] {
  const reading = parseEntry(text, false);
  return reading.ok ? [{ value: reading.value, kind: reading.kind, requireAuthentication: true }] : [];
}
