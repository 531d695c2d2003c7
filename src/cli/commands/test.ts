// `test POLICY [TEST-FILE...]`: the policy against the cases of its test files.

import type { Policy } from '../../model/policy.js';
import { policyTestCoverage } from '../../testing/coverage.js';
import type { PolicyTestCoverage } from '../../testing/coverage.js';
import { renderPolicyTestCoverage, renderPolicyTestReport } from '../../testing/report-text.js';
import { runPolicyTests } from '../../testing/run-policy-tests.js';
import type { PolicyTestReport } from '../../testing/run-policy-tests.js';
import type { PolicyTests } from '../../testing/policy-test.js';
import { painterFor } from '../colour.js';
import type { Painter } from '../colour.js';
import { missedLimits, parseCoverageLimits } from '../coverage-option.js';
import { engineFromFile } from '../engine-from-file.js';
import { InputError, UsageError } from '../failure.js';
import { findingText } from '../finding-text.js';
import type { ExitCode, Io } from '../io.js';
import { checkJunitFile, writeJunitError, writeJunitFile } from '../junit-file.js';
import { commonOptions, readCommandLine } from '../options.js';
import { policyTestOperands, readPolicyTestFile } from '../policy-test-files.js';
import type { PolicyTestFile } from '../policy-test-files.js';
import { count } from '../table.js';
import { terminalText } from '../terminal-text.js';
import type { Command } from './command.js';

export const test: Command = {
  name: 'test',
  summary: 'run the tests of a policy',
  help: `Usage: smtp-tls-policy test [options] POLICY [TEST-FILE...]

Runs policy tests: cases with a message and what is expected of the decision. Of those that fail it shows what was expected,
what was found, and why. Without TEST-FILE it runs every file *.policy-test.yaml, .yml or .json beside the policy.
POLICY is a JSON or YAML file, a snapshot, or - for standard input. docs/policy-tests.md describes test files.

Options:
  --coverage               what of the policy no test touches: settings, org units, address lists, entries
  --fail-under [KIND=]PERCENT
                           fail if tests touch less of the settings, or of KIND: settings, org-units, address-lists, entries;
                           repeat for more kinds
  --junit FILE             write JUnit XML as well; where nothing can be tested, it says so as an error
  --json                   one JSON object: ok, passed, failed, files, coverage
  --color, --no-color      colour, whatever the terminal (also: FORCE_COLOR, NO_COLOR)
  -h, --help               this text

Exit codes:
  0  every test passed
  1  a test failed, or the coverage is too low
  2  wrong usage, no tests, or a file cannot be read or is not valid
`,
  run: testPolicy,
};

const options = {
  ...commonOptions,
  coverage: { type: 'boolean' },
  'fail-under': { type: 'string', multiple: true },
  junit: { type: 'string' },
} as const;

interface TestedFile extends PolicyTestFile {
  readonly report: PolicyTestReport;
}

type TestValues = ReturnType<typeof readCommandLine<typeof options>>['values'];

async function testPolicy(args: readonly string[], io: Io): Promise<ExitCode> {
  const { values, operands } = readCommandLine(args, options);
  const [operand, ...named] = operands;
  if (operand === undefined) throw new UsageError('name the policy file');
  const { junit } = values;
  if (junit === undefined) return (await testFiles(operand, named, values, io)).code;
  await checkJunitFile(junit, operands);
  const { tested, code } = await testFiles(operand, named, values, io).catch(async (error: unknown) => {
    await writeJunitError(junit, operand, error);
    throw error;
  });
  await writeJunitFile(junit, tested.map(({ file, report }) => ({ name: file, report })));
  return code;
}

/** The results are shown before anything is written to a file, which can fail. */
async function testFiles(operand: string, named: readonly string[], values: TestValues, io: Io): Promise<{ tested: readonly TestedFile[]; code: ExitCode }> {
  const limits = parseCoverageLimits(values['fail-under'] ?? []);
  const files = await Promise.all((await policyTestOperands(operand, named)).map((name) => readPolicyTestFile(name, io)));
  const { policy } = await engineFromFile(operand, io, values, 'default');
  const valid = await validFiles(files, io, painterFor(io.stderr, io.environment, values));
  const tested = valid.map(({ file, tests }) => ({ ...file, report: runPolicyTests(policy, tests) }));
  const coverage = values.coverage === true || limits.length > 0 ? coverageOf(policy, tested) : null;
  const missed = coverage === null ? [] : missedLimits(limits, coverage);
  const ok = missed.length === 0 && tested.every(({ report }) => report.failed === 0);
  const paint = painterFor(io.stdout, io.environment, values);
  await io.stdout.write(values.json === true ? `${JSON.stringify(jsonOf(tested, coverage, missed, ok))}\n` : textOf(tested, coverage, missed, paint));
  return { tested, code: ok ? 0 : 1 };
}

/** @throws InputError after the findings have been written, if a file is not valid: nothing runs, for the rest would look like all */
async function validFiles(files: readonly PolicyTestFile[], io: Io, paint: Painter): Promise<{ file: PolicyTestFile; tests: PolicyTests }[]> {
  const findings = files.flatMap((file) => file.findings);
  await io.stderr.write(findings.map((finding) => findingText(finding, paint)).join(''));
  return files.map((file) => {
    if (file.tests === null) throw new InputError(`${file.file}: the tests are not valid, so none ran; correct ${findings.length === 1 ? 'the error' : 'the errors'} above`);
    return { file, tests: file.tests };
  });
}

function coverageOf(policy: Policy, tested: readonly TestedFile[]): PolicyTestCoverage {
  return policyTestCoverage(policy, tested.map(({ report }) => report));
}

function jsonOf(tested: readonly TestedFile[], coverage: PolicyTestCoverage | null, missed: readonly string[], ok: boolean): object {
  return {
    ok,
    passed: total(tested, 'passed'),
    failed: total(tested, 'failed'),
    files: tested.map(({ file, report, placeOf }) => ({
      file,
      tests: report.results.map(({ test: { name, ...rest }, passed, differences, hints, explanation, decision }) => ({
        name,
        place: placeOf({ name, ...rest }),
        passed,
        differences,
        hints,
        explanation,
        decision,
      })),
    })),
    ...(coverage === null ? {} : { coverage, missed }),
  };
}

function textOf(tested: readonly TestedFile[], coverage: PolicyTestCoverage | null, missed: readonly string[], paint: Painter): string {
  const report = { good: (text: string) => paint.green(text), bad: (text: string) => paint.red(text), faint: (text: string) => paint.dim(text) };
  const files = tested.map(({ file, report: results, placeOf }) => `${paint.bold(terminalText(file))}\n${renderPolicyTestReport(results, { placeOf, paint: report })}`);
  const all = tested.length === 1 ? '' : `\n${allWords(tested, paint)}\n`;
  return [files.join('\n'), all, coverage === null ? '' : `\n${renderPolicyTestCoverage(coverage)}`, ...missed.map((sentence) => `${paint.red(sentence)}\n`)].join('');
}

function allWords(tested: readonly TestedFile[], paint: Painter): string {
  const failed = total(tested, 'failed');
  const words = `in all: ${count(total(tested, 'passed'))} passed, ${count(failed)} failed`;
  return failed === 0 ? paint.green(words) : paint.red(words);
}

function total(tested: readonly TestedFile[], which: 'passed' | 'failed'): number {
  return tested.reduce((sum, { report }) => sum + report[which], 0);
}
