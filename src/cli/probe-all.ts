// `probe --all POLICY`: every target of a policy, with a progress bar, and a table of who would bounce.

import { constraintWords, routeWords, violationWords } from '../explain/constraint-words.js';
import { few } from '../explain/visible-text.js';
import type { PolicyEngine } from '../engine.js';
import { routeKey } from '../model/route.js';
import type { Route } from '../model/route.js';
import { judgeProbe } from '../probe/judgement.js';
import { probe } from '../probe/probe.js';
import type { ProbeOptions } from '../probe/probe-options.js';
import type { ProbeJudgement, ProbeOutcome, ProbeReport } from '../probe/report.js';
import { inParallel } from '../probe/time-limit.js';
import { painterFor } from './colour.js';
import type { Painter } from './colour.js';
import type { ExitCode, Io } from './io.js';
import { withLiveLine } from './live-line.js';
import { policyTargets } from './policy-targets.js';
import type { PolicyTarget } from './policy-targets.js';
import type { EveryTarget } from './probe-request.js';
import { paintProbeOutcome } from './probe-text.js';
import { bar } from './progress-bar.js';
import { count, renderTable } from './table.js';
import { terminalText } from './terminal-text.js';

interface Probed {
  readonly target: PolicyTarget;
  readonly report: ProbeReport;
  readonly judgement: ProbeJudgement;
}

export async function probeAll(engine: PolicyEngine, request: EveryTarget, io: Io): Promise<ExitCode> {
  const { targets, unnamed } = await withLiveLine(io, (line) =>
    policyTargets(engine.policy, (done, total) => line.show(`${bar(done, total)}  ${count(done)} of ${count(total)} entries`)),
  );
  const reports = await probeRoutes(targets.map(({ route }) => route), request.options, io);
  const probed = targets.flatMap((target): Probed[] => {
    const report = reports.get(routeKey(target.route));
    return report === undefined ? [] : [{ target, report, judgement: judgeProbe(report, target.constraints) }];
  });
  probed.sort((a, b) => WORST_FIRST.indexOf(a.judgement.outcome) - WORST_FIRST.indexOf(b.judgement.outcome));
  await io.stdout.write(request.json ? jsonLines(probed, unnamed) : tableText(probed, unnamed, painterFor(io.stdout, io.environment, request.colour)));
  const code = exitCodeOf(probed.map(({ judgement }) => judgement.outcome));
  return code === 0 && unnamed.length > 0 ? 2 : code;
}

/** One bounce is a bounce; and what cannot be told of one partner is not told. */
export function exitCodeOf(outcomes: readonly ProbeOutcome[]): ExitCode {
  if (outcomes.includes('bounce')) return 1;
  return outcomes.every((outcome) => outcome === 'deliver') ? 0 : 2;
}

const WORST_FIRST: readonly ProbeOutcome[] = ['bounce', 'undeliverable', 'defer', 'deliver'];
const AT_ONCE = 4;

/** Each route once, whatever is required of it. */
async function probeRoutes(routes: readonly Route[], options: ProbeOptions, io: Io): Promise<ReadonlyMap<string, ProbeReport>> {
  const distinct = [...new Map(routes.map((route) => [routeKey(route), route])).values()];
  const reports = await withLiveLine(io, async (line) => {
    let done = 0;
    const show = (): Promise<void> => line.show(`${bar(done, distinct.length)}  ${count(done)} of ${count(distinct.length)} routes`);
    await show();
    return inParallel(distinct, AT_ONCE, async (route): Promise<[string, ProbeReport]> => {
      const report = await probe(route, options);
      done++;
      await show();
      return [routeKey(route), report];
    });
  });
  return new Map(reports);
}

/** A line for each target, and one for those that were not tested. */
function jsonLines(probed: readonly Probed[], unnamed: readonly string[]): string {
  const tested = probed.map(({ target, report, judgement }) => ({ partners: target.partners, ...report, judgement }));
  const untested = unnamed.length === 0 ? [] : [{ partners: unnamed, route: null, judgement: null, untested: 'no-domain-of-its-own' }];
  return [...tested, ...untested].map((line) => `${JSON.stringify(line)}\n`).join('');
}

function tableText(probed: readonly Probed[], unnamed: readonly string[], paint: Painter): string {
  const rows = probed.map(({ target, report, judgement }) => [
    judgement.outcome,
    few([...target.partners]).map(terminalText).join(', '),
    terminalText(routeWords(target.route)),
    terminalText(constraintWords(target.constraints, 'outbound')),
    terminalText(reasonOf(report, judgement)),
  ]);
  const [titles = '', ...lines] = renderTable([{ title: 'Outcome' }, { title: 'Partners' }, { title: 'Mail goes to' }, { title: 'Requires' }, { title: 'Why' }], rows);
  const painted = lines.map((line) => line.replace(/^(?:deliver|bounce|defer|undeliverable)\b/, (outcome) => paintProbeOutcome(outcome as ProbeOutcome, paint)));
  const rest = unnamed.length === 0 ? [] : ['', `Not tested, as they name no domain of their own: ${few([...unnamed]).map(terminalText).join(', ')}`];
  return [paint.bold(titles), ...painted, '', summary(probed, unnamed), ...rest].map((line) => `${line}\n`).join('');
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

function reasonOf({ lookup, hosts }: ProbeReport, judgement: ProbeJudgement): string {
  if (judgement.outcome === 'deliver') return '';
  if (!lookup.found) return lookup.message;
  const violation = judgement.hosts.flatMap(({ violations }) => violations)[0];
  return violation === undefined ? (hosts.find(({ failure }) => failure !== null)?.failure?.message ?? '') : violationWords(violation);
}
