// Addresses as what they mean, their canonical text, and the many ways to write one.

import type { ReadAddress } from '../reference/facts.js';
import type { Choices } from './choices.js';
import { DOMAIN_KIN, OWN_DOMAINS, anyDomain, kinOf, spellDomain } from './domain.js';

/** The meaning of the local part, before case is folded, and a canonical domain or literal. */
export interface PlainAddress {
  readonly localPart: string;
  readonly domain: string;
}

export const LOCAL_PARTS: readonly string[] = ['ann', 'bob', 'ceo', 'Ann', 'o.hara', 'ann+tag', 'first last', 'jürgen', 'a"b\\c', '', '.dots..', '__proto__', 'ann@partner.example', '用户'];
/** Users of the organisation. */
export const PEOPLE: readonly PlainAddress[] = ['ann', 'bob', 'Eve', 'o.hara', 'no one', 'constructor'].flatMap((localPart) => OWN_DOMAINS.map((domain) => ({ localPart, domain })));
/** What no reader may take for an address (S-2.2), with what is no string among it. */
export const NO_ADDRESSES: readonly unknown[] = [
  '', 'ann', '@partner.example', 'ann@', 'ann@@partner.example', 'a b@partner.example', 'ann@partner..example', 'ann@[127.1]', 'ann@par_tner.example', '<ann@partner.example>',
  ' ann@partner.example', 'ann@partner.example\r\n', 'ann.@partner.example', '"ann@partner.example', 'ann@partner.example,bob@partner.example', '\ud800@partner.example',
  'ann@-partner.example', 'a\u0000b@partner.example', 'ann(x)@partner.example', 42, null, undefined, ['ann@partner.example'], {},
];

/** The address in canonical form (S-2.2). */
export function readAddress({ localPart, domain }: PlainAddress, caseSensitive: boolean): ReadAddress {
  const composed = localPart.normalize('NFC');
  const canonical = caseSensitive ? composed : composed.replace(/[A-Z]/g, (letter) => letter.toLowerCase());
  return { text: `${isDotAtom(canonical) ? canonical : quoted(canonical)}@${domain}`, localPart: canonical, domain };
}

export function isDotAtom(localPart: string): boolean {
  return localPart.split('.').every((atom) => /^[^\s"(),:;<>@[\\\]]+$/.test(atom));
}

export function quoted(localPart: string): string {
  return `"${localPart.replace(/["\\]/g, '\\$&')}"`;
}

/** Another way to write an address as RFC 5321 has it, equal by S-2. */
export function spellAddress(choices: Choices, { localPart, domain }: PlainAddress, caseSensitive: boolean): string {
  return `${spellLocalPart(choices, localPart, caseSensitive)}@${spellDomain(choices, domain)}`;
}

export function spellLocalPart(choices: Choices, meaning: string, caseSensitive: boolean): string {
  const localPart = !caseSensitive && choices.chance(20) ? meaning.replace(/[a-z]/g, (letter) => letter.toUpperCase()) : meaning;
  const plain = isDotAtom(localPart) ? localPart : quoted(localPart);
  switch (choices.below(8)) {
    case 1:
      return quoted(localPart);
    case 2:
      return `"${localPart.replace(/[^]/gu, '\\$&')}"`;
    case 3:
      return plain.normalize('NFD');
    default:
      return plain;
  }
}

export function anyAddress(choices: Choices): PlainAddress {
  return { localPart: choices.pick(LOCAL_PARTS), domain: anyDomain(choices) };
}

/** An address that is near the given one, and never equal to it. */
export function nearAddress(choices: Choices, { localPart, domain }: PlainAddress): PlainAddress {
  if (choices.chance(75)) return { localPart, domain: kinOf(domain, choices.pick(DOMAIN_KIN)) };
  return { localPart: choices.pick([`${localPart}x`, `x${localPart}`, `${localPart}+tag`, `${localPart}.`]), domain };
}
