// Constraints as the result of `smtp_tls_policy_maps`: a security level and its attributes.

import type { TransportConstraints } from '../model/transport.js';
import { postfixConstraints } from './transports.js';

/**
 * The TLS policy of Postfix for constraints, or null where nothing is required and the level of main.cf holds.
 *
 * `verify` with the name of the host itself is what validating the host name means; `secure` would ask for the name of the recipient's domain.
 *
 * @example
 * tlsPolicyOf({ tls: 'required', minVersion: 'TLSv1.2', caSigned: true, hostname: true });
 * // 'verify match=hostname servername=hostname protocols=>=TLSv1.2'
 * @see clause S-23.3; postconf(5), smtp_tls_policy_maps
 */
export function tlsPolicyOf(constraints: TransportConstraints): string | null {
  const { tls, hostname, minVersion } = postfixConstraints(constraints);
  if (tls === 'opportunistic') return null;
  const level = hostname ? 'verify match=hostname servername=hostname' : 'encrypt';
  return minVersion === null ? level : `${level} protocols=>=${minVersion}`;
}
