// The report of an import for people: what it made, then what they have to look at, most important first.

import type { Painter } from './colour.js';
import type { ImportFinding, ImportOutcome, ImportReport } from '../google-workspace/import-report.js';
import { pathText } from '../model/diagnostic.js';
import { count } from './table.js';
import { terminalText } from './terminal-text.js';

/** What the files are called where a finding points into them. */
export interface ImportNames {
  /** In the order in which they were imported together. */
  readonly exports: readonly string[];
  readonly orgUnits: string;
  readonly document: string;
}

/** Whether the document lacks something that belongs in it, or may not be as Google has it. */
export function losesSomething({ findings }: ImportReport): boolean {
  return findings.some(({ outcome }) => outcome === 'left-out' || outcome === 'uncertain');
}

export function importText(report: ImportReport, names: ImportNames, paint: Painter): string {
  const findings = ORDER.flatMap((outcome) => report.findings.filter((finding) => finding.outcome === outcome));
  return findings.map((finding) => findingText(finding, names, paint)).join('') + summary(report, names, paint);
}

const ORDER: readonly ImportOutcome[] = ['imported', 'not-needed', 'changed', 'uncertain', 'left-out', 'fill-in'];

function findingText(finding: ImportFinding, names: ImportNames, paint: Painter): string {
  const { code, message } = finding;
  return `${paint.bold(`${terminalText(place(finding, names))}:`)} ${label(finding.outcome, paint)} ${code}: ${terminalText(message)}\n`;
}

function label(outcome: ImportOutcome, paint: Painter): string {
  switch (outcome) {
    case 'imported':
      return paint.green('imported');
    case 'changed':
      return paint.yellow('changed');
    case 'fill-in':
      return paint.yellow('fill in');
    case 'not-needed':
      return 'not needed';
    case 'left-out':
      return paint.red('left out');
    case 'uncertain':
      return paint.red('uncertain');
  }
}

function place({ outcome, path }: ImportFinding, { exports, orgUnits, document }: ImportNames): string {
  const [first, ...rest] = path;
  if (outcome === 'fill-in') return inFile(document, path);
  if (first === 'options') return inFile(orgUnits, rest.slice(1));
  return typeof first === 'number' ? inFile(exports[first] ?? '', rest) : exports.join(', ');
}

function inFile(file: string, path: ImportFinding['path']): string {
  return path.length === 0 ? file : `${file}: ${pathText(path)}`;
}

function summary(report: ImportReport, { document }: ImportNames, paint: Painter): string {
  const { orgUnits, addressLists, entries } = report.counts;
  const made = `${amount(entries, 'entry', 'entries')} in ${amount(addressLists, 'list')}, ${amount(orgUnits, 'org unit')}`;
  const todo = `${amount(report.places.length, 'place')} to fill in`;
  const lost = report.findings.filter(({ outcome }) => outcome === 'left-out' || outcome === 'uncertain').length;
  const words = `${terminalText(document)}: ${made}; ${todo}; ${lost === 0 ? 'nothing left out' : `${count(lost)} left out or uncertain`}`;
  return `${lost === 0 ? paint.green(words) : paint.yellow(words)}\n`;
}

function amount(number: number, one: string, many: string = `${one}s`): string {
  return `${count(number)} ${number === 1 ? one : many}`;
}
