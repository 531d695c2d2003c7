// Constraints, routes and violations in words.

import type { Violation } from '../model/decision.js';
import type { Route } from '../model/route.js';
import type { Direction, TransportConstraints } from '../model/transport.js';
import { quoted, visible } from './visible-text.js';

export const NOTHING_REQUIRED = 'nothing; TLS is tried, and plaintext is the fallback';

export function constraintWords(constraints: TransportConstraints, direction: Direction): string {
  if (constraints.tls === 'opportunistic') return NOTHING_REQUIRED;
  const peer = direction === 'outbound' ? 'server' : 'client';
  const words = ['TLS'];
  if (constraints.minVersion !== null) words.push(`${constraints.minVersion} or later`);
  if (constraints.caSigned) words.push(`a ${peer} certificate signed by a trusted CA`);
  if (constraints.hostname) words.push('a certificate that bears the host name');
  return words.join(', ');
}

export function routeWords(route: Route): string {
  switch (route.kind) {
    case 'mx':
      return `the MX hosts of ${quoted(route.domain)}`;
    case 'host':
      return `${route.mxLookup ? 'the MX hosts of' : 'host'} ${quoted(route.host)}, port ${route.port}`;
  }
}

export function violationWords({ type, required, found }: Violation): string {
  return `required ${visible(required)}, found ${visible(found)} (${type})`;
}
