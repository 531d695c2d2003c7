// Every combination of SPF, DKIM and DMARC results that two policies can tell apart, by what comes of it for the authors (S-5).

import type { ReadAddress, ReadAuthentication, ReadMessage, ReadResult } from './facts.js';
import { verdictOn } from './matching.js';
import { both, seenBy, type PolicyPair } from './policy-pair.js';

type Verdict = ReturnType<typeof verdictOn>;

export interface AuthorResults {
  readonly authentication: ReadAuthentication;
  readonly mailFrom: ReadAddress | null;
  /** What both policies make of each author. */
  readonly verdicts: readonly (readonly [before: Verdict, after: Verdict])[];
}

/**
 * One message for each tuple of verdicts that any combination of results comes to: each result alone, and of those that differ in it every one with every
 * other. The verdicts themselves are worked out on whole messages.
 *
 * @param others - domains that a pass may speak for, beside those of and near the authors
 */
export function authorResults(authors: readonly string[], others: readonly string[], pair: PolicyPair): AuthorResults[] {
  const one = (authentication: ReadAuthentication, mailFrom: ReadAddress | null = null): AuthorResults => ({ authentication, mailFrom, verdicts: verdictsOn(authors, authentication, mailFrom, pair) });
  const domains = [...new Set(authors.flatMap((author) => near(seenBy(pair.before, author).domain)))];
  const results = [...domains, 'missing', 'invalid'].flatMap((domain) => ['pass', 'fail', 'temperror', 'none'].map((result): ReadResult => ({ result, domain })));
  results.push(...others.map((domain): ReadResult => ({ result: 'pass', domain })));
  const spf = distinct([one({ dkim: [] }), ...results.map((each) => one({ spf: each, dkim: [] })), ...domains.map((domain) => one({ spf: { result: 'pass', domain: 'missing' }, dkim: [] }, from(domain)))]);
  const dkim = distinct([one({ dkim: [] }), ...results.map((each) => one({ dkim: [each] }))]);
  const dmarc = distinct([one({ dkim: [] }), ...results.map((each) => one({ dkim: [], dmarc: each }))]);
  const some = spf.flatMap((a) => dkim.flatMap((b) => dmarc.map((c) => one({ ...a.authentication, ...c.authentication, dkim: b.authentication.dkim }, a.mailFrom))));
  return distinct(some);
}

function near(domain: string): string[] {
  if (domain.startsWith('[')) return [domain];
  const above = domain.slice(domain.indexOf('.') + 1);
  return [domain, `mail.${domain}`, above, `mail.${above}`];
}

function from(domain: string): ReadAddress {
  return { text: `bounces@${domain}`, localPart: 'bounces', domain };
}

function verdictsOn(authors: readonly string[], authentication: ReadAuthentication, mailFrom: ReadAddress | null, pair: PolicyPair): AuthorResults['verdicts'] {
  return authors.map((author) => {
    const [before, after] = both(pair).map((policy) => {
      const mailboxes = authors.map((each) => seenBy(policy, each));
      const message: ReadMessage = { author: { known: true, mailboxes }, mailFrom, recipients: null, authentication, secureTransport: undefined, session: undefined };
      return verdictOn(policy, { organizationalDomain: pair.organizationalDomain, replyProfile: 'default' }, message, seenBy(policy, author));
    }) as [Verdict, Verdict];
    return [before, after] as const;
  });
}

function distinct(all: readonly AuthorResults[]): AuthorResults[] {
  return [...new Map(all.map((each) => [JSON.stringify(each.verdicts), each])).values()];
}
