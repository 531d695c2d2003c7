// `probe --all POLICY`: every target of a policy, with a progress bar, and a table of who would bounce.

import type { PolicyEngine } from '../engine.js';
import { routeKey } from '../model/route.js';
import type { Route } from '../model/route.js';
import { judgeProbe } from '../probe/judgement.js';
import { probe } from '../probe/probe.js';
import type { ProbeOptions } from '../probe/probe-options.js';
import type { ProbeOutcome, ProbeReport } from '../probe/report.js';
import { inParallel } from '../probe/time-limit.js';
import { painterFor } from './colour.js';
import type { ExitCode, Io } from './io.js';
import { withLiveLine } from './live-line.js';
import { policyTargets } from './policy-targets.js';
import { probeAllText } from './probe-all-text.js';
import type { Probed } from './probe-all-text.js';
import type { EveryTarget } from './probe-request.js';
import { bar } from './progress-bar.js';
import { count } from './table.js';
import { widthOf } from './wrapped-line.js';

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
  const paint = painterFor(io.stdout, io.environment, request.colour);
  await io.stdout.write(request.json ? jsonLines(probed, unnamed) : probeAllText(probed, unnamed, paint, widthOf(io.stdout)));
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
