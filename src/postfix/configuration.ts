// What Postfix is told: the lines of main.cf and master.cf, the delivery status filter, and what Postfix cannot express of this policy (S-23).

import type { Policy } from '../model/policy.js';
import { quote } from '../model/quotation.js';
import { bounceFilter } from './bounce-filter.js';
import { mainCf } from './main-cf.js';
import { masterCf } from './master-cf.js';
import { postfixLimits } from './postfix-limits.js';
import type { PostfixLimit } from './postfix-limits.js';
import { obstacleIn } from './postfix-address.js';
import type { DaemonAddresses } from './postfix-address.js';
import { HEEDS_TLS_REQUIRED, isAtLeast, OLDEST_POSTFIX, parsePostfixVersion } from './postfix-version.js';
import type { PostfixVersion } from './postfix-version.js';

/** What the configuration depends on beside the policy. */
export interface PostfixConfigurationOptions {
  /** Where the daemon listens, as Postfix reaches it. What is left out is not configured. */
  readonly listen: DaemonAddresses;
  /** The authorities that sign certificates, in PEM. Default: where Debian has them. */
  readonly caFile?: string;
  /** Such as `3.7`. Default: the newest that is known of. An older one knows fewer parameters. */
  readonly postfixVersion?: string;
}

/** What Postfix is to be told. */
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
 * @throws TypeError if the value is no policy that `parsePolicy` made, or Postfix cannot be told of an address or a version
 * @example postfixConfiguration(engine.policy, { listen: { socketmap: { kind: 'tcp', host: '127.0.0.1', port: 4711 } } }).masterCf
 * @see clauses S-23; postconf(5), master(5), regexp_table(5)
 */
export function postfixConfiguration(policy: Policy, { listen, caFile = DEBIAN_CA_FILE, postfixVersion }: PostfixConfigurationOptions): PostfixConfiguration {
  checkAddresses(listen);
  const version = versionOf(postfixVersion);
  const limits = postfixLimits(policy, listen);
  return {
    mainCf: mainCf(policy, { listen, limits, caFile, version }),
    masterCf: listen.socketmap === undefined ? '' : masterCf(policy, listen.socketmap),
    bounceFilter: bounceFilter(),
    limits,
  };
}

function checkAddresses({ socketmap, milter, 'policy-service': policyService }: DaemonAddresses): void {
  for (const address of [socketmap, milter, policyService]) {
    const obstacle = address === undefined ? null : obstacleIn(address);
    if (obstacle !== null) throw new TypeError(`an address of the daemon: ${obstacle}`);
  }
}

function versionOf(text: string | undefined): PostfixVersion {
  if (text === undefined) return HEEDS_TLS_REQUIRED;
  const version = parsePostfixVersion(text);
  if (version !== null && isAtLeast(version, OLDEST_POSTFIX)) return version;
  throw new TypeError(`\`postfixVersion\` is ${quote(text)}; give the version of Postfix, 3.6 or newer, as \`postconf mail_version\` has it`);
}

const DEBIAN_CA_FILE = '/etc/ssl/certs/ca-certificates.crt';
