// The operand of `probe`: a domain, or a host.

import { SMTP_PORT } from '../model/route.js';
import type { Route } from '../model/route.js';
import { readHostIdentity } from '../node-tls/host-identity.js';
import type { HostIdentity } from '../node-tls/host-identity.js';
import { UsageError } from './failure.js';

/**
 * A domain has its MX hosts; a host with a port, and an IP address, stand for themselves.
 *
 * @param port - for what has none of its own; null where none was given
 */
export function parseTarget(text: string, port: number | null): Route {
  if (text.includes('@')) throw new UsageError(`\`${text}\` is an address; name the domain, and give the address with --policy FILE --to ADDRESS`);
  const whole = readHostIdentity(text);
  if (whole !== null) return whole.kind === 'name' ? { kind: 'mx', domain: whole.text } : hostRoute(whole, port ?? SMTP_PORT);
  const [, host = '', own = ''] = /^(.+):(\d{1,5})$/.exec(text) ?? [];
  const identity = readHostIdentity(host);
  if (identity === null) throw new UsageError(`\`${text}\` is neither a domain nor a host; write example.com, mx.example.com:25, 192.0.2.1 or [IPv6:2001:db8::1]:25`);
  if (port !== null) throw new UsageError(`\`${text}\` has a port already; leave --port out`);
  return hostRoute(identity, parsePort(own));
}

/** @throws UsageError */
export function parsePort(text: string): number {
  const port = /^\d{1,5}$/.test(text) ? Number(text) : 0;
  if (port === 0 || port > 65_535) throw new UsageError(`\`${text}\` is no port; ports are 1 to 65535`);
  return port;
}

function hostRoute({ text }: HostIdentity, port: number): Route {
  return { kind: 'host', host: text, port, mxLookup: false };
}
