// The organisation's own domains: exact, canonical (S-4.5, S-2.1).

import { parseDomain } from '../model/domain.js';
import { byCodeUnits } from '../model/text.js';
import type { Draft } from './draft.js';
import { elementsOf } from './draft.js';
import type { Findings } from './findings.js';
import { quote } from '../model/quotation.js';

export function readDomains(draft: Draft<string[]> | undefined, findings: Findings): string[] {
  const domains = new Set<string>();
  for (const [index, text] of elementsOf(draft)) {
    const domain = parseDomain(text);
    if (domain === null) findings.error('invalid-value', ['domains', index], `${quote(text)} ${domainProblem(text)}`);
    else if (domains.has(domain)) findings.warning('duplicate-value', ['domains', index], `${quote(text)} is among the domains already; remove the repetition`);
    else domains.add(domain);
  }
  return [...domains].sort(byCodeUnits);
}

function domainProblem(text: string): string {
  if (text.includes('*')) return 'has a wildcard; own domains are exact, so write each domain';
  if (text.includes('@')) return 'is not a domain; write what follows the "@" alone';
  if (text.startsWith('[')) return 'is an address literal; own domains are domain names such as `example.com`';
  return 'is not a valid domain; write a domain such as `example.com`';
}
