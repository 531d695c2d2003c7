// What a matcher is told to expect: a part or a value that no decision can have would make every negation pass (S-18.7).

import { isAddressLiteral, parseAddressLiteral } from '../model/address-literal.js';
import { canonicalDomain } from '../model/domain.js';
import type { PolicyContent } from '../model/policy.js';
import { quote, quoteAll } from '../model/quotation.js';
import type { TransportConstraints } from '../model/transport.js';
import { Findings } from '../policy/findings.js';
import { plainJson } from '../policy/plain-json.js';
import { refused } from '../policy/draft.js';
import type { Schema } from '../policy/schema.js';
import type { ExpectedRoute } from './expectation.js';
import { constraintsObject, routeObject } from './policy-test-schema.js';
import { whole } from './reading.js';
import { unknownNames } from './unknown-names.js';

const PARTS: readonly string[] = ['tls', 'minVersion', 'caSigned', 'hostname'] satisfies (keyof TransportConstraints)[];

/** A misspelt part would be one that is quietly not compared. @throws TypeError */
export function expectedConstraints(constraints: unknown): Partial<TransportConstraints> {
  const parts = partsOf(constraints);
  const unknown = Object.keys(parts).filter((part) => !PARTS.includes(part));
  if (Object.keys(parts).length === 0 || unknown.length > 0) throw new TypeError(`toRequire takes any of ${PARTS.join(', ')}${unknown.length === 0 ? '' : `, not ${quoteAll(unknown)}`}`);
  return valid(constraintsObject, parts, 'toRequire');
}

const ROUTE_PARTS: readonly string[] = ['host', 'port', 'mxLookup'];

/** @throws TypeError */
export function expectedRoute(route: unknown, content: PolicyContent): ExpectedRoute {
  if (route === 'mx') return { kind: 'mx' };
  if (typeof route === 'string') {
    const expected: ExpectedRoute = { kind: 'named', name: route };
    const [problem] = unknownNames({ route: expected, recipients: new Map() }, content);
    if (problem !== undefined) throw new TypeError(problem);
    return expected;
  }
  const parts = partsOf(route);
  const names = Object.keys(parts);
  if (names.length === 0 || !names.every((part) => ROUTE_PARTS.includes(part))) throw new TypeError('toRouteTo takes `mx`, the name of a route, or any of host, port, mxLookup');
  const expected = valid(routeObject, parts, 'toRouteTo');
  if (expected.host !== undefined) checkHost(expected.host);
  return { kind: 'host', ...expected };
}

/** A decision has the canonical host, so no other is ever found. */
function checkHost(host: string): void {
  const canonical = isAddressLiteral(host) ? parseAddressLiteral(host) : canonicalDomain(host);
  if (canonical === null) throw new TypeError(`toRouteTo: ${quote(host)} is no host; write a host name such as \`mx.example.com\` or an address literal such as \`[192.0.2.1]\``);
  if (canonical !== host) throw new TypeError(`toRouteTo: write the host in its canonical form, ${quote(canonical)}`);
}

/** What is undefined says nothing, as if it were left out. */
function partsOf(value: unknown): Readonly<Record<string, unknown>> {
  if (typeof value !== 'object' || value === null) return {};
  return Object.fromEntries(Object.entries(value).filter(([, part]) => part !== undefined));
}

/** Values by the schema that documents of policy tests have. */
function valid<T>(schema: Schema<T>, parts: Readonly<Record<string, unknown>>, matcher: string): T {
  const findings = new Findings();
  const read = whole(schema, { value: plainJson(parts, findings) ?? null, path: [], findings });
  const [problem] = findings.errors;
  if (read === refused || problem !== undefined) throw new TypeError(`${matcher}: ${problem?.message ?? 'the parts cannot be read'}`);
  return { ...read };
}
