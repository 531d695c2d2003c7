// Where the daemon listens, as people write it and as it is shown again.

import type { AddressInfo } from 'node:net';

/** Where the daemon listens. */
export type ListenAddress = { readonly kind: 'tcp'; readonly host: string; readonly port: number } | { readonly kind: 'unix'; readonly path: string };

/**
 * Reads `HOST:PORT`, `[IPV6]:PORT` or `unix:PATH`. Port 0 is one that the system chooses.
 *
 * @returns null for what is none of them
 */
export function parseListenAddress(text: string): ListenAddress | null {
  if (text.startsWith('unix:')) return text.length > 'unix:'.length ? { kind: 'unix', path: text.slice('unix:'.length) } : null;
  const [, ipv6, name, digits] = /^(?:\[([0-9a-fA-F:.%\w]+)\]|([^\s:[\]]+)):(\d{1,5})$/.exec(text) ?? [];
  const host = ipv6 ?? name;
  const port = Number(digits);
  return host === undefined || port > MOST_PORT ? null : { kind: 'tcp', host, port };
}

const MOST_PORT = 65_535;

/** The same words for where a server really listens. */
export function listenAddressText(address: AddressInfo | string): string {
  if (typeof address === 'string') return `unix:${address}`;
  return address.family === 'IPv6' ? `[${address.address}]:${address.port}` : `${address.address}:${address.port}`;
}

/** As it is written on the command line. */
export function listenAddressWords(address: ListenAddress): string {
  if (address.kind === 'unix') return `unix:${address.path}`;
  return address.host.includes(':') ? `[${address.host}]:${address.port}` : `${address.host}:${address.port}`;
}
