// What Postfix cannot express of a policy, and what is done instead: never less than the policy asks (S-23.3, S-23.4).

import { compileContent } from '../compile/compiled-policy.js';
import type { CompiledPolicy } from '../compile/compiled-policy.js';
import type { Rule } from '../compile/rule.js';
import type { Policy } from '../model/policy.js';
import { contentOf } from '../policy/parsed-policy.js';
import type { DaemonAddresses } from './postfix-address.js';
import { servedUnits } from './transports.js';

/** What Postfix cannot express of a policy (S-23.3, S-23.4); stable, for programs. */
export type PostfixLimitCode =
  | 'certificate-checks-are-joined'
  | 'address-entries-are-joined'
  | 'routes-are-shared'
  | 'implicit-tls-is-deferred'
  | 'secure-transport-is-not-told'
  | 'outbound-is-not-configured'
  | 'inbound-is-not-configured';

/** A part of a policy that Postfix cannot express. */
export interface PostfixLimit {
  /** Which limit it is. Stable: tools may match on it. */
  readonly code: PostfixLimitCode;
  /** The settings that are concerned, as `ID at ORG-UNIT`, in the order of their org units. */
  readonly settings: readonly string[];
  /** What cannot be expressed. */
  readonly limit: string;
  /** What is done instead. */
  readonly instead: string;
}

/** The limits that this policy meets; none where Postfix does exactly what it says. */
export function postfixLimits(policy: Policy, listen: DaemonAddresses): readonly PostfixLimit[] {
  const compiled = compileContent(contentOf(policy));
  const outbound = rulesInForce(compiled, 'outbound');
  const plain = outbound.filter(({ secureTransportOnly }) => !secureTransportOnly);
  const severalTransports = servedUnits(compiled).length > 1;
  const candidates: readonly (readonly [PostfixLimitCode, readonly Rule[]])[] = [
    ['outbound-is-not-configured', listen.socketmap === undefined ? outbound : []],
    ['inbound-is-not-configured', listen.milter === undefined ? rulesInForce(compiled, 'inbound') : []],
    ['certificate-checks-are-joined', plain.filter(({ constraints: { caSigned, hostname } }) => caSigned !== hostname)],
    ['address-entries-are-joined', severalTransports ? plain.filter((rule) => namesAddresses(rule, compiled)) : []],
    ['routes-are-shared', severalTransports ? plain.filter((rule) => namesRoute(rule, compiled)) : []],
    ['implicit-tls-is-deferred', plain.filter((rule) => routeOf(rule, compiled)?.port === IMPLICIT_TLS_PORT)],
    ['secure-transport-is-not-told', outbound.filter(({ secureTransportOnly }) => secureTransportOnly)],
  ];
  return candidates.flatMap(([code, rules]) => (rules.length === 0 ? [] : [{ code, settings: rules.map(({ setting, orgUnit }) => `${setting} at ${orgUnit}`), ...WORDS[code] }]));
}

const IMPLICIT_TLS_PORT = 465;

const WORDS: Readonly<Record<PostfixLimitCode, { readonly limit: string; readonly instead: string }>> = {
  'outbound-is-not-configured': {
    limit: 'The policy has settings for outbound mail, and no socketmap was named.',
    instead: 'Nothing is enforced on mail that this server sends. Run `postfix config` with --socketmap.',
  },
  'inbound-is-not-configured': {
    limit: 'The policy has settings for inbound mail, and no milter was named.',
    instead: 'What only From: can tell is not enforced on mail that this server receives. Run `postfix config` with --milter.',
  },
  'certificate-checks-are-joined': {
    limit: 'Postfix has no level for a CA-signed certificate without the name of the host, nor for the name without the CA.',
    instead: 'Both are checked (`verify`). Mail to a partner whose certificate passes one check alone bounces, though the policy would let it pass.',
  },
  'address-entries-are-joined': {
    limit: 'transport_maps knows the recipient and not the sender, so that an address entry cannot hold for one org unit alone.',
    instead: 'Where org units differ, mail to these addresses is under the constraints of all of them, joined. Entries that are domains hold for each org unit by itself.',
  },
  'routes-are-shared': {
    limit: 'transport_maps knows the recipient and not the sender, so that a route cannot hold for one org unit alone.',
    instead: 'Mail of all org units takes the route, under the constraints of all org units, joined. Where they name different routes, the first org unit in the order of paths that names one decides.',
  },
  'implicit-tls-is-deferred': {
    limit: 'These transports upgrade with STARTTLS, and port 465 expects TLS from the start.',
    instead: 'The mail is deferred. Give the route port 587 or 25.',
  },
  'secure-transport-is-not-told': {
    limit: 'Postfix tells no map that something else demands secure transport. REQUIRETLS (RFC 8689) it knows from version 3.11 on, and enforces by itself.',
    instead: 'These settings never apply. Give them the scope `outbound` as well, if they are to hold for all mail.',
  },
};

/** Every rule once, wherever it is inherited. */
function rulesInForce({ units }: CompiledPolicy, direction: 'inbound' | 'outbound'): Rule[] {
  const rules = new Set([...units.values()].flatMap((unit) => unit[direction].all));
  return [...rules].filter(({ testing }) => !testing);
}

function namesAddresses({ lists }: Rule, { index }: CompiledPolicy): boolean {
  return lists.some((list) => [...index.entriesOf(list)].some(({ kind }) => kind === 'address'));
}

function namesRoute(rule: Rule, compiled: CompiledPolicy): boolean {
  return routeOf(rule, compiled) !== null;
}

/** Its own, or, where it requires something, the alternate secure route (S-7.5). */
function routeOf({ route, constraintsCode }: Rule, { alternateSecureRoute }: CompiledPolicy): Rule['route'] {
  return route ?? (constraintsCode === 0 ? null : alternateSecureRoute);
}
