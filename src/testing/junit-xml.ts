// Reports as JUnit XML, in the form that Ant defined and Jenkins, GitLab and others read: one `testsuite` for each document of tests.

import { escapedCharacter, withoutHidden } from '../explain/visible-text.js';
import type { PolicyTestDifference } from './field-difference.js';
import type { PolicyTestReport, PolicyTestResult } from './run-policy-tests.js';

/** The file or name that tests are known by, and their report, or why they did not run. */
export type JunitSuite = { readonly name: string; readonly report: PolicyTestReport } | { readonly name: string; readonly error: string };

/** What a JUnit report says of the run. */
export interface JunitOptions {
  /** When the tests ran, as `2026-01-31T12:00:00`; a fraction and a zone are left out. Default: the first second of 1970, for nothing here asks a clock. */
  readonly timestamp?: string;
  /** Default `localhost`. */
  readonly hostname?: string;
}

/**
 * Reports as JUnit XML. Valid by the schema of Ant and by that of Jenkins; text that XML cannot carry, or that nobody would see, is written `\x{HEX}`.
 *
 * @throws TypeError for a timestamp that is none
 * @example junitXml([{ name: 'policy.policy-test.yaml', report }], { timestamp: new Date().toISOString() })
 * @see clause S-18.6
 */
export function junitXml(suites: readonly JunitSuite[], options: JunitOptions = {}): string {
  const { timestamp = '1970-01-01T00:00:00', hostname = 'localhost' } = options;
  const when = timeOf(timestamp);
  if (when === null) throw new TypeError('`timestamp` must be a date and time such as `2026-01-31T12:00:00`');
  const body = suites.flatMap((suite, index) => suiteLines(suite, index, when, hostname));
  return ['<?xml version="1.0" encoding="UTF-8"?>', '<testsuites>', ...body, '</testsuites>', ''].join('\n');
}

/** As XML Schema has times: there is no year 0, and no second 60. */
const TIME = /^(?!0000)(\d{4})-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])T(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d/;

/** Without a fraction and a zone; null for a day or a time of day that there is not. */
function timeOf(timestamp: string): string | null {
  const match = TIME.exec(timestamp);
  if (match === null) return null;
  const [year, month, day] = [Number(match[1]), Number(match[2]), Number(match[3])];
  return day <= daysIn(year, month) ? match[0] : null;
}

function daysIn(year: number, month: number): number {
  if (month === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28;
  return [4, 6, 9, 11].includes(month) ? 30 : 31;
}

function suiteLines(suite: JunitSuite, id: number, timestamp: string, hostname: string): string[] {
  const name = token(suite.name);
  const { tests, failures, errors, lines } = 'report' in suite ? reportLines(suite.name, suite.report) : errorLines(suite.name, suite.error);
  const counts = { tests, failures, errors, skipped: 0, time: 0 };
  return [
    `  <testsuite${attributes({ name, package: name, id, timestamp, hostname: token(hostname), ...counts })}>`,
    '    <properties/>',
    ...lines,
    '    <system-out/>',
    '    <system-err/>',
    '  </testsuite>',
  ];
}

interface SuiteBody {
  readonly tests: number;
  readonly failures: number;
  readonly errors: number;
  readonly lines: readonly string[];
}

function reportLines(name: string, { results, failed }: PolicyTestReport): SuiteBody {
  return { tests: results.length, failures: failed, errors: 0, lines: results.flatMap((result) => caseLines(result, name)) };
}

/** A suite without any case would pass, so what is wrong is a case. */
function errorLines(name: string, error: string): SuiteBody {
  const open = `    <testcase${attributes({ name: 'the tests run', classname: token(name), time: 0 })}>`;
  return { tests: 1, failures: 0, errors: 1, lines: [open, `      <error${attributes({ message: error, type: 'not-run' })}>${escaped(error)}</error>`, '    </testcase>'] };
}

function caseLines(result: PolicyTestResult, suite: string): string[] {
  const open = `    <testcase${attributes({ name: token(result.test.name), classname: token(suite), time: 0 })}`;
  if (result.passed) return [`${open}/>`];
  const [first, ...others] = result.differences;
  const more = others.length > 0 ? ` (and ${others.length} more)` : '';
  const text = [...result.differences.map(sentence), ...result.hints, '', result.explanation].join('\n');
  return [`${open}>`, `      <failure${attributes({ message: `${sentence(first)}${more}`, type: 'unexpected-decision' })}>${escaped(text)}</failure>`, '    </testcase>'];
}

function sentence({ recipient, field, expected, found }: PolicyTestDifference): string {
  return `${field}${recipient === null ? '' : ` of ${recipient}`}: expected ${expected}, found ${found}`;
}

function attributes(values: Readonly<Record<string, string | number>>): string {
  return Object.entries(values).map(([name, value]) => ` ${name}="${escaped(String(value)).replaceAll('"', '&quot;').replace(/[\t\n]/g, ' ')}"`).join('');
}

/** Blanks as a token of XML Schema has them; it has at least one character. */
function token(text: string): string {
  const trimmed = text.replace(/\s+/g, ' ').trim();
  return trimmed === '' ? '-' : trimmed;
}

/** What XML 1.0 has no character for and no other mark hides: U+FFFE and U+FFFF. */
const NO_XML = /[\uFFFE\uFFFF]/g;

/** What would not be seen, or would turn the direction of text, as reports on a terminal have it; tabs and line feeds stay. */
function escaped(text: string): string {
  const parts = text.replace(/\r\n?/g, '\n').split(/([\t\n])/);
  const characters = parts.map((part) => (part === '\t' || part === '\n' ? part : withoutHidden(part).replace(NO_XML, escapedCharacter))).join('');
  return characters.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
