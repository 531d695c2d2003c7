// Is the outcome deliver, pending, bounce or reject? Constraints meet the session here, and only here (S-9.3).

import type { Decision, Outcome, RecipientDecision, ReplyProfile, SmtpReply, TestingMatch, Violation } from '../model/decision.js';
import { constraintsKey, requiresSomething } from '../model/transport.js';
import type { Direction, TransportConstraints } from '../model/transport.js';
import { toReply } from './reply.js';
import type { SessionReading } from './session.js';
import { violationsIn } from './violations.js';

/** The part of a recipient's decision that depends on the session. */
export type Judgement = Pick<RecipientDecision, 'outcome' | 'violations' | 'reply' | 'testing'>;

/** What a judgement needs of a recipient: public data of a decision (S-12.5). */
export interface Judged {
  readonly constraints: TransportConstraints;
  readonly determinedBy: RecipientDecision['determinedBy'];
  readonly testing: readonly Omit<TestingMatch, 'wouldBe'>[];
}

export type Judge = (recipient: Judged) => Judgement;

/** A judge for one session. Recipients that share their matches share the judgement, so that many recipients stay linear (S-8.6, S-12.2). */
export function judgeOf(session: SessionReading, direction: Direction, profile: ReplyProfile): Judge {
  const known = new Map<Judged['determinedBy'], Map<Judged['testing'], Map<string, Judgement>>>();
  return (recipient) => {
    const byTesting = entryOf(known, recipient.determinedBy, () => new Map<Judged['testing'], Map<string, Judgement>>());
    const byConstraints = entryOf(byTesting, recipient.testing, () => new Map<string, Judgement>());
    return entryOf(byConstraints, constraintsKey(recipient.constraints), () => judge(recipient, session, direction, profile));
  };
}

function entryOf<K, V>(map: Map<K, V>, key: K, make: () => V): V {
  const present = map.get(key);
  if (present !== undefined) return present;
  const made = make();
  map.set(key, made);
  return made;
}

function judge({ constraints, determinedBy, testing }: Judged, session: SessionReading, direction: Direction, profile: ReplyProfile): Judgement {
  const { outcome, violations } = verdictOn(constraints, session, direction);
  const [decisive] = violations;
  return Object.freeze({
    outcome,
    violations: Object.freeze(violations.map((violation) => Object.freeze(violation))),
    reply: decisive === undefined ? null : replyTo(decisive, determinedBy, session, direction, profile),
    testing: Object.freeze(testing.map((match) => Object.freeze({ ...match, wouldBe: verdictOn(match.constraints, session, direction).outcome }))),
  });
}

interface Verdict {
  readonly outcome: Outcome;
  readonly violations: readonly Violation[];
}

function verdictOn(constraints: TransportConstraints, session: SessionReading, direction: Direction): Verdict {
  if (!requiresSomething(constraints)) return { outcome: 'deliver', violations: [] };
  if (session.kind === 'not-known') return { outcome: 'pending', violations: [] };
  const violations = violationsIn(constraints, session, direction);
  return { outcome: violations.length === 0 ? 'deliver' : onViolation(direction), violations };
}

/** The failure verb of a direction. */
export function onViolation(direction: Direction): 'bounce' | 'reject' {
  return direction === 'outbound' ? 'bounce' : 'reject';
}

/** The reply names the first setting that is itself violated so; none if only `secureTransport` demands it (S-10.1). */
function replyTo(violation: Violation, determinedBy: Judged['determinedBy'], session: SessionReading, direction: Direction, profile: ReplyProfile): SmtpReply {
  const culprit = determinedBy.find(({ constraints }) => violationsIn(constraints, session, direction).some(({ type }) => type === violation.type));
  return Object.freeze(toReply(violation, direction, culprit === undefined ? { profile } : { profile, setting: culprit.setting }));
}

const SEVERITY: Readonly<Record<Outcome, number>> = { deliver: 0, pending: 1, bounce: 2, reject: 2 };

export function worstOutcome(outcomes: readonly Outcome[]): Outcome {
  return outcomes.reduce((worst, outcome) => (SEVERITY[outcome] > SEVERITY[worst] ? outcome : worst), 'deliver');
}

/** SMTP answers once after DATA: the reply of the first rejected recipient (S-9.5). */
export function replyAfterData(recipients: readonly RecipientDecision[]): Decision['reply'] {
  return recipients.find(({ outcome }) => outcome === 'reject')?.reply ?? null;
}
