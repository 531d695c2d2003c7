// Alternate secure routes by name (S-7.5).

import { isAddressLiteral, parseAddressLiteral } from '../model/address-literal.js';
import type { RouteInput } from '../model/document.js';
import { parseDomain } from '../model/domain.js';
import type { HostRoute } from '../model/route.js';
import { SMTP_PORT } from '../model/route.js';
import { byCodeUnits } from '../model/text.js';
import { valueOr } from './draft.js';
import type { Draft } from './draft.js';
import type { Findings, Path } from './findings.js';
import { membersOf } from './free-names.js';
import { quote } from '../model/quotation.js';

export function readRoutes(draft: Draft<Record<string, RouteInput>> | undefined, findings: Findings): Map<string, HostRoute> {
  const routes: [string, HostRoute][] = [];
  for (const [name, route] of membersOf(draft)) {
    if (typeof route !== 'object') continue; // refused
    const host = readHost(route.host, ['routes', name, 'host'], findings);
    const mxLookup = valueOr(route.mxLookup, false);
    if (mxLookup && isAddressLiteral(host)) {
      findings.error('invalid-value', ['routes', name, 'mxLookup'], `an address literal has no MX hosts; set \`mxLookup\` to false or write a domain instead of ${quote(host)}`);
    }
    routes.push([name, Object.freeze({ kind: 'host', host, port: valueOr(route.port, SMTP_PORT), mxLookup })]);
  }
  return new Map(routes.sort(([a], [b]) => byCodeUnits(a, b)));
}

/** The canonical host; empty if it was refused. */
function readHost(draft: Draft<string> | undefined, path: Path, findings: Findings): string {
  if (typeof draft !== 'string') return '';
  const host = isAddressLiteral(draft) ? parseAddressLiteral(draft) : parseDomain(draft);
  if (host !== null) return host;
  findings.error('invalid-value', path, `${quote(draft)} ${hostProblem(draft)}`);
  return '';
}

function hostProblem(text: string): string {
  const address = text.replace(/[[\]]/g, '');
  const literal = parseAddressLiteral(`[${address}]`) ?? parseAddressLiteral(`[IPv6:${address}]`);
  if (literal !== null) return `is an IP address; write it as the address literal ${quote(literal)}`;
  const port = /:\d{1,5}$/.exec(text);
  if (port !== null) return `has a port in it; write ${quote(text.slice(0, port.index))} and give the port as \`port\``;
  return 'is not a valid host; write a host name such as `mx.example.com` or an address literal such as `[192.0.2.1]`';
}
