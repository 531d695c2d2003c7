// Adds up what the parts of a CI run counted and prints the closing line. Usage: node .ci/tally.mjs BROKEN, the number of parts that failed.
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const broken = Number(process.argv[2] ?? 0);
const tests = report('vitest.json', vitestCounts);
const site = report('site.json', vitestCounts);
const runtimes = report('runtimes.json', ({ passed, failed }) => ({ passed, failed, skipped: 0 }));

const passed = tests.passed + site.passed + runtimes.passed;
// A part can fail without a failed test, by lint, types, coverage or a file that does not load: that counts as one.
const failed = Math.max(tests.failed + site.failed + runtimes.failed, broken);

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
    return { passed: 0, failed: 1, skipped: 0 };
  }
}

function vitestCounts({ numPassedTests, numFailedTests, numPendingTests, numTodoTests }) {
  return { passed: numPassedTests, failed: numFailedTests, skipped: numPendingTests + numTodoTests };
}

function describe({ passed, failed, skipped }) {
  return `${passed} passed, ${failed} failed, ${skipped} skipped`;
}
