// One address of a mail host, while it is tried and after.

import { isIP } from 'node:net';
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

/**
 * The name that the certificate has to bear: that of the MX record or route, of the domain where it has no MX record, and the address where there is no
 * name. Before the name of an MX record is looked up, `from_dns` is that of the domain.
 */
export function hostName({ exchange = '', from_dns: name = exchange }: MailExchanger): string {
  return isIP(exchange) === 0 ? exchange : name;
}
