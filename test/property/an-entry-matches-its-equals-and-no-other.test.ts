// S-3.3, S-3.4, S-2.2: exact matching comes first. An entry matches the addresses that equal it and no other: change a matching address in any one
// place, and the result is as S-2 and S-3 say.

import fc from 'fast-check';
import { expect, it } from 'vitest';
import { compilePolicy } from '../../src/index.js';
import type { EntryKind } from '../../src/index.js';
import { LOCAL_PARTS, quoted, spellAddress } from '../arbitraries/address.js';
import type { PlainAddress } from '../arbitraries/address.js';
import { Choices, choiceRows } from '../arbitraries/choices.js';
import { DOMAINS, DOMAIN_KIN, kinOf } from '../arbitraries/domain.js';
import { fromFieldText } from '../arbitraries/from-field.js';
import { HitRate, RUNS } from './runs.js';

interface Case {
  readonly address: PlainAddress;
  readonly kind: EntryKind;
  readonly choices: Choices;
}

const cases: fc.Arbitrary<Case> = fc
  .record({ localPart: fc.constantFrom(...LOCAL_PARTS), domain: fc.constantFrom(...DOMAINS.filter((domain) => domain.includes('.'))), kind: fc.constantFrom<EntryKind>('domain', 'address', 'subdomains', 'everyone'), numbers: choiceRows(60) })
  .map(({ localPart, domain, kind, numbers }) => ({ address: { localPart, domain }, kind, choices: new Choices(numbers) }));

it('however an address is written, in an envelope or among others in a From field, the entry that equals it matches', () => {
  fc.assert(
    fc.property(cases, ({ address, kind, choices }) => {
      const match = matcher(entryFor(address, kind));
      expect(match.recipient(spellAddress(choices, address, false))).toBe(true);
      const others = choices.chance(50) ? [{ localPart: 'someone', domain: 'elsewhere.invalid' }] : [];
      expect(match.author(fromFieldText(choices, choices.chance(50) ? [address, ...others] : [...others, address], false))).toBe(true);
    }),
    { numRuns: RUNS },
  );
});

it('a subdomain, a parent, a look-alike, an extension or a prefix of the domain is another domain', () => {
  const matched = new HitRate();
  fc.assert(
    fc.property(cases, ({ address, kind, choices }) => {
      const kin = kinOf(address.domain, choices.pick(DOMAIN_KIN));
      const expected = kind === 'everyone' || (kind === 'subdomains' && isStrictlyBelow(kin, parentOf(address.domain)));
      const changed = { ...address, domain: kin };
      const match = matcher(entryFor(address, kind));
      expect(match.recipient(spellAddress(choices, changed, false))).toBe(expected);
      expect(match.author(fromFieldText(choices, [changed], false))).toBe(expected);
      matched.count(expected);
    }),
    { numRuns: RUNS },
  );
  expect(matched.share).toBeGreaterThan(0.2);
  expect(matched.share).toBeLessThan(0.8);
});

it('another local part is another address: tags, dots and letters count, and the case of ASCII letters and quoting do not', () => {
  fc.assert(
    fc.property(cases, fc.nat({ max: 5 }), ({ address, kind }, change) => {
      const [localPart, same] = changedLocalPart(address.localPart, change);
      const match = matcher(entryFor(address, kind));
      expect(match.recipient(`${quoted(localPart)}@${address.domain}`)).toBe(same || kind !== 'address');
    }),
    { numRuns: RUNS },
  );
});

it('text that only shows the address never matches: display names, comments, encoded words, other fields', () => {
  fc.assert(
    fc.property(cases, fc.nat({ max: 5 }), ({ address, kind }, place) => {
      const match = matcher(entryFor(address, kind));
      const shown = `${quoted(address.localPart)}@${address.domain}`;
      const text = [
        `"${shown.replace(/["\\]/g, '\\$&')}" <someone@elsewhere.invalid>`,
        `someone@elsewhere.invalid (${shown.replace(/[()\\]/g, '\\$&')})`,
        `=?utf-8?q?${[...new Uint8Array(Buffer.from(shown))].map((octet) => `=${octet.toString(16).padStart(2, '0').toUpperCase()}`).join('')}?= <someone@elsewhere.invalid>`,
        `<@${address.domain}:someone@elsewhere.invalid>`,
        `"${address.domain}"@elsewhere.invalid`,
        `someone@${address.domain}.elsewhere.invalid`,
      ][place] as string;
      expect(match.author(text)).toBe(kind === 'everyone');
    }),
    { numRuns: RUNS },
  );
});

function entryFor({ localPart, domain }: PlainAddress, kind: EntryKind): string {
  switch (kind) {
    case 'domain':
      return domain;
    case 'address':
      return `${quoted(localPart)}@${domain}`;
    case 'subdomains':
      return `*.${parentOf(domain)}`;
    case 'everyone':
      return '*';
  }
}

function parentOf(domain: string): string {
  return domain.slice(domain.indexOf('.') + 1);
}

function isStrictlyBelow(domain: string, ancestor: string): boolean {
  return domain !== ancestor && domain.endsWith(`.${ancestor}`);
}

function changedLocalPart(localPart: string, change: number): [string, boolean] {
  switch (change) {
    case 0:
      return [`${localPart}+tag`, false];
    case 1:
      return [`${localPart}.`, false];
    case 2:
      return [`x${localPart}`, false];
    case 3:
      return [`${localPart} `, false];
    case 4:
      return [localPart.replace(/[a-z]/g, (letter) => letter.toUpperCase()), true];
    default:
      return [localPart, true];
  }
}

function matcher(entry: string): { recipient(address: string): boolean; author(from: string): boolean } {
  const setting = { id: 'only', appliesTo: ['inbound' as const, 'outbound' as const], addressLists: ['list'] };
  const engine = compilePolicy({ addressLists: { list: [{ value: entry, requireAuthentication: false }] }, orgUnits: [{ path: '/', settings: [setting] }] });
  return {
    recipient: (address) => engine.evaluate({ envelope: { mailFrom: null, rcptTo: [address] } }, 'outbound').recipients[0]?.determinedBy.some((match) => match.address !== null) === true,
    author: (from) => {
      const decision = engine.evaluate({ envelope: { mailFrom: null, rcptTo: ['ann@corp.test'] }, from }, 'inbound');
      expect(decision.author).toMatchObject({ known: true });
      return decision.recipients[0]?.determinedBy.length !== 0;
    },
  };
}
