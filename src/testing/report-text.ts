// Reports and coverage in words: each test on a line, and below those that failed what was expected, what was found and why (S-18.4, S-18.5).

import { quoted, visible } from '../explain/visible-text.js';
import type { Coverage, PolicyTestCoverage } from './coverage.js';
import type { PolicyTestDifference } from './field-difference.js';
import type { PolicyTest } from './policy-test.js';
import type { PolicyTestReport, PolicyTestResult } from './run-policy-tests.js';

/** How a report is printed. */
export interface ReportTextOptions {
  /** Where a test stands, as `policy.policy-test.yaml:12:5`. Default: nothing is said of it. */
  readonly placeOf?: (test: PolicyTest) => string;
  /** Default: plain text. */
  readonly paint?: ReportPaint;
}

/** How text is marked, for a terminal for one. */
export interface ReportPaint {
  good(text: string): string;
  bad(text: string): string;
  faint(text: string): string;
}

const PLAIN: ReportPaint = { good: (text) => text, bad: (text) => text, faint: (text) => text };
const NAME = 300;
const VALUE = 600;

/**
 * A report in plain text, lines ending in a line feed. Names and values from messages and policies are shown without anything that could steer a terminal.
 *
 * @example renderPolicyTestReport(report) // 'pass  the bank gets TLS\n1 test: 1 passed, 0 failed\n'
 * @see clauses S-10.3 and S-18.4
 */
export function renderPolicyTestReport(report: PolicyTestReport, options: ReportTextOptions = {}): string {
  const { placeOf = () => '', paint = PLAIN } = options;
  const lines = report.results.flatMap((result) => resultLines(result, placeOf(result.test), paint));
  return [...lines, summary(report, paint)].map((line) => `${line}\n`).join('');
}

function resultLines(result: PolicyTestResult, place: string, paint: ReportPaint): string[] {
  const name = visible(result.test.name, NAME);
  if (result.passed) return [`${paint.good('pass')}  ${name}`];
  return [
    `${paint.bad('FAIL')}  ${name}${place === '' ? '' : paint.faint(`  ${visible(place, NAME)}`)}`,
    ...result.differences.flatMap((difference) => differenceLines(difference, paint)),
    ...result.hints.map((hint) => `      ${visible(hint, VALUE)}`),
    '      why:',
    ...result.explanation.trimEnd().split('\n').map((line) => (line === '' ? '' : paint.faint(`        ${line}`))),
    '',
  ];
}

function differenceLines({ recipient, field, expected, found }: PolicyTestDifference, paint: ReportPaint): string[] {
  const whose = recipient === null ? '' : ` of ${quoted(recipient)}`;
  return [`      ${field}${whose}`, `        expected  ${paint.good(visible(expected, VALUE))}`, `        found     ${paint.bad(visible(found, VALUE))}`];
}

function summary({ results, passed, failed }: PolicyTestReport, paint: ReportPaint): string {
  const counts = `${passed} passed, ${failed} failed`;
  return `${results.length} ${results.length === 1 ? 'test' : 'tests'}: ${failed === 0 ? paint.good(counts) : paint.bad(counts)}`;
}

/**
 * Coverage in plain text, lines ending in a line feed: a line for each kind, and below it the first of what no test touches.
 *
 * @example renderPolicyTestCoverage(coverage) // 'Coverage\n  settings       4 of 5  80.0 %\n    not touched: `auditors` of `/`\n...'
 * @see clauses S-10.3 and S-18.5
 */
export function renderPolicyTestCoverage({ settings, orgUnits, addressLists, entries }: PolicyTestCoverage): string {
  const lines = [
    ...coverageLines('settings', settings, ({ setting, orgUnit }) => `${quoted(setting)} of ${quoted(orgUnit)}`),
    ...coverageLines('org units', orgUnits, quoted),
    ...coverageLines('address lists', addressLists, quoted),
    ...coverageLines('entries', entries, ({ addressList, entry }) => `${quoted(entry)} of ${quoted(addressList)}`),
  ];
  return `Coverage\n${lines.map((line) => `  ${line}\n`).join('')}`;
}

function coverageLines<Name>(noun: string, { total, touched, percent, untouched }: Coverage<Name>, words: (name: Name) => string): string[] {
  const more = total - touched - untouched.length;
  return [
    `${noun.padEnd(13)}  ${grouped(touched)} of ${grouped(total)}  ${percent.toFixed(1)} %`,
    ...untouched.map((name) => `  not touched: ${words(name)}`),
    ...(more > 0 ? [`  and ${grouped(more)} more`] : []),
  ];
}

/** With commas between thousands. */
function grouped(count: number): string {
  return String(count).replace(/\B(?=(?:\d{3})+$)/g, ',');
}
