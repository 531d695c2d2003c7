// Routes that lead back to the organisation.

import { quote } from '../../model/quotation.js';
import type { LintedPolicy } from '../linted-policy.js';
import type { Report } from '../report.js';

/** RFC 5321 section 6.3: mail that comes back is a loop in the making. */
export function checkRouteTargets({ content, compiled }: LintedPolicy, report: Report): void {
  for (const [name, { host, mxLookup }] of content.routes) {
    if (!mxLookup || compiled.internalDomains?.has(host) !== true) continue;
    const message = `the route ${quote(name)} delivers to the MX hosts of ${quote(host)}, an own domain: mail that takes it comes back to the organisation`;
    report.add('route-to-own-domain', { kind: 'route', route: name, keys: ['host'] }, message, 'name the relay itself as host, without `mxLookup`');
  }
}
