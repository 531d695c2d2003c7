// What Postfix is told: the lines of main.cf and master.cf, the delivery status filter, and what Postfix cannot express of this policy (S-23).

import type { Policy } from '../model/policy.js';
import { bounceFilter } from './bounce-filter.js';
import { mainCf } from './main-cf.js';
import { masterCf } from './master-cf.js';
import { postfixLimits } from './postfix-limits.js';
import type { PostfixLimit } from './postfix-limits.js';
import type { DaemonAddresses } from './postfix-address.js';

export interface PostfixConfigurationOptions {
  /** Where the daemon listens, as Postfix reaches it. What is left out is not configured. */
  readonly listen: DaemonAddresses;
  /** The authorities that sign certificates, in PEM. Default: where Debian has them. */
  readonly caFile?: string;
}

export interface PostfixConfiguration {
  /** Lines for main.cf, with comments. */
  readonly mainCf: string;
  /** Services for master.cf, with comments. */
  readonly masterCf: string;
  /** The `regexp:` table that is to be beside main.cf, under the name `BOUNCE_FILTER_FILE`. */
  readonly bounceFilter: string;
  /** What of this policy Postfix cannot express, and what is done instead. They stand in the comments of `mainCf` too. */
  readonly limits: readonly PostfixLimit[];
}

/**
 * The configuration of Postfix 3.6 or newer for a policy and a daemon. It depends on the org units whose outbound settings differ and on whether client
 * certificates are asked for; another change of policy needs no other configuration.
 *
 * @throws TypeError if the value is no policy that `parsePolicy` made
 * @example postfixConfiguration(engine.policy, { listen: { socketmap: { kind: 'tcp', host: '127.0.0.1', port: 4711 } } }).masterCf
 * @see clauses S-23; postconf(5), master(5), regexp_table(5)
 */
export function postfixConfiguration(policy: Policy, { listen, caFile = DEBIAN_CA_FILE }: PostfixConfigurationOptions): PostfixConfiguration {
  const limits = postfixLimits(policy, listen);
  return {
    mainCf: mainCf(policy, { listen, limits, caFile }),
    masterCf: listen.socketmap === undefined ? '' : masterCf(policy, listen.socketmap),
    bounceFilter: bounceFilter(),
    limits,
  };
}

const DEBIAN_CA_FILE = '/etc/ssl/certs/ca-certificates.crt';
