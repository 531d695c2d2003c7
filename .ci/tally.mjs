// Adds up what the parts of a CI run counted and prints the closing line, and before it which tests and parts failed: a log is often kept as its last lines only.
// Usage: node .ci/tally.mjs [PART...], the titles of the parts that failed.
import { readFileSync } from 'node:fs';
import { relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { stripVTControlCharacters } from 'node:util';

/** Enough to know a failure by; the log has the rest. */
const MOST = { failures: 30, lines: 30, characters: 400 };
const FRAME_OF_A_PACKAGE = /^\s+at .*(?:\/node_modules\/|\(<anonymous>\)$)/;
const project = fileURLToPath(new URL('..', import.meta.url));

const broken = process.argv.slice(2);
const tests = report('vitest.json', vitestCounts);
const site = report('site.json', vitestCounts);
const runtimes = report('runtimes.json', runtimesCounts);

const passed = tests.passed + site.passed + runtimes.passed;
// A part can fail without a failed test, by lint, types, coverage or a file that does not load: that counts as one.
const failed = Math.max(tests.failed + site.failed + runtimes.failed, broken.length);

const failures = [tests, site, runtimes].flatMap((each) => each.failures);
for (const text of failures.slice(0, MOST.failures)) console.log(text);
if (failures.length > MOST.failures) console.log(`and ${failures.length - MOST.failures} more`);
for (const title of broken) console.log(`FAILED part: ${title}`);
console.log(`tests: ${describe(tests)}`);
console.log(`docs site: ${describe(site)}`);
console.log(`vectors in runtimes: ${describe(runtimes)}`);
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;

/** A report that is not there, or is none, counts as one failure. */
function report(name, count) {
  try {
    return count(JSON.parse(readFileSync(fileURLToPath(new URL(`../reports/${name}`, import.meta.url)), 'utf8')));
  } catch (error) {
    return { passed: 0, failed: 1, skipped: 0, failures: [described(`reports/${name}`, `It is missing or cannot be read: ${error.message}`)] };
  }
}

function vitestCounts({ numPassedTests, numFailedTests, numPendingTests, numTodoTests, testResults }) {
  return { passed: numPassedTests, failed: numFailedTests, skipped: numPendingTests + numTodoTests, failures: testResults.flatMap(failuresOf) };
}

function runtimesCounts({ passed, failed, results }) {
  return { passed, failed, skipped: 0, failures: results.flatMap((result) => result.failures.map((text) => described(`vectors in ${result.name}`, text))) };
}

/** Of the tests of a file, and of the file itself: what it says when it does not load, or that tests of it were skipped, as they are when a hook before them fails. */
function failuresOf({ name, status, message, assertionResults }) {
  if (status !== 'failed') return [];
  const file = relative(project, name);
  const failed = assertionResults.filter((test) => test.status === 'failed').map((test) => described(`${file} > ${test.fullName}`, test.failureMessages.join('\n')));
  const skipped = assertionResults.filter((test) => test.status === 'skipped').length;
  const ofFile = [...(message === '' ? [] : [message]), ...(skipped > 0 ? [`${skipped} tests of it were skipped: if a hook failed, its words are in the log`] : [])];
  return ofFile.length > 0 || failed.length === 0 ? [...failed, described(file, ofFile.join('\n'))] : failed;
}

function described(name, text) {
  const lines = stripVTControlCharacters(text).split('\n').filter((line) => !FRAME_OF_A_PACKAGE.test(line));
  const shown = lines.slice(0, MOST.lines).map((line) => `    ${line.slice(0, MOST.characters)}`);
  return [`FAILED ${name}`, ...shown, ...(lines.length > shown.length ? [`    (${lines.length - shown.length} more lines)`] : [])].join('\n');
}

function describe({ passed, failed, skipped }) {
  return `${passed} passed, ${failed} failed, ${skipped} skipped`;
}
