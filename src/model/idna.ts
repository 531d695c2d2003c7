// The one door to tr46: UTS 46 as S-2.1 wants it. The tables come with the package, so every runtime gives one answer;
// a host's `URL` would not do, for it is no IDNA function (it reads `a/b.com` as `a`) and differs between hosts.

import tr46 from 'tr46';

const FLAGS = {
  checkBidi: true,
  checkHyphens: false, // `r3---sn.example` is a domain
  checkJoiners: true,
  transitionalProcessing: false,
  useSTD3ASCIIRules: true,
} as const;

/** The A-label form of a domain, lower case, or null if UTS 46 refuses it (S-2.1). */
export function toAscii(domain: string): string | null {
  const ascii = tr46.toASCII(domain, { ...FLAGS, verifyDNSLength: true });
  return ascii !== null && toUnicode(ascii).split('.').every(hasHyphensInside) ? ascii : null;
}

/** UTS 46 sees hyphens at the ends of a label only under CheckHyphens, which refuses more than S-2.1 does. An A-label hides those of its U-label. */
function hasHyphensInside(label: string): boolean {
  return !label.startsWith('-') && !label.endsWith('-');
}

/** The U-label form of a canonical domain, for display, search and look-alikes; never for matching. */
export function toUnicode(domain: string): string {
  if (!domain.includes('xn--')) return domain;
  return tr46.toUnicode(domain, FLAGS).domain;
}
