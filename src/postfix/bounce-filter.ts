// The delivery status filter: it makes a bounce, at the first attempt, of what Postfix would try again for days (S-9.4, S-23.8).
//
// Postfix asks it once a recipient, when no host is left to try, with the enhanced status code and the words of its log. The words are those of
// smtp_proto.c, the same from Postfix 3.6 to 3.11, and the expressions hold on to both ends: what a server says stands behind `host NAME said:`, so
// that no server can write a line which is taken for one of these.

import { commented } from './comment.js';

/** The name of the file, beside main.cf. */
export const BOUNCE_FILTER_FILE = 'smtp-tls-policy-bounces.regexp';

interface Conversion {
  readonly comment: string;
  readonly pattern: string;
  readonly result: string;
}

/** Codes as in the reply profile `postfix` (S-10.1). */
const CONVERSIONS: readonly Conversion[] = [
  { comment: 'starttls-not-supported: the host does not offer TLS.', pattern: '/^4\\.7\\.4 (TLS is required, but was not offered by host [^ ]+)$/', result: '5.7.4 $1' },
  {
    comment: 'starttls-not-supported: the host offers TLS and then refuses it, for now or for good (S-9.4). Not with 421, which says that the host is going away (RFC 5321 section 3.8).',
    pattern: '/^[45]\\.[0-9]+\\.[0-9]+ (TLS is required, but host [^ ]+ refused to start TLS: ([135][0-9][0-9]|4[013-9][0-9]|42[02-9])([ -].*)?)$/',
    result: '5.7.4 $1',
  },
  {
    comment: 'certificate-not-trusted, certificate-expired or certificate-host-mismatch: Postfix does not say which.',
    pattern: '/^4\\.7\\.5 (Server certificate not verified)$/',
    result: '5.7.5 $1',
  },
  {
    comment: 'validation-failure: no TLS version in common, or a connection lost in the handshake, which an attacker can do (S-9.4).',
    pattern: '/^4\\.7\\.5 (Cannot start TLS: handshake failure)$/',
    result: '5.7.5 $1',
  },
];

/** The text of a `regexp:` table, which every Postfix can read. */
export function bounceFilter(): string {
  const rules = CONVERSIONS.map(({ comment, pattern, result }) => `${commented(comment)}${pattern} ${result}\n`);
  return [HEADING, ...rules, NEVER].join('\n');
}

const HEADING = commented(
  'smtp-tls-policy: deliveries that fail by TLS alone bounce at the first attempt. Only the transports of smtp-tls-policy in master.cf use this table. Try it:',
  `  postmap -q "4.7.5 Server certificate not verified" regexp:${BOUNCE_FILTER_FILE}`,
);

const NEVER = commented(
  'Everything else stays with the queue: greylisting, hosts that are not reached, and these, which are about this server and no fault of the partner:',
  '  4.7.5 TLS is required, but our TLS engine is unavailable',
  '  4.7.0 TLS is required, but unavailable',
  '  4.7.5 client TLS configuration problem (the daemon does not answer, or has no valid policy)',
);
