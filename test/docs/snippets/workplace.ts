// Where pages are followed: a temporary folder with the packed package and what else is installed here, programs by their names, and a folder for each page.
import { execFile, spawn } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { promisify } from 'node:util';
import { builtFile } from '../../package/built-package.js';
import { root } from '../../package/source-file.js';
import { startLocalRegistry } from './local-registry.js';
import { startMailHosts } from './mail-hosts.js';

export interface Workplace {
  /** Makes the folder of a page. */
  folderOf(path: string): string;
  run(command: string, options: RunOptions): Promise<Run>;
  close(): Promise<void>;
}

export interface RunOptions {
  readonly folder: string;
  /** Standard error goes where standard output goes, as on a terminal. */
  readonly together?: boolean;
  /** Serves until it is stopped: SIGTERM after the first line that it prints. */
  readonly stop?: boolean;
}

export interface Run {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

const LED = join(import.meta.dirname, 'led.cjs');
/** Nothing may take longer: a command that hangs is found. */
const TIME_LIMIT = 45_000;

export async function openWorkplace(): Promise<Workplace> {
  builtFile('cli.js');
  const place = mkdtempSync(join(tmpdir(), 'smtp-tls-policy-pages-'));
  const packed = await install(place);
  writePrograms(join(place, 'bin'), join(place, 'node_modules'));
  const [registry, hosts] = await Promise.all([startLocalRegistry(packed), startMailHosts(place)]);
  const environment = {
    PATH: `${join(place, 'bin')}${delimiter}${process.env['PATH'] ?? ''}`,
    HOME: place,
    LANG: 'C.UTF-8',
    NO_COLOR: '1',
    NODE_OPTIONS: `--require=${LED}`,
    ...hosts.environment,
    npm_config_registry: registry.url,
    npm_config_cache: join(place, 'npm-cache'),
    npm_config_audit: 'false',
    npm_config_fund: 'false',
    npm_config_update_notifier: 'false',
  };
  const installs = new Map<string, Promise<Run>>();
  /** Pages begin with the same command, which takes more than a second: it is run on the first of them. */
  const installOnce = (command: string, options: RunOptions): Promise<Run> => {
    const install = installs.get(command) ?? runCommand(command, options, environment);
    installs.set(command, install);
    return install;
  };
  return {
    folderOf: (path) => {
      const folder = join(place, path.replace(/\.md$/, '').replaceAll('/', '-').toLowerCase());
      mkdirSync(folder, { recursive: true });
      writeFileSync(join(folder, 'package.json'), '{ "private": true, "type": "module" }\n');
      return folder;
    },
    run: (command, options) => (command.startsWith('npm install ') ? installOnce(command, options) : runCommand(command, options, environment)),
    close: async () => {
      await Promise.all([registry.close(), hosts.close()]);
      rmSync(place, { recursive: true, force: true });
    },
  };
}

/** What the pages import: this package as it is packed, everything else as it is installed. */
async function install(place: string): Promise<string> {
  const run = promisify(execFile);
  const { stdout } = await run('npm', ['pack', '--silent', '--pack-destination', place], { cwd: root });
  const packed = join(place, stdout.trim());
  const modules = join(place, 'node_modules');
  const own = join(modules, 'smtp-tls-policy');
  mkdirSync(own, { recursive: true });
  for (const name of readdirSync(join(root, 'node_modules'))) symlinkSync(join(root, 'node_modules', name), join(modules, name));
  await run('tar', ['-xzf', packed, '-C', own, '--strip-components=1']);
  return packed;
}

/** `npx` takes a program that the page has installed, or else the one of that name here. */
function writePrograms(folder: string, modules: string): void {
  mkdirSync(folder);
  const program = `exec "${process.execPath}" "${join(modules, 'smtp-tls-policy', 'dist', 'cli.js')}" "$@"`;
  const scripts = {
    'smtp-tls-policy': program,
    npx: `name=$1; shift\n[ -x "node_modules/.bin/$name" ] && exec "node_modules/.bin/$name" "$@"\n[ "$name" = smtp-tls-policy ] && ${program}\nexec "${join(modules, '.bin')}/$name" "$@"`,
  };
  for (const [name, script] of Object.entries(scripts)) {
    writeFileSync(join(folder, name), `#!/bin/sh\n${script}\n`);
    chmodSync(join(folder, name), 0o755);
  }
}

function runCommand(command: string, { folder, together = false, stop = false }: RunOptions, environment: NodeJS.ProcessEnv): Promise<Run> {
  return new Promise((resolve, reject) => {
    // A server takes the place of the shell, so that the signal reaches it.
    const script = `${together ? 'exec 2>&1\n' : ''}${stop ? 'exec ' : ''}${command}`;
    const child = spawn('sh', ['-e', '-c', script], { cwd: folder, env: environment, stdio: ['ignore', 'pipe', 'pipe'], timeout: TIME_LIMIT });
    const texts = { out: '', err: '' };
    child.stdout.setEncoding('utf8').on('data', (text: string) => (texts.out += text));
    child.stderr.setEncoding('utf8').on('data', (text: string) => (texts.err += text));
    if (stop) child.stdout.once('data', () => child.kill('SIGTERM'));
    child.on('error', reject);
    child.on('close', (code) => resolve({ code, ...texts }));
  });
}
