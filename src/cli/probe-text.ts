// The report of a probe for people: the outcome first, then each mail host, what it said, and what to do.

import { constraintWords, routeWords, violationWords } from '../explain/constraint-words.js';
import type { Session } from '../model/message.js';
import type { CertificateDescription, Diagnosis, HostJudgement, HostReport, ProbeJudgement, ProbeOutcome, ProbeReport, ProbeStep, TlsDescription } from '../probe/report.js';
import type { Painter } from './colour.js';
import { terminalText } from './terminal-text.js';
import { wrappedLine } from './wrapped-line.js';

/**
 * @param because - where the requirements come from, a line each
 * @param width - of the terminal; Infinity for lines as long as they are
 */
export function probeText(report: ProbeReport, judgement: ProbeJudgement, because: readonly string[], paint: Painter, width: number): string {
  const lines = [
    `${paint.bold(paintProbeOutcome(judgement.outcome, paint))}  ${terminalText(routeWords(report.route))}`,
    field('requires', constraintWords(judgement.constraints, 'outbound'), 2),
    ...because.map((line) => field('because', line, 2)),
    field('hosts', lookupWords(report), 2),
    ...report.hosts.flatMap((host, index) => hostLines(host, judgement.hosts[index], paint)),
    '',
    paint.bold(terminalText(judgement.consequence)),
  ];
  return lines.map((line) => `${wrappedLine(line, width)}\n`).join('');
}

export function paintProbeOutcome(outcome: ProbeOutcome, paint: Painter): string {
  switch (outcome) {
    case 'deliver':
      return paint.green(outcome);
    case 'defer':
      return paint.yellow(outcome);
    case 'bounce':
    case 'undeliverable':
      return paint.red(outcome);
  }
}

function lookupWords({ lookup, hosts, notTried }: ProbeReport): string {
  if (!lookup.found) return lookup.message;
  const source = { mx: 'by MX records', 'implicit-mx': 'by its own address, for want of MX records', host: 'by name', address: 'by address' }[lookup.source];
  const addresses = hosts.filter(({ address }) => address !== null).length;
  const several = addresses === lookup.hosts.length ? '' : `, with ${counted(addresses, 'address', 'addresses')}`;
  const rest = notTried === 0 ? '' : `; ${notTried} more not tried`;
  return `${lookup.hosts.length} found ${source}${several}${rest}`;
}

function counted(number: number, one: string, many: string): string {
  return `${number} ${number === 1 ? one : many}`;
}

function hostLines(host: HostReport, judgement: HostJudgement | undefined, paint: Painter): string[] {
  const { address, port, preference, steps, tls, session, versions, warnings, failure } = host;
  const outcome = judgement?.outcome ?? 'defer';
  const place = `${address === null ? 'no address' : `${address} port ${port}`}${preference === null ? '' : `, preference ${preference}`}`;
  return [
    '',
    `  ${paintProbeOutcome(outcome, paint)} ${paint.bold(terminalText(host.host))}${paint.dim(terminalText(`  ${place}`))}`,
    ...steps.map((step) => field(step.name, stepWords(step))),
    ...(tls === null ? [] : tlsLines(tls)),
    ...(session === null ? [] : [field('verdicts', verdictWords(session))]),
    ...(versions === null ? [] : [field('versions', Object.entries(versions).map(([version, answer]) => `${version} ${answer}`).join(', '))]),
    ...(failure === null ? [] : [field('failure', failure.message)]),
    ...warnings.map(({ message }) => field('warning', message, INDENT, (text) => paint.yellow(text))),
    ...(judgement?.violations ?? []).map((violation) => field('violation', violationWords(violation), INDENT, (text) => paint.red(text))),
    ...(judgement?.diagnoses ?? []).flatMap(diagnosisLines),
  ];
}

/** The first line of a reply says most. */
function stepWords({ ok, durationMs, reply }: ProbeStep): string {
  const words = reply === null ? '' : `  ${reply.code} ${reply.lines[0] ?? ''}`.trimEnd();
  const more = (reply?.lines.length ?? 0) > 1 ? ` (and ${counted((reply?.lines.length ?? 1) - 1, 'more line', 'more lines')})` : '';
  return `${String(durationMs).padStart(5)} ms${ok ? '' : '  failed'}${words}${more}`;
}

function tlsLines({ protocol, cipher, chain }: TlsDescription): string[] {
  return [field('tls', `${protocol}, ${cipher}`), ...chain.flatMap((certificate, index) => certificateLines(certificate, index))];
}

const MAX_NAMES = 8;

function certificateLines(certificate: CertificateDescription, index: number): string[] {
  const { subject, names, issuer, validFrom, validTo, daysLeft, key, fingerprint } = certificate;
  const shown = names.length <= MAX_NAMES ? names : [...names.slice(0, MAX_NAMES), `and ${names.length - MAX_NAMES} more`];
  return [
    field(index === 0 ? 'certificate' : 'signed by', `${subject}, ${key}`),
    ...(index === 0 ? [field('', `names: ${shown.length === 0 ? 'none' : shown.join(', ')}`), field('', `issuer: ${issuer}`)] : []),
    field('', `valid from ${validFrom.slice(0, 10)} to ${validTo.slice(0, 10)} (${daysWords(daysLeft)})`),
    ...(index === 0 ? [field('', `SHA-256 ${fingerprint}`)] : []),
  ];
}

function daysWords(daysLeft: CertificateDescription['daysLeft']): string {
  if (daysLeft === null) return 'the end cannot be read';
  if (daysLeft >= 0) return `${counted(daysLeft, 'day', 'days')} left`;
  // Whole days are counted downwards: -1 is the day that is running.
  const daysAgo = -daysLeft - 1;
  return daysAgo === 0 ? 'expired less than a day ago' : `expired ${counted(daysAgo, 'day', 'days')} ago`;
}

function verdictWords(session: Session): string {
  if (!session.tls) return 'no TLS';
  if (session.certificate === null || session.certificate === undefined) return `${session.version}, no certificate`;
  const { trusted, hostnameMatches, expired } = session.certificate;
  return `chain trusted: ${word(trusted)}, host name matches: ${word(hostnameMatches)}, expired: ${word(expired)}`;
}

function word(verdict: boolean | undefined): string {
  return verdict === undefined ? 'unknown' : verdict ? 'yes' : 'no';
}

function diagnosisLines({ sentence, remedies }: Diagnosis): string[] {
  const numbered = remedies.flatMap(({ text, warning }, index) => [field(index === 0 ? 'remedies' : '', `${index + 1}. ${text}`), ...(warning === null ? [] : [field('', `   ${warning}`)])]);
  return [field('why', sentence), ...numbered];
}

/** Of the lines of a host. */
const INDENT = 4;

/** A line with a name and its value, which may hold anything. */
export function field(name: string, value: string, indent: number = INDENT, paint: (text: string) => string = (text) => text): string {
  return `${' '.repeat(indent)}${name.padEnd(15)}${paint(terminalText(value))}`.trimEnd();
}
