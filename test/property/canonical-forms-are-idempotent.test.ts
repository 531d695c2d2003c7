// S-1.3, S-2.1 to S-2.3: what is canonical stays as it is, and every spelling of a value has the same canonical form.

import fc from 'fast-check';
import { expect, it } from 'vitest';
import { canonicalAddress, canonicalDomain, parseAddressList, parsePolicy, policyDocument } from '../../src/index.js';
import { LOCAL_PARTS, anyAddress, readAddress, spellAddress } from '../arbitraries/address.js';
import { Choices, choiceRows } from '../arbitraries/choices.js';
import { DOMAINS, spellDomain } from '../arbitraries/domain.js';
import { policyCases } from '../arbitraries/policy.js';
import { HitRate, RUNS } from './runs.js';

it('every spelling of a domain has one canonical form, and that one is its own', () => {
  fc.assert(
    fc.property(fc.constantFrom(...DOMAINS), choiceRows(4), (domain, numbers) => {
      expect(canonicalDomain(spellDomain(new Choices(numbers), domain))).toBe(domain);
      expect(canonicalDomain(domain)).toBe(domain);
    }),
    { numRuns: RUNS },
  );
});

it('every spelling of an address has one canonical form, and that one is its own', () => {
  fc.assert(
    fc.property(choiceRows(12), fc.boolean(), (numbers, caseSensitiveLocalParts) => {
      const choices = new Choices(numbers);
      const address = anyAddress(choices);
      const { text } = readAddress(address, caseSensitiveLocalParts);
      expect(canonicalAddress(spellAddress(choices, address, caseSensitiveLocalParts), { caseSensitiveLocalParts })).toBe(text);
      expect(canonicalAddress(text, { caseSensitiveLocalParts })).toBe(text);
    }),
    { numRuns: RUNS },
  );
});

it('whatever text is canonicalised, doing it again changes nothing', () => {
  const valid = new HitRate();
  const letters = fc.string({ unit: fc.constantFrom(...Array.from('aBZé.-"\\@[]1:xn İßＫΣς\u0301\u0331H\u00ad\u3002')), maxLength: 14 });
  const localParts = fc.oneof(letters, fc.constantFrom(...LOCAL_PARTS).map((part) => JSON.stringify(part)));
  fc.assert(
    fc.property(fc.oneof(letters, fc.string({ unit: 'binary' })), localParts, (domain, localPart) => {
      const canonical = canonicalDomain(domain);
      if (canonical !== null) expect(canonicalDomain(canonical)).toBe(canonical);
      const address = canonicalAddress(`${localPart}@${canonical ?? 'corp.test'}`);
      if (address !== null) expect(canonicalAddress(address)).toBe(address);
      valid.count(canonical !== null || address !== null);
    }),
    { numRuns: RUNS },
  );
  expect(valid.share).toBeGreaterThan(0.1);
});

it('the document of a policy parses to an equal policy, without a warning about entries', () => {
  fc.assert(
    fc.property(policyCases(), ({ policy, written }) => {
      const [fromCanonical, fromWritten] = [parsePolicy(policy), parsePolicy(written)];
      if (!fromCanonical.ok || !fromWritten.ok) throw new Error('the generator made a policy that is not valid');
      const document = policyDocument(fromCanonical.policy);
      expect(policyDocument(fromWritten.policy)).toEqual(document);
      const again = parsePolicy(JSON.parse(JSON.stringify(document)));
      if (!again.ok) throw new Error(JSON.stringify(again.issues));
      expect(policyDocument(again.policy)).toEqual(document);
      expect(again.warnings.map(({ code }) => code)).not.toContain('duplicate-entry');
    }),
    { numRuns: Math.ceil(RUNS / 4) },
  );
});

it('the entries of a pasted list can be pasted again', () => {
  fc.assert(
    fc.property(fc.array(choiceRows(6), { maxLength: 6 }), fc.constantFrom(' ', ',', ';\n', '\r\n', '\u00a0', ' , '), (rows, separator) => {
      const items = rows.map((numbers) => spellAddress(new Choices(numbers), anyAddress(new Choices(numbers)), false));
      const { entries, issues } = parseAddressList(items.join(separator));
      expect(issues).toEqual([]);
      expect(entries).toHaveLength(items.length);
      expect(parseAddressList(entries.map(({ value }) => value).join(separator))).toEqual({ entries, issues: [] });
    }),
    { numRuns: RUNS },
  );
});
