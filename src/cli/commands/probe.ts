// `probe DOMAIN|HOST[:PORT]`: test the TLS connection to a partner; `probe --all POLICY`: to every partner of a policy.

import { compilePolicy } from '../../engine.js';
import type { Decision, Match, RecipientDecision } from '../../model/decision.js';
import type { Policy } from '../../model/policy.js';
import type { Route } from '../../model/route.js';
import type { TransportConstraints } from '../../model/transport.js';
import { appliedItems } from '../../explain/setting-words.js';
import { enforcedPolicy } from '../../policy/enforced-policy.js';
import { contentOf } from '../../policy/parsed-policy.js';
import { judgeProbe } from '../../probe/judgement.js';
import { probe as probeRoute } from '../../probe/probe.js';
import type { ProbeOptions, ProbeProgress } from '../../probe/probe-options.js';
import type { ProbeReport } from '../../probe/report.js';
import { painterFor } from '../colour.js';
import { engineFromFile } from '../engine-from-file.js';
import { UsageError } from '../failure.js';
import type { ExitCode, Io } from '../io.js';
import { withLiveLine } from '../live-line.js';
import { exitCodeOf, probeAll } from '../probe-all.js';
import { probeHelp } from '../probe-help.js';
import { readProbeRequest } from '../probe-request.js';
import type { OneTarget } from '../probe-request.js';
import { probeText } from '../probe-text.js';
import { terminalText } from '../terminal-text.js';
import { widthOf } from '../wrapped-line.js';
import type { Command } from './command.js';

export const probe: Command = {
  name: 'probe',
  summary: 'test the TLS connection to a partner before requiring it',
  help: probeHelp,
  run: runProbe,
};

async function runProbe(args: readonly string[], io: Io): Promise<ExitCode> {
  const request = await readProbeRequest(args, io);
  try {
    if (request.kind === 'one') return await probeOne(request, io);
    return await probeAll(await engineFromFile(request.policy, io, request.colour, 'default'), request, io);
  } finally {
    request.release();
  }
}

async function probeOne(request: OneTarget, io: Io): Promise<ExitCode> {
  const { route, constraints, because, decision } = await assignmentOf(request, io);
  const report = await probeWatched(route, request.options, io);
  const judgement = judgeProbe(report, constraints);
  const paint = painterFor(io.stdout, io.environment, request.colour);
  await io.stdout.write(request.json ? `${JSON.stringify({ ...report, judgement, ...(decision === null ? {} : { decision }) })}\n` : probeText(report, judgement, because, paint, widthOf(io.stdout)));
  return exitCodeOf([judgement.outcome]);
}

interface Assignment {
  readonly route: Route;
  readonly constraints: TransportConstraints;
  readonly because: readonly string[];
  readonly decision: Decision | null;
}

/** A policy says where the mail goes, unless the host to test was named. What is tested is what is about to be required: all of its settings, enforced. */
async function assignmentOf({ route, requirements, colour }: OneTarget, io: Io): Promise<Assignment> {
  if (requirements.kind === 'constraints') return { route, constraints: requirements.constraints, because: [], decision: null };
  const { policy, mailFrom, recipient: rcptTo, secureTransport } = requirements;
  const { policy: asItIs } = await engineFromFile(policy, io, colour, 'default');
  const decision = compilePolicy(enforcedPolicy(asItIs)).evaluate({ envelope: { mailFrom, rcptTo: [rcptTo] }, secureTransport }, 'outbound');
  const [recipient] = decision.recipients;
  // A valid address has its own domain for a route at the least.
  if (recipient === undefined || recipient.route === null) throw new UsageError(`mail to \`${rcptTo}\` goes nowhere`);
  return { route: route.kind === 'mx' ? recipient.route : route, constraints: recipient.constraints, because: reasons(recipient, asItIs), decision };
}

/** The settings that require something, and which of them do not yet. */
function reasons(recipient: RecipientDecision, asItIs: Policy): string[] {
  const testing = new Set(contentOf(asItIs).orgUnits.flatMap(({ path, settings }) => settings.filter(({ mode }) => mode === 'testing').map(({ id }) => `${id}\n${path}`)));
  const isTesting = ({ setting, orgUnit }: Match): boolean => testing.has(`${setting}\n${orgUnit}`);
  const lines = (determinedBy: RecipientDecision['determinedBy']): string[] => appliedItems({ ...recipient, determinedBy }, 'outbound').map(({ line }) => line);
  const { determinedBy, secureTransport } = recipient;
  return [
    ...(secureTransport ? ['something else demands secure transport, so TLS is required in any case'] : []),
    ...lines(determinedBy.filter((match) => !isTesting(match))),
    ...lines(determinedBy.filter(isTesting)).map((line) => `${line} (still in testing mode)`),
  ];
}

function probeWatched(route: Route, options: ProbeOptions, io: Io): Promise<ProbeReport> {
  return withLiveLine(io, async (line) => {
    let written: Promise<void> = line.show('looking for mail hosts ...');
    const onProgress = (event: ProbeProgress): void => {
      written = written.then(() => line.show(progressWords(event)));
    };
    try {
      return await probeRoute(route, { ...options, onProgress });
    } finally {
      await written;
    }
  });
}

function progressWords({ host, address, step, ended }: ProbeProgress): string {
  return terminalText(`${host} [${address}]: ${step} ${ended === null ? '...' : `${ended.ok ? 'done' : 'failed'}, ${ended.durationMs} ms`}`);
}
