// The outcome of one attempt at a delivery, over all its mail hosts and their addresses (S-9.4).

/**
 * `deliver`: a host meets the constraints and takes the mail. `bounce`: one violates them, none could be used, and every one was reached.
 * `undeliverable`: every host refuses the mail for good (5xx), which is a bounce of the server's own and not the policy's. `defer`: the MTA's own retry
 * rules hold.
 */
export type AttemptOutcome = 'deliver' | 'bounce' | 'undeliverable' | 'defer';

/**
 * What became of one address of a host. `defer`: it was there and failed for now, or nothing certain is known of it. `out-of-reach`: it could not be
 * connected to, or the host has no address.
 */
export type AddressOutcome = AttemptOutcome | 'out-of-reach';

export interface TriedAddress {
  /** The mail host that the address belongs to. */
  readonly host: string;
  readonly outcome: AddressOutcome;
}

export interface Attempt<T extends TriedAddress> {
  readonly outcome: AttemptOutcome;
  /** Of the addresses that made the outcome, the one that was tried first; null where none was tried. Its words are those of a reply or a log. */
  readonly decisive: T | null;
}

/**
 * One host is enough to deliver. A bounce takes a host that violates the constraints, and that every host was reached: what could not be reached, or
 * failed for now, may be the one that delivers the next time. A host is reached if one of its addresses is, but an address that was there and failed for
 * now might have delivered as well.
 *
 * Those that cannot be tried for want of time are not left out but `defer`.
 *
 * @param tried - in the order in which they were tried
 * @example judgeAttempt([{ host: 'mx1', outcome: 'bounce' }, { host: 'mx2', outcome: 'out-of-reach' }]).outcome // 'defer'
 * @see clause S-9.4
 */
export function judgeAttempt<T extends TriedAddress>(tried: readonly T[]): Attempt<T> {
  for (const outcome of PREFERENCE) {
    const decisive = tried.find((one) => one.outcome === outcome) ?? (outcome === 'defer' ? firstOutOfReach(tried) : undefined);
    if (decisive !== undefined) return { outcome, decisive };
  }
  return { outcome: 'defer', decisive: null };
}

/** What is known for good counts only where nothing is left open. */
const PREFERENCE: readonly AttemptOutcome[] = ['deliver', 'defer', 'bounce', 'undeliverable'];

/** An address out of reach does not matter where another of its host was reached. */
function firstOutOfReach<T extends TriedAddress>(tried: readonly T[]): T | undefined {
  const reached = new Set<string>();
  for (const { host, outcome } of tried) if (outcome !== 'out-of-reach') reached.add(host);
  return tried.find(({ host }) => !reached.has(host));
}
