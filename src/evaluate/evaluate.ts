// From a compiled policy, a message and a direction to a decision: total, pure and deterministic (S-12.1). Nothing here stops at a first match.

import type { CompiledPolicy } from '../compile/compiled-policy.js';
import type { AuthorReading, Decision, RecipientDecision, ReplyProfile } from '../model/decision.js';
import { readProperty } from '../model/property.js';
import { defaultRoute } from '../model/route.js';
import type { Route } from '../model/route.js';
import { join, opportunistic, tlsRequired } from '../model/transport.js';
import type { Direction, TransportConstraints } from '../model/transport.js';
import type { Address } from '../model/address.js';
import { assess, nothingMatches } from './assessment.js';
import type { Assessment } from './assessment.js';
import { groupDeliveries } from './deliveries.js';
import { judgeOf, onViolation, replyAfterData, worstOutcome } from './judgement.js';
import type { Judge } from './judgement.js';
import { readAuthorPartner, readMailFrom, readRecipients, readSecureTransport, unknownRecipient } from './message-reading.js';
import type { EnvelopeRecipient } from './message-reading.js';
import { orgUnitOfUser } from './org-unit-of-user.js';
import type { Membership } from './org-unit-of-user.js';
import type { OrganizationalDomain } from './organizational-domain.js';
import { hitsOf } from './partner.js';
import { readSession } from './session.js';

/** What the caller gives beside the policy: functions that a document cannot carry, and the codes of replies. */
export interface EvaluateOptions {
  readonly orgUnitOf: ((address: string) => string | undefined) | undefined;
  readonly organizationalDomain: OrganizationalDomain;
  readonly replyProfile: ReplyProfile;
}

export function evaluate(policy: CompiledPolicy, message: unknown, direction: Direction, options: EvaluateOptions): Decision {
  const judge = judgeOf(readSession(readProperty(message, 'session')), direction, options.replyProfile);
  switch (direction) {
    case 'inbound':
      return evaluateInbound(policy, message, options, judge);
    case 'outbound':
      return evaluateOutbound(policy, message, options, judge);
  }
}

/** Inbound, every recipient's org unit judges the one author (S-4.1, S-6.2). */
function evaluateInbound(policy: CompiledPolicy, message: unknown, options: EvaluateOptions, judge: Judge): Decision {
  const { caseSensitiveLocalParts: caseSensitive, alignment, unknownAuthor } = policy.content;
  const { organizationalDomain } = options;
  const { reading, partner } = readAuthorPartner(message, { caseSensitive, alignment, unknownAuthor, organizationalDomain });
  const hits = partner.kind === 'known' ? hitsOf(partner.addresses, policy.index) : null;
  const assessments = new Map<string, Assessment>();
  const recipients = (readRecipients(message, caseSensitive) ?? [unknownRecipient]).map(({ recipient, address }) => {
    const membership = orgUnitOfUser(address, policy, options.orgUnitOf);
    const { unit } = membership;
    const assessment = assessments.get(unit.path) ?? assess(hits, unit.inbound, false, policy);
    assessments.set(unit.path, assessment);
    return decide({ recipient, membership, assessment, direction: 'inbound', constraints: assessment.constraints, secureTransport: false, route: null }, judge);
  });
  return decisionOf('inbound', recipients, options.replyProfile, reading, []);
}

/** Outbound, the sender's org unit judges every recipient on its own (S-4.4, S-6.2). */
function evaluateOutbound(policy: CompiledPolicy, message: unknown, options: EvaluateOptions, judge: Judge): Decision {
  const { caseSensitiveLocalParts: caseSensitive } = policy.content;
  const readable = readRecipients(message, caseSensitive);
  const envelope = readable ?? [unknownRecipient];
  const membership = orgUnitOfUser(readable === null ? null : readMailFrom(message, caseSensitive), policy, options.orgUnitOf);
  const secureTransport = readSecureTransport(message);
  const assessments = new Map<string, Assessment>();
  const recipients = envelope.map(({ recipient, address }) => {
    const internal = isInternal(address, policy);
    const demanded = secureTransport && !internal;
    const key = address?.text ?? '';
    const assessment = internal ? nothingMatches : (assessments.get(key) ?? assessRecipient(address, membership, secureTransport, policy));
    assessments.set(key, assessment);
    const constraints = demanded ? join(assessment.constraints, tlsRequired) : assessment.constraints;
    const route = routeOf(address, assessment, constraints, policy);
    return decide({ recipient, membership, assessment, direction: 'outbound', constraints, secureTransport: demanded, route }, judge);
  });
  const deliveries = groupDeliveries(recipients, (index) => envelope[index]?.address !== null);
  return decisionOf('outbound', recipients, options.replyProfile, null, deliveries);
}

export function isInternal(address: Address | null, policy: CompiledPolicy): boolean {
  return address !== null && policy.internalDomains.has(address.domain);
}

function assessRecipient(address: EnvelopeRecipient['address'], { unit }: Membership, secureTransport: boolean, policy: CompiledPolicy): Assessment {
  const hits = address === null ? null : hitsOf([{ address, authenticated: null }], policy.index);
  return assess(hits, unit.outbound, secureTransport, policy);
}

/** The settings' route; else, under a TLS requirement, the alternate secure route; else the domain's own (S-7.5). */
function routeOf(address: Address | null, assessment: Assessment, constraints: TransportConstraints, policy: CompiledPolicy): Route | null {
  if (assessment.route !== null) return assessment.route;
  if (constraints.tls === 'required' && policy.alternateSecureRoute !== null) return policy.alternateSecureRoute;
  return address === null ? null : defaultRoute(address.domain);
}

interface DecidedRecipient extends Pick<RecipientDecision, 'recipient' | 'constraints' | 'secureTransport' | 'route'> {
  readonly direction: Direction;
  readonly membership: Membership;
  readonly assessment: Assessment;
}

function decide({ recipient, membership, assessment, direction, constraints, secureTransport, route }: DecidedRecipient, judge: Judge): RecipientDecision {
  const { determinedBy, testing, routeConflicts } = assessment;
  return {
    recipient,
    orgUnit: membership.unit.path,
    orgUnitSource: membership.source,
    constraints,
    secureTransport,
    route,
    routeConflicts,
    onViolation: onViolation(direction),
    maxAttempts: direction === 'outbound' && constraints.tls === 'required' ? 1 : null,
    determinedBy,
    ...judge({ constraints, determinedBy, testing }),
  };
}

function decisionOf(direction: Direction, recipients: RecipientDecision[], replyProfile: ReplyProfile, author: AuthorReading | null, deliveries: Decision['deliveries']): Decision {
  return {
    direction,
    replyProfile,
    outcome: worstOutcome(recipients.map(({ outcome }) => outcome)),
    constraints: recipients.reduce((joined, { constraints }) => join(joined, constraints), opportunistic),
    recipients,
    deliveries,
    author,
    reply: replyAfterData(recipients),
  };
}
