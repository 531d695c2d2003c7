// Addresses of the daemon in the words of Postfix, which has a syntax of its own for them.

import type { Protocol } from './daemon-options.js';
import type { ListenAddress } from './listen-address.js';

/** Where the daemon serves what Postfix asks; what is left out is not configured. */
export type DaemonAddresses = Readonly<Partial<Record<Protocol, ListenAddress>>>;

/** `inet:127.0.0.1:4711`, `inet:[::1]:4711` or `unix:/run/policy.sock`. */
export function postfixAddress(address: ListenAddress): string {
  if (address.kind === 'unix') return `unix:${address.path}`;
  return `inet:${reachable(address.host)}:${address.port}`;
}

/** `socketmap:inet:127.0.0.1:4711:transport` */
export function socketmap(address: ListenAddress, map: string): string {
  return `socketmap:${postfixAddress(address)}:${map}`;
}

/** Why Postfix cannot be told of an address; null if it can. */
export function obstacleIn(address: ListenAddress): string | null {
  if (address.kind === 'tcp') return address.port === 0 ? 'name the port, for Postfix has to know it' : null;
  return /[\s,:{}$"']/.test(address.path) ? 'name a path that Postfix can read, without blanks, commas, colons, quotes, braces and $' : null;
}

/** Who listens everywhere is reached on this machine. */
function reachable(host: string): string {
  if (host === '0.0.0.0') return '127.0.0.1';
  if (host === '::') return '[::1]';
  return host.includes(':') ? `[${host}]` : host;
}
