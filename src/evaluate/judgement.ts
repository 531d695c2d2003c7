// Is the outcome deliver, pending, bounce or reject? Constraints meet the session here, and only here (S-9.3).

import type { Decision, Outcome, RecipientDecision, ReplyProfile, SmtpReply, TestingMatch, Violation } from '../model/decision.js';
import { constraintsCode, join, opportunistic } from '../model/transport.js';
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

interface Verdict {
  readonly outcome: Outcome;
  readonly violations: readonly Violation[];
}

/** The judge of one session. Recipients that share their matches share the judgement, so that many recipients stay linear (S-8.6, S-12.2). */
export class Judge {
  private readonly session: SessionReading;
  private readonly direction: Direction;
  private readonly profile: ReplyProfile;
  /** By the code of the constraints. */
  private verdicts: Judgement[] | null = null;
  private known: Map<Judged['determinedBy'], Map<Judged['testing'], Map<number, Judgement>>> | null = null;

  constructor(session: SessionReading, direction: Direction, profile: ReplyProfile) {
    this.session = session;
    this.direction = direction;
    this.profile = profile;
  }

  judge(recipient: Judged): Judgement {
    const verdict = this.verdictOn(recipient.constraints);
    // No reply to word and nothing to observe: one judgement for all.
    if (verdict.violations.length === 0 && recipient.testing.length === 0) return verdict;
    this.known ??= new Map();
    const byTesting = entryOf(this.known, recipient.determinedBy, () => new Map<Judged['testing'], Map<number, Judgement>>());
    const byCode = entryOf(byTesting, recipient.testing, () => new Map<number, Judgement>());
    return entryOf(byCode, constraintsCode(recipient.constraints), () => this.judgeAnew(recipient, verdict));
  }

  private judgeAnew({ determinedBy, testing }: Judged, { outcome, violations }: Verdict): Judgement {
    const [decisive] = violations;
    return Object.freeze({
      outcome,
      violations,
      reply: decisive === undefined ? null : this.replyTo(decisive, determinedBy),
      testing: Object.freeze(testing.map((match) => Object.freeze({ ...match, wouldBe: this.verdictOn(match.constraints).outcome }))),
    });
  }

  /** What the constraints alone decide. */
  private verdictOn(constraints: TransportConstraints): Judgement {
    const code = constraintsCode(constraints);
    if (code === 0) return DELIVER;
    if (this.session.kind === 'not-known') return PENDING;
    this.verdicts ??= [];
    return (this.verdicts[code] ??= this.verdictAnew(constraints));
  }

  private verdictAnew(constraints: TransportConstraints): Judgement {
    const violations = violationsIn(constraints, this.session, this.direction);
    if (violations.length === 0) return DELIVER;
    for (const violation of violations) Object.freeze(violation);
    return { ...DELIVER, outcome: onViolation(this.direction), violations: Object.freeze(violations) };
  }

  /** The reply names the first setting that is itself violated so; none if only `secureTransport` demands it (S-10.1). */
  private replyTo(decisive: Violation, determinedBy: Judged['determinedBy']): SmtpReply {
    const culprit = determinedBy.find(({ constraints }) => this.verdictOn(constraints).violations.some(({ type }) => type === decisive.type));
    const { direction, profile } = this;
    return Object.freeze(toReply(decisive, direction, culprit === undefined ? { profile } : { profile, setting: culprit.setting }));
  }
}

const NOTHING: Omit<Judgement, 'outcome'> = { violations: Object.freeze([]), reply: null, testing: Object.freeze([]) };
const DELIVER: Judgement = Object.freeze({ outcome: 'deliver', ...NOTHING });
const PENDING: Judgement = Object.freeze({ outcome: 'pending', ...NOTHING });

function entryOf<K, V>(map: Map<K, V>, key: K, make: () => V): V {
  const present = map.get(key);
  if (present !== undefined) return present;
  const made = make();
  map.set(key, made);
  return made;
}

/** The failure verb of a direction. */
export function onViolation(direction: Direction): 'bounce' | 'reject' {
  return direction === 'outbound' ? 'bounce' : 'reject';
}

/** `deliver` < `pending` < `bounce`, `reject`, which never meet. */
export function worstOutcome(recipients: readonly RecipientDecision[]): Outcome {
  let worst: Outcome = 'deliver';
  for (const { outcome } of recipients) {
    if (outcome === 'bounce' || outcome === 'reject') return outcome;
    if (outcome === 'pending') worst = outcome;
  }
  return worst;
}

/** What all of them require together. Nearly every message has one recipient, or recipients that one setting matches. */
export function joinOf(decided: readonly { readonly constraints: TransportConstraints }[]): TransportConstraints {
  let joined = opportunistic;
  for (const { constraints } of decided) if (constraints !== joined) joined = joined === opportunistic ? constraints : join(joined, constraints);
  return joined;
}

/** SMTP answers once after DATA: the reply of the first rejected recipient (S-9.5). */
export function replyAfterData(recipients: readonly RecipientDecision[]): Decision['reply'] {
  for (const { outcome, reply } of recipients) if (outcome === 'reject') return reply;
  return null;
}
