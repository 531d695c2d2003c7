// Domains and address literals: a small pool of related names, their spellings, and names near them.

import type { Choices } from './choices.js';

/** Canonical, and related on purpose: subdomains, parents, siblings, look-alikes, public suffixes, a single label. */
export const DOMAINS: readonly string[] = [
  'partner.example', 'mail.partner.example', 'eu.mail.partner.example', 'other.partner.example', 'partner.test', 'xn--bcher-kva.example', 'shop.xn--bcher-kva.example',
  'bank.co.uk', 'www.bank.co.uk', 'co.uk', 'alice.github.io', 'bob.github.io', 'x.alice.github.io', 'github.io', 'example', 'localhost', 'partmer.example', 'notpartner.example',
  'partner.example.evil.test',
];
export const LITERALS: readonly string[] = ['[192.0.2.1]', '[192.0.2.2]', '[IPv6:2001:db8::1]', '[IPv6:::ffff:c000:201]'];
/** The organisation's own. */
export const OWN_DOMAINS: readonly string[] = ['corp.test', 'eu.corp.test'];

const LITERAL_SPELLINGS: Readonly<Record<string, readonly string[]>> = {
  '[IPv6:2001:db8::1]': ['[IPv6:2001:DB8::1]', '[ipv6:2001:0db8:0:0:0:0:0:1]'],
  '[IPv6:::ffff:c000:201]': ['[IPv6:::ffff:192.0.2.1]', '[IPv6:0:0:0:0:0:FFFF:C000:0201]'],
};
const PUBLIC_SUFFIXES: readonly string[] = ['co.uk', 'github.io'];

/** What the Public Suffix List says of the names of the pool and those near them (S-5.5). */
export function organizationalDomain(domain: string): string | null {
  const labels = domain.split('.');
  const suffix = PUBLIC_SUFFIXES.includes(labels.slice(-2).join('.')) ? 2 : 1;
  return labels.length > suffix ? labels.slice(-suffix - 1).join('.') : null;
}

/** Another way to write a canonical domain or literal: equal by S-2.1 and S-2.3. */
export function spellDomain(choices: Choices, domain: string): string {
  if (domain.startsWith('[')) return choices.pick([domain, ...(LITERAL_SPELLINGS[domain] ?? [])]);
  const unicode = domain.replace('xn--bcher-kva', 'bücher');
  const spellings = [domain, domain.toUpperCase(), `${domain}.`, unicode, unicode.toUpperCase(), domain.replace(/^./, (letter) => letter.toUpperCase()), unicode.replaceAll('.', '\u3002')];
  return choices.pick(spellings);
}

export function anyDomain(choices: Choices): string {
  return choices.chance(12) ? choices.pick(LITERALS) : choices.pick(DOMAINS);
}

export type DomainKin = 'subdomain' | 'parent' | 'look-alike' | 'extended' | 'prefixed' | 'sibling';
export const DOMAIN_KIN: readonly DomainKin[] = ['subdomain', 'parent', 'look-alike', 'extended', 'prefixed', 'sibling'];

/** A canonical domain that is near the given one and never it. */
export function kinOf(domain: string, kin: DomainKin): string {
  if (domain.startsWith('[')) return domain === '[192.0.2.7]' ? '[192.0.2.8]' : '[192.0.2.7]';
  const dot = domain.indexOf('.');
  switch (kin) {
    case 'subdomain':
      return `sub.${domain}`;
    case 'parent':
      return dot === -1 ? `sub.${domain}` : domain.slice(dot + 1);
    case 'look-alike':
      return domain.endsWith('l') ? `${domain.slice(0, -1)}k` : `${domain.slice(0, -1)}l`;
    case 'extended':
      return `${domain}.evil.test`;
    case 'prefixed':
      return domain.startsWith('xn--') ? `sub.${domain}` : `not${domain}`;
    case 'sibling':
      return dot === -1 ? `sub.${domain}` : `sibling${domain.slice(dot)}`;
  }
}
