// One address of a mail host, while it is tried and after.

import type { AddressOutcome, TriedAddress } from '../attempt/attempt-outcome.js';
import type { Violation } from '../model/decision.js';
import type { MailExchanger } from './haraka-objects.js';

export class TriedHost implements TriedAddress {
  readonly host: string;
  private connected = false;
  private found: Violation | null = null;

  constructor(exchanger: MailExchanger) {
    this.host = hostName(exchanger);
  }

  /** Of several failures the first counts: what follows is of its making. */
  violate(violation: Violation): void {
    this.found ??= violation;
  }

  reach(): void {
    this.connected = true;
  }

  get violation(): Violation | null {
    return this.found;
  }

  get outcome(): AddressOutcome {
    if (this.found !== null) return 'bounce';
    return this.connected ? 'defer' : 'out-of-reach';
  }
}

/** The name that the certificate has to bear: that of the MX record or route, and the address where there is no name. */
export function hostName({ exchange, from_dns: name }: MailExchanger): string {
  return name ?? exchange ?? '';
}
