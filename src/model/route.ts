// Where outbound mail goes: the MX hosts of a domain, or a host that the policy names (S-7.5).

import { isAddressLiteral } from './address-literal.js';

/** Deliver to the MX hosts of the recipient's domain (RFC 5321 section 5.1), or to a host that a setting names. */
export type Route = MxRoute | HostRoute;
/** Mail goes to the MX hosts of the domain: the recipient's own route. */
export interface MxRoute {
  kind: 'mx';
  /** The canonical domain of the recipient. */
  domain: string;
}
/** Mail goes to this host, or to its MX hosts (S-7.5). */
export interface HostRoute {
  kind: 'host';
  /** Canonical: a domain name or an address literal. */
  host: string;
  /** The TCP port; 465 is TLS from the start (RFC 8314). */
  port: number;
  /** Deliver to the MX hosts of `host` instead of to the host itself. */
  mxLookup: boolean;
}

export const SMTP_PORT = 25;

/** Routes are compared by value: equal routes have equal keys (S-8.4). */
export function routeKey(route: Route): string {
  return route.kind === 'mx' ? `mx ${route.domain}` : `host ${route.host} ${route.port} ${route.mxLookup}`;
}

/** The route of mail that no setting sends elsewhere. */
export function defaultRoute(domain: string): Route {
  return isAddressLiteral(domain) ? { kind: 'host', host: domain, port: SMTP_PORT, mxLookup: false } : { kind: 'mx', domain };
}

/** Whether mail for a domain goes there anyway, though a policy may name it too: routes are compared by value (S-8.4). */
export function isOwnRoute(route: Route, domain: string): boolean {
  return routeKey(route) === routeKey(defaultRoute(domain));
}
