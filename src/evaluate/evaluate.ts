// From a compiled policy, a message and a direction to a decision: total, pure and deterministic (S-12.1). Nothing here stops at a first match.
// The hottest path there is: it makes no object that the decision does not hold, or few.

import type { CompiledPolicy, CompiledUnit } from '../compile/compiled-policy.js';
import type { AddressMatches } from '../model/address-index.js';
import type { Address } from '../model/address.js';
import type { AuthorReading, Decision, RecipientDecision, ReplyProfile } from '../model/decision.js';
import { defaultRoute } from '../model/route.js';
import type { Route } from '../model/route.js';
import { join, tlsRequired } from '../model/transport.js';
import type { Direction, TransportConstraints } from '../model/transport.js';
import { assess, nothingMatches, shared } from './assessment.js';
import type { Assessment } from './assessment.js';
import { groupDeliveries } from './deliveries.js';
import { joinOf, Judge, onViolation, replyAfterData, worstOutcome } from './judgement.js';
import { readSessionOf } from './message-property.js';
import { readAuthorPartner, readRecipients, readReversePath, readSecureTransport } from './message-reading.js';
import { orgUnitOfUser } from './org-unit-of-user.js';
import type { Membership, OrgUnitOf } from './org-unit-of-user.js';
import type { OrganizationalDomain } from './organizational-domain.js';
import { hitsOf } from './partner.js';
import { readSession } from './session.js';

/** What the caller gives beside the policy: functions that a document cannot carry, and the codes of replies. */
export interface EvaluateOptions {
  readonly orgUnitOf: OrgUnitOf;
  readonly organizationalDomain: OrganizationalDomain;
  readonly replyProfile: ReplyProfile;
}

export function evaluate(policy: CompiledPolicy, message: unknown, direction: Direction, options: EvaluateOptions): Decision {
  const judge = new Judge(readSession(readSessionOf(message)), direction, options.replyProfile);
  switch (direction) {
    case 'inbound':
      return evaluateInbound(policy, message, options, judge);
    case 'outbound':
      return evaluateOutbound(policy, message, options, judge);
  }
}

/** Stands, at the root, for an envelope whose recipients cannot be read or that has none: one that is no address (S-12.3). */
const UNREADABLE: readonly null[] = Object.freeze([null]);

/** Inbound, every recipient's org unit judges the one author (S-4.1, S-6.2). */
function evaluateInbound(policy: CompiledPolicy, message: unknown, options: EvaluateOptions, judge: Judge): Decision {
  const { caseSensitiveLocalParts: caseSensitive, alignment, unknownAuthor } = policy.content;
  const { organizationalDomain } = options;
  const { reading, partner } = readAuthorPartner(message, { caseSensitive, alignment, unknownAuthor, organizationalDomain });
  const hits = partner.kind === 'known' ? hitsOf(partner.addresses, policy.index) : null;
  const envelope = readRecipients(message) ?? UNREADABLE;
  const assessments = envelope.length > 1 ? new Map<CompiledUnit, Assessment>() : null;
  const recipients = new Array<RecipientDecision>(envelope.length);
  for (let index = 0; index < envelope.length; index++) {
    const recipient = envelope[index];
    const membership = orgUnitOfUser(recipient, policy, options.orgUnitOf);
    const { unit } = membership;
    const known = assessments?.get(unit);
    const assessment = known === undefined ? assess(hits, unit.inbound, false, policy) : shared(known);
    if (known === undefined) assessments?.set(unit, assessment);
    recipients[index] = decide(recipient, membership, assessment, 'inbound', assessment.constraints, false, null, judge);
  }
  return decisionOf('inbound', recipients, options.replyProfile, reading, []);
}

/** Recipients that the index is told of at once. */
const FORESEEN = 64;

/** Outbound, the sender's org unit judges every recipient on its own (S-4.4, S-6.2). */
function evaluateOutbound(policy: CompiledPolicy, message: unknown, options: EvaluateOptions, judge: Judge): Decision {
  const { caseSensitiveLocalParts: caseSensitive } = policy.content;
  const readable = readRecipients(message);
  const membership = orgUnitOfUser(readable === null ? null : readReversePath(message), policy, options.orgUnitOf);
  const secureTransport = readSecureTransport(message);
  /** Repeated recipients share what matches them (S-8.6). */
  const assessments = readable !== null && readable.length > 1 ? new Map<string, Assessment>() : null;
  let unknown: number[] | null = null;
  const envelope = readable ?? UNREADABLE;
  const recipients = new Array<RecipientDecision>(envelope.length);
  for (let index = 0; index < envelope.length; index++) {
    const recipient = envelope[index];
    if (assessments !== null && index % FORESEEN === 0) policy.index.foresee(envelope, index, Math.min(index + FORESEEN, envelope.length));
    const matches = typeof recipient === 'string' ? policy.index.matchesOf(recipient, caseSensitive) : null;
    const address = matches === null ? null : matches.address;
    const key = address === null ? '' : address.text;
    const internal = isInternal(address, policy);
    const known = internal ? nothingMatches : assessments?.get(key);
    const assessment = known === undefined ? assessPartner(matches, membership.unit, secureTransport, policy) : shared(known);
    if (known === undefined) assessments?.set(key, assessment);
    const demanded = secureTransport && !internal;
    const constraints = demanded ? join(assessment.constraints, tlsRequired) : assessment.constraints;
    const route = routeOf(address, assessment, constraints, policy);
    if (address === null) (unknown ??= []).push(index);
    recipients[index] = decide(recipient, membership, assessment, 'outbound', constraints, demanded, route, judge);
  }
  return decisionOf('outbound', recipients, options.replyProfile, null, groupDeliveries(recipients, unknown));
}

export function isInternal(address: Address | null, { internalDomains }: CompiledPolicy): boolean {
  return address !== null && internalDomains?.has(address.domain) === true;
}

function assessPartner(matches: AddressMatches | null, { outbound }: CompiledUnit, secureTransport: boolean, policy: CompiledPolicy): Assessment {
  return assess(matches === null ? null : { entries: matches.entries, authenticated: null }, outbound, secureTransport, policy);
}

/** The settings' route; else, under a TLS requirement, the alternate secure route; else the domain's own (S-7.5). */
function routeOf(address: Address | null, { routing }: Assessment, { tls }: TransportConstraints, policy: CompiledPolicy): Route | null {
  if (routing.route !== null) return routing.route;
  if (tls === 'required' && policy.alternateSecureRoute !== null) return policy.alternateSecureRoute;
  return address === null ? null : defaultRoute(address.domain);
}

function decide(
  recipient: unknown,
  { unit, source }: Membership,
  { determinedBy, testing, routing }: Assessment,
  direction: Direction,
  constraints: TransportConstraints,
  secureTransport: boolean,
  route: Route | null,
  judge: Judge,
): RecipientDecision {
  const judgement = judge.judge({ constraints, determinedBy, testing });
  return {
    recipient: typeof recipient === 'string' ? recipient : '',
    orgUnit: unit.path,
    orgUnitSource: source,
    outcome: judgement.outcome,
    constraints,
    secureTransport,
    route,
    routeConflicts: routing.routeConflicts,
    onViolation: onViolation(direction),
    maxAttempts: direction === 'outbound' && constraints.tls === 'required' ? 1 : null,
    determinedBy,
    testing: judgement.testing,
    violations: judgement.violations,
    reply: judgement.reply,
  };
}

function decisionOf(direction: Direction, recipients: RecipientDecision[], replyProfile: ReplyProfile, author: AuthorReading | null, deliveries: Decision['deliveries']): Decision {
  return {
    direction,
    replyProfile,
    outcome: worstOutcome(recipients),
    constraints: joinOf(recipients),
    recipients,
    deliveries,
    author,
    reply: replyAfterData(recipients),
  };
}
