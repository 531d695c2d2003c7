// The generators keep their word: policies compile, texts mean what they say they mean, mutations too, and choices shrink to the simplest.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonicalAddress, compilePolicy, parsePolicy, policyDocument, readFrom } from '../../src/index.js';
import { Choices } from './choices.js';
import { fromFieldCases } from './from-field.js';
import { garbageMessages } from './garbage.js';
import { messageCase } from './message.js';
import { MUTATIONS, mutate, mutationCases } from './mutation.js';
import { policyCase, policyCases } from './policy.js';

const numRuns = Number(process.env['PROPERTY_RUNS'] ?? 500);

describe('generators', () => {
  it('draw policies that are valid, and the same in both spellings', () => {
    fc.assert(
      fc.property(policyCases(), ({ policy, written }) => {
        const [canonical, spelled] = [parsePolicy(policy), parsePolicy(written)].map((parsed) => (parsed.ok ? policyDocument(parsed.policy) : parsed.issues.filter(({ severity }) => severity === 'error')));
        expect(withoutDescriptions(spelled)).toEqual(withoutDescriptions(canonical));
        expect(Array.isArray(spelled)).toBe(false);
      }),
      { numRuns },
    );
  });

  it('draw texts of From fields that name the mailboxes they are built from', () => {
    fc.assert(
      fc.property(fromFieldCases(), ({ fields, mailboxes, caseSensitiveLocalParts }) => {
        expect(readFrom(fields, { caseSensitiveLocalParts })).toEqual({ known: true, mailboxes });
      }),
      { numRuns },
    );
  });

  it.each(MUTATIONS)('change an address by %s as they say', (mutation) => {
    fc.assert(
      fc.property(fc.array(fc.nat(), { minLength: 3, maxLength: 3 }), (numbers) => {
        const changed = mutate({ localPart: 'o.hara', domain: 'shop.xn--bcher-kva.example' }, mutation, new Choices(numbers));
        expect(changed.original).toBe('o.hara@shop.xn--bcher-kva.example');
        if (changed.address !== null) expect(canonicalAddress(changed.address)).toBe(changed.result);
        expect(readFrom(changed.from)).toEqual({ known: true, mailboxes: [changed.result] });
      }),
      { numRuns: 20 },
    );
  });

  it('change addresses of every kind as they say', () => {
    fc.assert(
      fc.property(mutationCases(), ({ from, result, caseSensitiveResult, equal, original }) => {
        expect(readFrom(from)).toEqual({ known: true, mailboxes: [result] });
        expect(readFrom(from, { caseSensitiveLocalParts: true })).toEqual({ known: true, mailboxes: [caseSensitiveResult] });
        expect(equal).toBe(original === result);
      }),
      { numRuns },
    );
  });

  it('draw garbage that is decided without an exception', () => {
    const engine = compilePolicy(policyCase(new Choices([])).written);
    fc.assert(
      fc.property(garbageMessages(), fc.constantFrom('inbound', 'outbound'), (message, direction) => {
        expect(engine.evaluate(message() as never, direction).recipients.length).toBeGreaterThan(0);
      }),
      { numRuns },
    );
  });

  it('shrink to one plain message', () => {
    const simplest = messageCase(new Choices([]), policyCase(new Choices([])));
    expect(simplest.message).toEqual({ envelope: { mailFrom: 'bob@partner.example', rcptTo: ['bob@partner.example'] }, from: 'bob@partner.example' });
    expect(simplest.direction).toBe('inbound');
  });
});

function withoutDescriptions(document: unknown): unknown {
  return JSON.parse(JSON.stringify(document, (key, value: unknown) => (key === 'description' ? undefined : value)));
}
