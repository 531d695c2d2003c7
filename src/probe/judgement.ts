// Whether mail would be delivered or bounce: a report against constraints (S-9.2, S-9.3, S-9.4).

import type { Violation } from '../model/decision.js';
import { quote } from '../model/quotation.js';
import type { Route } from '../model/route.js';
import { checkTransportConstraints, join, opportunistic, requiresSomething } from '../model/transport.js';
import type { TransportConstraints } from '../model/transport.js';
import { judgeAttempt } from '../attempt/attempt-outcome.js';
import type { TriedAddress } from '../attempt/attempt-outcome.js';
import { violationsOf } from '../evaluate/violations.js';
import { diagnose } from './diagnosis.js';
import type { HostFailure, HostJudgement, HostReport, ProbeJudgement, ProbeOutcome, ProbeReport } from './report.js';

/**
 * What constraints make of a report: whether mail would be delivered or bounce, and for every violation why, and what to do about it. It connects to
 * nothing, so one report can be judged by many constraints.
 *
 * @param report - of `probe`, or one that went through JSON
 * @param constraints - of `Decision.deliveries`, or of your own
 * @throws TypeError for constraints with a word that is none of theirs, which would demand nothing (S-12.4)
 * @example judgeProbe(report, { tls: 'required', minVersion: null, caSigned: true, hostname: true }).outcome // 'deliver'
 * @see clauses S-9.2 and S-9.4
 */
export function judgeProbe(report: ProbeReport, constraints: TransportConstraints): ProbeJudgement {
  const joined = join(checkTransportConstraints(constraints), opportunistic);
  const judged = report.hosts.map((host): JudgedHost => ({ host, judgement: judgeHost(host, report.route, joined) }));
  const outcome = outcomeOf(report, judged.map(triedAddress));
  return { constraints: joined, outcome, consequence: consequenceOf(outcome, report), hosts: judged.map(({ judgement }) => judgement) };
}

interface JudgedHost {
  readonly host: HostReport;
  readonly judgement: HostJudgement;
}

function judgeHost(host: HostReport, route: Route, constraints: TransportConstraints): HostJudgement {
  const violations = violationsAt(host, constraints);
  const diagnoses = violations.map((violation) => diagnose(violation, host, route, constraints));
  return { outcome: outcomeAt(host, violations, constraints), violations, diagnoses };
}

/** A session that violates does so right after the handshake, whatever fails later. */
function violationsAt({ session, failure }: HostReport, constraints: TransportConstraints): Violation[] {
  if (!requiresSomething(constraints)) return [];
  const found = session === null ? [] : violationsOf(constraints, session);
  if (found.length > 0 || !failure?.resultType) return found;
  return [{ type: failure.resultType, required: 'TLS', found: failure.message }];
}

function outcomeAt({ failure, implicitTls }: HostReport, violations: readonly Violation[], constraints: TransportConstraints): ProbeOutcome {
  if (violations.length > 0) return 'bounce';
  if (failure === null) return 'deliver';
  // Opportunistic TLS that fails gives way to plaintext (S-9.6), where the port has any.
  if (failure.resultType !== null && !implicitTls && !requiresSomething(constraints)) return 'deliver';
  return failure.kind === 'refused-for-good' ? 'undeliverable' : 'defer';
}

/** Every host is tried within the one attempt, and nothing is certain while an address was left out (S-9.4). */
function outcomeOf({ lookup, notTried }: ProbeReport, tried: readonly TriedAddress[]): ProbeOutcome {
  if (!lookup.found) return lookup.reason === 'dns-failure' || lookup.reason === 'no-address-of-family' ? 'defer' : 'undeliverable';
  const { outcome } = judgeAttempt(tried);
  return notTried > 0 && outcome !== 'deliver' ? 'defer' : outcome;
}

function triedAddress({ host: { host, failure }, judgement: { outcome } }: JudgedHost): TriedAddress {
  return { host, outcome: outcome === 'defer' && isOutOfReach(failure) ? 'out-of-reach' : outcome };
}

function isOutOfReach(failure: HostFailure | null): boolean {
  return failure?.kind === 'unreachable' || failure?.kind === 'no-address' || (failure?.kind === 'timeout' && failure.step === 'connect');
}

function consequenceOf(outcome: ProbeOutcome, report: ProbeReport): string {
  const { route, lookup } = report;
  const place = route.kind === 'mx' ? quote(route.domain) : quote(route.host);
  switch (outcome) {
    case 'deliver':
      return `Mail through ${place} is delivered under these requirements.`;
    case 'bounce':
      return `A setting with these requirements, saved as things are, makes every mail through ${place} bounce at the first attempt.`;
    case 'defer':
      return `Nothing can be said about ${place} yet: ${whyNotYet(report)}.`;
    case 'undeliverable':
      return lookup.found ? `${place} takes no mail, with or without TLS.` : `No mail can be delivered: ${lookup.message}.`;
  }
}

/** Why a report is not enough to tell. */
function whyNotYet({ lookup, hosts, notTried }: ProbeReport): string {
  if (!lookup.found) return lookup.message;
  if (hosts.some(({ failure }) => failure?.kind === 'ended')) return 'the probe was ended before every mail host was tested';
  if (notTried > 0) return `${notTried} more addresses were not tried`;
  return 'a mail host was not reached, or failed for now, and mail would wait and be tried again';
}
