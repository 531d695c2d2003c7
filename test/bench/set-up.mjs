// What the benchmarks need: the built package, and the peers in a folder of their own, so that nobody installs them with the project.

import { spawnSync } from 'node:child_process';
import { existsSync, statSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const project = fileURLToPath(new URL('../../', import.meta.url));
const peers = fileURLToPath(new URL('peers/', import.meta.url));

export function setUp() {
  npm('run', 'build', '--silent');
  if (!arePeersInstalled()) npm('ci', '--prefix', peers, '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error');
}

/** npm leaves its own record of what it installed, which is older than a lock file that changed since. */
function arePeersInstalled() {
  const record = `${peers}node_modules/.package-lock.json`;
  return existsSync(record) && statSync(record).mtimeMs >= statSync(`${peers}package-lock.json`).mtimeMs;
}

function npm(...words) {
  // Under `npm run` the npm that runs is named; `npm` alone is a script that Windows starts in a shell only.
  const running = process.env.npm_execpath;
  const options = { cwd: project, stdio: ['ignore', 'ignore', 'inherit'], shell: !running && process.platform === 'win32' };
  const { status } = running ? spawnSync(process.execPath, [running, ...words], options) : spawnSync('npm', words, options);
  if (status !== 0) throw new Error(`npm ${words.join(' ')} ended with ${status}`);
}
