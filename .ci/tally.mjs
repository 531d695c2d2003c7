// Adds up what the parts of a CI run counted and prints the closing line, and before it whatever failed: a log is often kept as its last lines only.
// Usage: node .ci/tally.mjs [PART...], the titles of the parts that failed.
import { readFileSync } from 'node:fs';
import { relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { stripVTControlCharacters } from 'node:util';

/** So many lines of a failure's text are enough to know it by. */
const LINES_OF_A_FAILURE = 40;
const FRAME_OF_A_PACKAGE = /^\s+at .*(?:\/node_modules\/|<anonymous>)/;
const project = fileURLToPath(new URL('..', import.meta.url));

const broken = process.argv.slice(2);
const tests = report('vitest.json', vitestCounts);
const site = report('site.json', vitestCounts);
const runtimes = report('runtimes.json', runtimesCounts);

const passed = tests.passed + site.passed + runtimes.passed;
// A part can fail without a failed test, by lint, types, coverage or a file that does not load: that counts as one.
const failed = Math.max(tests.failed + site.failed + runtimes.failed, broken.length);

for (const failure of [...tests.failures, ...site.failures, ...runtimes.failures]) console.log(failure);
for (const title of broken) console.log(`FAILED part: ${title}`);
console.log(`tests: ${describe(tests)}`);
console.log(`docs site: ${describe(site)}`);
console.log(`vectors in runtimes: ${describe(runtimes)}`);
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;

/** A report that is not there counts as one failure. */
function report(name, count) {
  try {
    return count(JSON.parse(readFileSync(fileURLToPath(new URL(`../reports/${name}`, import.meta.url)), 'utf8')));
  } catch {
    console.log(`reports/${name} was not written`);
    return { passed: 0, failed: 1, skipped: 0, failures: [] };
  }
}

function vitestCounts({ numPassedTests, numFailedTests, numPendingTests, numTodoTests, testResults }) {
  return { passed: numPassedTests, failed: numFailedTests, skipped: numPendingTests + numTodoTests, failures: testResults.flatMap(failuresOf) };
}

function runtimesCounts({ passed, failed, results }) {
  const failures = results.flatMap(({ name, failures }) => failures.map((text) => failure(`vectors in ${name}`, text)));
  return { passed, failed, skipped: 0, failures };
}

/** A file that fails as a whole, as it does not load, has a message of its own. */
function failuresOf({ name, status, message, assertionResults }) {
  const file = relative(project, name);
  const failures = assertionResults.filter((test) => test.status === 'failed').map((test) => failure(`${file} > ${test.fullName}`, test.failureMessages.join('\n')));
  return failures.length === 0 && status === 'failed' ? [failure(file, message)] : failures;
}

function failure(name, text) {
  const lines = stripVTControlCharacters(text).split('\n').filter((line) => !FRAME_OF_A_PACKAGE.test(line));
  const shown = lines.slice(0, LINES_OF_A_FAILURE).map((line) => `    ${line}`);
  return [`FAILED ${name}`, ...shown, ...(lines.length > shown.length ? [`    (${lines.length - shown.length} more lines)`] : [])].join('\n');
}

function describe({ passed, failed, skipped }) {
  return `${passed} passed, ${failed} failed, ${skipped} skipped`;
}
