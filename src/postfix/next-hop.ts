// Where Postfix sends mail, in its own words (transport(5)), and what such a word says of the recipient.

import { isAddressLiteral } from '../model/address-literal.js';
import { SMTP_PORT } from '../model/route.js';
import type { HostRoute } from '../model/route.js';

/** `[HOST]:PORT` for the host itself, `HOST:PORT` for its MX hosts. */
export function nextHopOf({ host, port, mxLookup }: HostRoute): string {
  const suffix = port === SMTP_PORT ? '' : `:${port}`;
  if (isAddressLiteral(host)) return `${host.replace(IPV6_TAG, '[')}${suffix}`;
  return mxLookup ? `${host}${suffix}` : `[${host}]${suffix}`;
}

/** RFC 5321 writes it, and Postfix does not. */
const IPV6_TAG = /^\[IPv6:/;

/** What Postfix takes for the next-hop of a recipient: the text after the last `@`. */
export function domainPartOf(recipient: string): string {
  return recipient.slice(recipient.lastIndexOf('@') + 1);
}
