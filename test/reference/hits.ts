// Which clauses the oracle came by, counted: a clause that no case reaches is a clause that the differential test does not test.

/** Every clause, and every side of one that matters, that a differential case can reach. */
export const CLAUSES = [
  'S-3.1 equal entries', 'S-3.3 domain', 'S-3.3 address', 'S-3.3 literal', 'S-3.4 subdomains', 'S-3.4 everyone', 'S-3.5 required', 'S-3.5 not required', 'S-3.6',
  'S-4.1 several authors', 'S-4.3 missing', 'S-4.3 malformed', 'S-4.3 no-match', 'S-4.4 unknown partner', 'S-4.5 internal',
  'S-5.1 dmarc', 'S-5.1 spf', 'S-5.1 dkim', 'S-5.2 relaxed', 'S-5.2 strict', 'S-5.3 nothing supplied', 'S-5.3 temporary', 'S-5.3 no result', 'S-5.3 pass without a domain',
  'S-5.3 not authenticated', 'S-5.4 dmarc without a domain', 'S-5.4 spf by mailFrom', 'S-5.4 spf with the null reverse-path', 'S-5.5 public suffix', 'S-5.5 literal',
  'S-6.2 users', 'S-6.2 function', 'S-6.2 default', 'S-6.2 fallback', 'S-6.3 overridden', 'S-6.3 disabled', 'S-6.3 inherited', 'S-6.3 brought back', 'S-6.5',
  'S-7.1 secure transport scope', 'S-7.1 secure transport alone', 'S-7.1 garbage is true', 'S-7.2 no list', 'S-7.3 defaults', 'S-7.3 inbound client certificate', 'S-7.4',
  'S-7.5 setting route', 'S-7.5 alternate', 'S-7.6 testing', 'S-7.6 not enabled', 'S-7.6 beside', 'S-8.1', 'S-8.2', 'S-8.3', 'S-8.4 org unit', 'S-8.4 entry', 'S-8.4 id', 'S-8.4 same value',
  'S-8.4 literal', 'S-8.5 shared', 'S-8.5 unknown partner', 'S-9.1 not known', 'S-9.1 no TLS', 'S-9.1 garbage', 'S-9.1 SSL', 'S-9.2 starttls-not-supported', 'S-9.2 validation-failure',
  'S-9.2 certificate-not-trusted', 'S-9.2 certificate-expired', 'S-9.2 certificate-host-mismatch', 'S-9.3 deliver', 'S-9.3 bounce', 'S-9.3 reject', 'S-9.3 pending', 'S-9.4',
  'S-9.5 rejected', 'S-9.6', 'S-9.7', 'S-10.1 no setting', 'S-11.1 unknown with all required', 'S-11.1 unknown with some required', 'S-12.3 no recipients',
] as const;
export type Clause = (typeof CLAUSES)[number];

/** What is compared with the oracle: an engine of a document, whose few entries are in a map, or one of a snapshot, where they are packed. */
export const ENGINES = ['compiled', 'opened'] as const;
export type EngineKind = (typeof ENGINES)[number];

const hits: Readonly<Record<EngineKind, Map<Clause, number>>> = { compiled: noHits(), opened: noHits() };
let compared: EngineKind = 'compiled';

function noHits(): Map<Clause, number> {
  return new Map(CLAUSES.map((clause) => [clause, 0]));
}

/** Which engine the oracle is compared with from now on. */
export function countHitsFor(engine: EngineKind): void {
  compared = engine;
}

export function hit(clause: Clause): void {
  hits[compared].set(clause, (hits[compared].get(clause) ?? 0) + 1);
}

export function hitCounts(engine: EngineKind): ReadonlyMap<Clause, number> {
  return new Map(hits[engine]);
}
