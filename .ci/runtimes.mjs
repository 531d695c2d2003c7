// Decides the same fifty conformance vectors in Node 20, 22, 24 and 26, Deno, Bun and headless Chromium, with the built package.
// The other runtimes are installed into a cache folder (not into the project, where `node` would put itself before the machine's) and
// called by their exact paths. Usage: node .ci/runtimes.mjs (after `npm run build`). Writes reports/runtimes.json; exit code 1 on any failure.
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { tallyInChromium } from './chromium.mjs';

const project = fileURLToPath(new URL('..', import.meta.url));
const runner = 'test/runtimes/run-vectors.mjs';
const cache = join(process.env.XDG_CACHE_HOME || join(homedir(), '.cache'), 'smtp-tls-policy', 'runtimes');
const arm = process.arch === 'arm64';

const runtimes = [
  node(20),
  node(22),
  node(24),
  node(26),
  {
    name: 'Deno',
    package: `@deno/linux-${arm ? 'arm64' : 'x64'}-glibc`,
    range: '2',
    binary: 'deno',
    arguments: ['run', '--no-remote', '--node-modules-dir=manual', '--allow-read', '--allow-env'],
  },
  { name: 'Bun', package: `@oven/bun-linux-${arm ? 'aarch64' : 'x64'}`, range: '1', binary: 'bin/bun', arguments: ['run'] },
];

await main();

async function main() {
  const installed = runtimes.filter((runtime) => !isThisNode(runtime));
  if (!installed.every((runtime) => existsSync(binaryOf(runtime)))) install(installed);
  const results = [...runtimes.map(tallyIn), await safely('Chromium', () => tallyInChromium(project))];
  for (const result of results) report(result);
  mkdirSync(join(project, 'reports'), { recursive: true });
  writeFileSync(join(project, 'reports/runtimes.json'), JSON.stringify({ passed: sum(results, 'passed'), failed: sum(results, 'failed'), results }, null, 2));
  process.exitCode = sum(results, 'failed') === 0 ? 0 : 1;
}

function node(major) {
  return { name: `Node ${major}`, package: `node-linux-${arm ? 'arm64' : 'x64'}`, range: String(major), binary: 'bin/node', arguments: [], major };
}

function isThisNode(runtime) {
  return runtime.major === Number(process.versions.node.split('.')[0]);
}

/** The packages that hold the binaries themselves, each under a name of its own; their wrappers' install scripts are not needed. */
function install(wanted) {
  console.log(`installing ${wanted.map(({ name }) => name).join(', ')} into ${cache}`);
  mkdirSync(cache, { recursive: true });
  const dependencies = Object.fromEntries(wanted.map((runtime) => [alias(runtime), `npm:${runtime.package}@${runtime.range}`]));
  writeFileSync(join(cache, 'package.json'), JSON.stringify({ private: true, dependencies }, null, 2));
  execFileSync('npm', ['install', '--ignore-scripts', '--no-audit', '--no-fund', '--no-package-lock', '--loglevel=error'], { cwd: cache, stdio: ['ignore', 'inherit', 'inherit'] });
}

function alias(runtime) {
  return `runtime-${runtime.name.toLowerCase().replace(' ', '-')}`;
}

function binaryOf(runtime) {
  return isThisNode(runtime) ? process.execPath : join(cache, 'node_modules', alias(runtime), runtime.binary);
}

function tallyIn(runtime) {
  return safely(runtime.name, () => {
    const binary = binaryOf(runtime);
    const version = run(binary, ['--version']).split('\n')[0].replace(/^v|^deno /, '').split(' ')[0];
    return { version, ...JSON.parse(run(binary, [...runtime.arguments, runner])) };
  });
}

function run(binary, args) {
  const env = { ...process.env, DENO_DIR: join(cache, 'deno'), DENO_NO_UPDATE_CHECK: '1', NO_COLOR: '1' };
  return execFileSync(binary, args, { cwd: project, env, encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'], timeout: 120_000 }).trim();
}

/** A runtime that does not start counts as one failure. Takes plain and asynchronous answers. */
function safely(name, answer) {
  const failed = (error) => ({ name, version: '?', passed: 0, failed: 1, failures: [String(error)] });
  try {
    const result = answer();
    return result instanceof Promise ? result.then((value) => ({ name, ...value }), failed) : { name, ...result };
  } catch (error) {
    return failed(error);
  }
}

function report({ name, version, passed, failed, failures }) {
  console.log(`${`${name} (${version})`.padEnd(28)} ${passed} vectors passed, ${failed} failed`);
  for (const failure of failures) console.log(`  ${failure}`);
}

function sum(results, key) {
  return results.reduce((total, result) => total + result[key], 0);
}
