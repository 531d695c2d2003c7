// A near miss in words: why the entry did not match, and what to do if it should (S-3.3, S-3.4).

import { toUnicode } from '../model/idna.js';
import type { NearMiss } from './explanation.js';
import { quoted } from './visible-text.js';

const EXACT = 'entries match exactly';

export function nearMissWords({ entry, address, kind }: NearMiss): string {
  const domain = address.slice(address.lastIndexOf('@') + 1);
  switch (kind) {
    case 'subdomain':
      return entry.includes('@')
        ? `${quoted(domain)} is a subdomain of that of entry ${quoted(entry)}; ${EXACT}, so add ${quoted(address)} if it is meant`
        : `${quoted(domain)} is a subdomain of entry ${quoted(entry)}; ${EXACT}, write ${quoted(`*.${entry}`)} as well if subdomains are meant`;
    case 'parent-domain':
      return parentWords(entry, address, domain);
    case 'look-alike':
      return `${shown(entry.includes('@') ? address : domain)} looks like entry ${quoted(entry)} and is another; ${EXACT}, and it may be there to deceive`;
    case 'envelope-only':
      return `${quoted(address)} matches entry ${quoted(entry)}, but is the envelope sender only; the author in From: counts`;
    case 'display-name-only':
      return `${quoted(address)} matches entry ${quoted(entry)}, but stands in a display name or comment only; the author's address counts`;
  }
}

function parentWords(entry: string, address: string, domain: string): string {
  if (entry.startsWith('*.')) return `${quoted(domain)} is above entry ${quoted(entry)}, which matches subdomains only; add ${quoted(domain)} if it is meant`;
  const meant = entry.includes('@') ? address : domain;
  return `${quoted(domain)} is a parent domain of entry ${quoted(entry)}; ${EXACT}, so add ${quoted(meant)} if it is meant`;
}

/** A-labels hide what a reader of the mail sees. */
function shown(name: string): string {
  const at = name.lastIndexOf('@') + 1;
  const displayed = name.slice(0, at) + toUnicode(name.slice(at));
  return displayed === name ? quoted(name) : `${quoted(name)} (displayed as ${quoted(displayed)})`;
}
