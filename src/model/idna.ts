// The one door to tr46: UTS 46 as S-2.1 wants it. The tables come with the package, so every runtime gives one answer;
// a host's `URL` would not do, for it is no IDNA function (it reads `a/b.com` as `a`) and differs between hosts.

import tr46 from 'tr46';

const FLAGS = {
  checkBidi: true,
  checkHyphens: false, // `r3---sn.example` is a domain; leading and trailing hyphens are refused by domain.ts
  checkJoiners: true,
  transitionalProcessing: false,
  useSTD3ASCIIRules: true,
} as const;

/** The A-label form of a domain, lower case, or null if UTS 46 refuses it (S-2.1). */
export function toAscii(domain: string): string | null {
  return tr46.toASCII(domain, { ...FLAGS, verifyDNSLength: true });
}

/** The U-label form of a canonical domain, for display, search and look-alikes; never for matching. */
export function toUnicode(domain: string): string {
  if (!domain.includes('xn--')) return domain;
  return tr46.toUnicode(domain, FLAGS).domain;
}
