// The report of `probe --all` for people: every partner with its outcome, and how many would bounce.

import { constraintWords, routeWords, violationWords } from '../explain/constraint-words.js';
import type { ProbeJudgement, ProbeOutcome, ProbeReport } from '../probe/report.js';
import type { Painter } from './colour.js';
import type { PolicyTarget } from './policy-targets.js';
import { field, paintProbeOutcome } from './probe-text.js';
import { count, renderTable } from './table.js';
import { terminalText } from './terminal-text.js';
import { wrappedLine } from './wrapped-line.js';

export interface Probed {
  readonly target: PolicyTarget;
  readonly report: ProbeReport;
  readonly judgement: ProbeJudgement;
}

/**
 * @param probed - in the order to print them
 * @param unnamed - entries that were not tested
 * @param width - a table that is wider becomes a list
 */
export function probeAllText(probed: readonly Probed[], unnamed: readonly string[], paint: Painter, width: number): string {
  const table = tableLines(probed);
  const results = table.every((line) => line.length <= width) ? paintedTable(table, paint) : probed.flatMap((one) => listLines(one, paint));
  const untested = unnamed.length === 0 ? [] : ['', `Not tested, as they name no domain of their own: ${unnamed.map(terminalText).join(', ')}`];
  return [...results, '', summary(probed, unnamed), ...untested].map((line) => `${wrappedLine(line, width)}\n`).join('');
}

/** A row for each partner, so that each can be searched for. */
function tableLines(probed: readonly Probed[]): string[] {
  const rows = probed.flatMap(({ target, report, judgement }) =>
    target.partners.map((partner) => [
      judgement.outcome,
      terminalText(partner),
      terminalText(routeWords(target.route)),
      terminalText(constraintWords(target.constraints, 'outbound')),
      terminalText(reasonOf(report, judgement)),
    ]),
  );
  return renderTable([{ title: 'Outcome' }, { title: 'Partner' }, { title: 'Mail goes to' }, { title: 'Requires' }, { title: 'Why' }], rows);
}

function paintedTable([titles = '', ...lines]: readonly string[], paint: Painter): string[] {
  return [paint.bold(titles), ...lines.map((line) => line.replace(/^(?:deliver|bounce|defer|undeliverable)\b/, (outcome) => paintProbeOutcome(outcome as ProbeOutcome, paint)))];
}

/** Partners that share a route and requirements share their result. */
function listLines({ target, report, judgement }: Probed, paint: Painter): string[] {
  const reason = reasonOf(report, judgement);
  return [
    `${paintProbeOutcome(judgement.outcome, paint)}  ${target.partners.map(terminalText).join(', ')}`,
    field('mail goes to', routeWords(target.route), 2),
    field('requires', constraintWords(target.constraints, 'outbound'), 2),
    ...(reason === '' ? [] : [field('why', reason, 2)]),
  ];
}

/** Unknown is not fine: who could not be tested is counted beside who would bounce. */
function summary(probed: readonly Probed[], unnamed: readonly string[]): string {
  const bouncing = new Set(partnersWith(probed, ['bounce']));
  const untested = new Set([...unnamed, ...partnersWith(probed, ['defer', 'undeliverable'])]);
  const rest = untested.size === 0 ? '.' : `; ${count(untested.size)} could not be tested.`;
  if (bouncing.size > 0) return `${count(bouncing.size)} ${bouncing.size === 1 ? 'partner' : 'partners'} would bounce if the policy went live now${rest}`;
  if (untested.size > 0) return `No partner that could be tested would bounce if the policy went live now${rest}`;
  return probed.length === 0 ? 'The policy requires nothing of mail to anyone: there is nothing to test.' : 'No partner would bounce if the policy went live now.';
}

function partnersWith(probed: readonly Probed[], outcomes: readonly ProbeOutcome[]): string[] {
  return probed.filter(({ judgement }) => outcomes.includes(judgement.outcome)).flatMap(({ target }) => target.partners);
}

/** Of the outcome itself: where one host bounces and another could not be reached, the latter is why nothing can be told. */
function reasonOf({ lookup, hosts, notTried }: ProbeReport, { outcome, hosts: judgements }: ProbeJudgement): string {
  if (outcome === 'deliver') return '';
  if (!lookup.found) return lookup.message;
  const [violation] = judgements.flatMap(({ violations }) => violations);
  if (outcome === 'bounce' && violation !== undefined) return violationWords(violation);
  const failed = hosts.find(({ failure }, index) => failure !== null && judgements[index]?.outcome === outcome);
  if (failed?.failure) return `${failed.host}: ${failed.failure.message}`;
  return notTried === 0 ? '' : `${count(notTried)} more addresses were not tried`;
}
