// A real Haraka in a process of its own: a folder as `haraka -i` makes it, the package installed by npm from its tarball, and the plugin named in
// config/plugins as its users name it.
import { execFile, spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { existsSync } from 'node:fs';
import { copyFile, mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { root } from '../package/source-file.js';

const run = promisify(execFile);
const modules = join(root, 'node_modules');

export interface InstalledPackage {
  /** A folder in which the package is installed, in its `node_modules`. */
  readonly folder: string;
  remove(): Promise<void>;
}

/** As `npm install smtp-tls-policy` does, from the tarball that would be published; its dependencies are those of this project, so that nothing is fetched. */
export async function installPackage(): Promise<InstalledPackage> {
  const folder = await mkdtemp(join(tmpdir(), 'haraka-package-'));
  const { stdout } = await run('npm', ['pack', '--json', '--ignore-scripts', '--pack-destination', folder], { cwd: root });
  const [packed] = JSON.parse(stdout) as { filename: string }[];
  const { dependencies } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8')) as { dependencies: Record<string, string> };
  const local = Object.keys(dependencies).map((name) => [name, `file:${join(modules, name)}`]);
  await writeFile(join(folder, 'package.json'), JSON.stringify({ private: true, dependencies: { 'smtp-tls-policy': `file:${packed!.filename}`, ...Object.fromEntries(local) } }));
  await run('npm', ['install', '--offline', '--no-audit', '--no-fund', '--omit=dev', '--legacy-peer-deps', '--ignore-scripts'], { cwd: folder });
  return { folder, remove: () => rm(folder, { recursive: true }) };
}

export interface HarakaOptions {
  readonly installed: InstalledPackage;
  /** Files of the folder `config`, by name. */
  readonly config: Readonly<Record<string, string>>;
  /** Plugins of the administrator, by name: the text of `plugins/NAME.js`. */
  readonly plugins?: Readonly<Record<string, string>>;
  /** The folder of the one before, with its queue. */
  readonly folder?: string;
  /** Where the DNS is asked, as `address:port`. */
  readonly dns: string;
  /** Connections to port 25 go to this one. */
  readonly mailPort: number;
}

export interface HarakaProcess {
  readonly folder: string;
  /** Where mail is taken. */
  readonly port: number;
  /** Everything that was logged so far. */
  readonly log: () => string;
  /** Resolves when the log has the text, or what matches it, after a place in it. */
  logged(what: string | RegExp, after?: number): Promise<void>;
  /** Messages that wait in the queue: how often they were tried, and the recipients. */
  queue(): Promise<readonly { readonly attempts: number; readonly rcptTo: readonly string[] }[]>;
  write(file: string, text: string): Promise<void>;
  /** Ends the process; the folder stays. */
  stop(): Promise<void>;
  remove(): Promise<void>;
}

/** @throws Error with the log if Haraka does not start */
export async function startHaraka(options: HarakaOptions): Promise<HarakaProcess> {
  const haraka = await launch(options);
  const ended = haraka.exited.then((code): never => {
    throw new Error(`Haraka ended with ${code}:\n${haraka.log()}`);
  });
  await Promise.race([haraka.logged(/Listening on 127\.0\.0\.1:\d+[^]*the policy of \S+ decides|the policy of \S+ decides[^]*Listening on 127/), ended]);
  return Object.assign(haraka, { port: Number(/Listening on 127\.0\.0\.1:(\d+)/.exec(haraka.log())![1]) });
}

/** For a Haraka that is not to start: how it ended, and what it said. */
export async function harakaThatEnds(options: HarakaOptions): Promise<{ readonly code: number | null; readonly log: string }> {
  const haraka = await launch(options);
  const code = await haraka.exited;
  const log = haraka.log();
  await haraka.remove();
  return { code, log };
}

async function launch({ installed, config, plugins = {}, folder: given, dns, mailPort }: HarakaOptions): Promise<Omit<HarakaProcess, 'port'> & { readonly exited: Promise<number | null> }> {
  const folder = given ?? (await mkdtemp(join(tmpdir(), 'haraka-')));
  await mkdir(join(folder, 'config'), { recursive: true });
  await mkdir(join(folder, 'plugins'), { recursive: true });
  if (!existsSync(join(folder, 'node_modules'))) await symlink(join(installed.folder, 'node_modules'), join(folder, 'node_modules'));
  const write = (file: string, text: string): Promise<void> => writeFile(join(folder, 'config', file), text);
  for (const file of HARAKA_DEFAULTS) await copyFile(join(modules, 'haraka/config', file), join(folder, 'config', file));
  for (const [file, text] of Object.entries({ ...COMMON, ...config })) await write(file, text);
  for (const [name, text] of Object.entries(plugins)) await writeFile(join(folder, 'plugins', `${name}.js`), text);
  await writeFile(join(folder, 'preload.cjs'), preload(dns, mailPort));

  const child = spawn(process.execPath, ['--require', join(folder, 'preload.cjs'), join(modules, 'haraka/bin/haraka'), '-c', folder], { cwd: folder, stdio: ['ignore', 'pipe', 'pipe'], env: { ...process.env, NODE_ENV: 'production' } });
  const kill = (): boolean => child.kill('SIGKILL');
  process.once('exit', kill);
  child.once('exit', () => process.off('exit', kill));
  const log = new Log(child);
  const exited = new Promise<number | null>((resolve) => child.once('exit', resolve));
  return {
    folder,
    exited,
    log: () => log.text,
    logged: (what, after) => log.shows(what, after),
    queue: () => queued(join(folder, 'queue')),
    write,
    stop: async () => {
      kill();
      await exited;
    },
    remove: async () => {
      kill();
      await exited;
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** Without them Haraka does not greet, and does not bounce. */
const HARAKA_DEFAULTS = ['connection.ini', 'outbound.bounce_message'];

/** What every test has; a test says what it wants otherwise. */
const COMMON: Readonly<Record<string, string>> = {
  me: 'mx.organisation.example\n',
  'smtp.ini': 'listen=127.0.0.1:0\nnodes=0\n',
  'log.ini': '[main]\nlevel=info\n',
  plugins: 'smtp-tls-policy/haraka\n',
  'outbound.ini': 'local_mx_ok=true\n',
  'dhparams.pem': '',
  internalcmd_key: 'test\n',
};

/** Haraka asks a resolver of its own; and mail goes to port 25, which no test may have. */
function preload(dns: string, mailPort: number): string {
  return `const dns = require('node:dns');
const { promises } = dns;
dns.setServers([${JSON.stringify(dns)}]);
const net = require('node:net');
const { Resolver } = promises;
promises.Resolver = class extends Resolver {
  constructor(...options) {
    super(...options);
    this.setServers([${JSON.stringify(dns)}]);
  }
};
const { connect } = net;
net.connect = (options, ...more) => connect(options && options.port === 25 ? { ...options, port: ${mailPort} } : options, ...more);
`;
}

/** `$arrival_$nextattempt_$attempts_…`; before the message stands what there is to do, as JSON with its length. */
async function queued(folder: string): Promise<{ attempts: number; rcptTo: string[] }[]> {
  const found: { attempts: number; rcptTo: string[] }[] = [];
  for (const file of existsSync(folder) ? await readdir(folder) : []) {
    if (!/^\d+_\d+_/.test(file)) continue;
    const bytes = await readFile(join(folder, file)).catch(() => Buffer.alloc(0));
    if (bytes.length === 0) continue; // It was renamed or is gone.
    const todo = JSON.parse(bytes.subarray(4, 4 + bytes.readUInt32BE(0)).toString('utf8')) as { rcpt_to: { user: string; host: string }[] };
    found.push({ attempts: Number(file.split('_')[2]), rcptTo: todo.rcpt_to.map(({ user, host }) => `${user}@${host}`) });
  }
  return found;
}

class Log {
  text = '';
  private readonly listeners = new Set<() => void>();

  constructor(child: ChildProcess) {
    for (const stream of [child.stdout, child.stderr]) {
      stream?.setEncoding('utf8').on('data', (text: string) => {
        this.text += text;
        for (const listener of this.listeners) listener();
      });
    }
  }

  shows(what: string | RegExp, after = 0): Promise<void> {
    return new Promise((resolve) => {
      const look = (): void => {
        const text = this.text.slice(after);
        if (typeof what === 'string' ? !text.includes(what) : !what.test(text)) return;
        this.listeners.delete(look);
        resolve();
      };
      this.listeners.add(look);
      look();
    });
  }
}

/** Waits for what a process does in its own time; the time limit is that of the test. */
export async function until<T>(look: () => T | undefined | Promise<T | undefined>): Promise<T> {
  for (;;) {
    const found = await look();
    if (found !== undefined) return found;
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
}
