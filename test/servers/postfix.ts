// Debian's Postfix that sends and receives, from the main.cf and master.cf that a test gives: own queue, own users, own resolver.
import { chmodSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { unpack } from './debian-package.js';
import type { UnpackedPackage } from './debian-package.js';
import { freePort, listening, runContained, startContained } from './mount-namespace.js';
import type { Ended } from './mount-namespace.js';
import { mainCfText, placesOfPostfix, POSTFIX_PROGRAM, postfixCommand, preparePostfixFolders } from './postfix-instance.js';

export interface PostfixSetup {
  /** main.cf beyond where everything is; a later line of `mainText` replaces an earlier one. */
  readonly main: Readonly<Record<string, string>>;
  /** Lines that are appended to main.cf as they are. */
  readonly mainText?: string;
  /** Names of listeners and what is in master.cf behind `smtpd`: each is an smtpd on a port of its own. */
  readonly listeners: Readonly<Record<string, readonly string[]>>;
  /** The name of a listener that takes mail by QMQP, which like sendmail(1) looks at no address. */
  readonly unexamined?: string;
  /** Lines that are appended to master.cf as they are. */
  readonly masterText?: string;
  /** Files in the folder of the configuration. */
  readonly files?: Readonly<Record<string, string>>;
  /** The IP address of the name server, on port 53. */
  readonly nameServer: string;
  /** Smtpd, cleanup and trivial-rewrite see the queue directory alone, as in Debian's master.cf. */
  readonly chroot?: boolean;
}

/** A line of the log about one recipient. */
export interface DeliveryLine {
  readonly queueId: string;
  readonly to: string;
  readonly transport: string;
  readonly status: 'sent' | 'deferred' | 'bounced';
  readonly dsn: string;
  readonly text: string;
}

export interface Postfix {
  /** The configuration, `$config_directory`. */
  readonly folder: string;
  port(listener: string): number;
  log(): string;
  deliveries(): DeliveryLine[];
  /** The names of queue files that are waiting. */
  queued(): string[];
  /** Waits until there is something. @throws Error with the log if there is not in time */
  until<T>(what: string, find: () => T | undefined | false): Promise<T>;
  /** A program of Postfix with this configuration: `postconf`, `postmap`. */
  tool(name: string, ...words: string[]): Promise<Ended>;
  /** The whole queue is tried now, destinations that were given up for a while too (). */
  flush(): Promise<void>;
  stop(): Promise<void>;
}

export async function startPostfix(setup: PostfixSetup): Promise<Postfix> {
  const unpacked = await unpack('postfix', POSTFIX_PROGRAM);
  const folder = mkdtempSync(join(tmpdir(), 'smtp-tls-policy-postfix-'));
  chmodSync(folder, 0o755);
  const ports = new Map<string, number>();
  for (const name of [...Object.keys(setup.listeners), ...(setup.unexamined === undefined ? [] : [setup.unexamined])]) ports.set(name, await freePort());
  writeConfiguration(folder, unpacked, setup, ports);
  const environment = { LD_LIBRARY_PATH: unpacked.libraries, MAIL_CONFIG: folder };
  const mounts = [`mount --bind ${folder}/resolv.conf /etc/resolv.conf`];
  const running = startContained({ command: postfixCommand(folder, unpacked), folder, environment, mounts });
  const log = (): string => (existsSync(join(folder, 'mail.log')) ? readFileSync(join(folder, 'mail.log'), 'utf8') : '');
  const stop = async (): Promise<void> => {
    await running.stop();
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    for (const port of ports.values()) await listening(port, running);
  } catch (error) {
    const words = log();
    await stop();
    throw new Error(`Postfix did not start: ${words}`, { cause: error });
  }
  const tool: Postfix['tool'] = (name, ...words) => runContained({ command: [join(unpacked.folder, 'usr/sbin', name), ...words], folder, environment });
  return {
    folder,
    port: (listener) => ports.get(listener)!,
    log,
    deliveries: () => deliveriesIn(log()),
    queued: () => ['active', 'incoming', 'deferred', 'maildrop'].flatMap((queue) => filesBelow(join(folder, 'queue', queue))),
    until: (what, find) => until(what, find, log),
    tool,
    flush: async () => {
      await tool('postkick', 'public', 'qmgr', 'FAD');
    },
    stop,
  };
}

function writeConfiguration(folder: string, unpacked: UnpackedPackage, setup: PostfixSetup, ports: ReadonlyMap<string, number>): void {
  preparePostfixFolders(folder);
  const { main, mainText = '', masterText = '', files = {}, listeners, unexamined, nameServer, chroot = false } = setup;
  const settings = { ...placesOfPostfix(folder, unpacked), mydestination: '', local_transport: 'error:nobody is local', ...main };
  writeFileSync(join(folder, 'main.cf'), mainCfText(settings) + mainText);
  const smtpds = Object.entries(listeners).map(([name, options]) => [`127.0.0.1:${ports.get(name)!} inet n - ${chroot ? 'y' : 'n'} - - smtpd`, ...options.map((option) => `  ${option}`)].join('\n'));
  const qmqpds = unexamined === undefined ? [] : [`127.0.0.1:${ports.get(unexamined)!} inet n - n - - qmqpd -o qmqpd_authorized_clients=127.0.0.1`];
  writeFileSync(join(folder, 'master.cf'), `${[...smtpds, ...qmqpds, ...servicesOf(chroot)].join('\n')}\n${masterText}`);
  writeFileSync(join(folder, 'resolv.conf'), `nameserver ${nameServer}\noptions timeout:2 attempts:2\n`);
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
}

function servicesOf(chroot: boolean): string[] {
  const confined = chroot ? 'y' : 'n';
  return [`cleanup unix n - ${confined} - 0 cleanup`, `rewrite unix - - ${confined} - - trivial-rewrite`, ...SERVICES];
}

const SERVICES = [
  'qmgr unix n - n 300 1 qmgr',
  'tlsmgr unix - - n 1000? 1 tlsmgr',
  'bounce unix - - n - 0 bounce',
  'defer unix - - n - 0 bounce',
  'trace unix - - n - 0 bounce',
  'verify unix - - n - 1 verify',
  'flush unix n - n 1000? 0 flush',
  'proxymap unix - - n - - proxymap',
  'smtp unix - - n - - smtp',
  'relay unix - - n - - smtp',
  'error unix - - n - - error',
  'retry unix - - n - - error',
  'discard unix - - n - - discard',
  'anvil unix - - n - 1 anvil',
  'scache unix - - n - 1 scache',
  'postlog unix-dgram n - n - 1 postlogd',
];

const DELIVERY = /postfix\/([^[/]+)\/?[^[]*\[\d+\]: ([0-9A-Za-z]+): to=<([^>]*)>.*?, dsn=([\d.]+), status=(\w+) \((.*)\)$/gm;

export function deliveriesIn(log: string): DeliveryLine[] {
  return [...log.matchAll(DELIVERY)].map(([, transport = '', queueId = '', to = '', dsn = '', status, text = '']) => ({ transport, queueId, to, dsn, status: status as DeliveryLine['status'], text }));
}

function filesBelow(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .map(({ name }) => name);
}

const PATIENCE = 30_000;

async function until<T>(what: string, find: () => T | undefined | false, log: () => string): Promise<T> {
  const start = Date.now();
  while (Date.now() - start < PATIENCE) {
    const found = find();
    if (found !== undefined && found !== false) return found;
    await sleep(30);
  }
  throw new Error(`${what} did not come; the end of the log of Postfix:\n${log().split('\n').slice(-40).join('\n')}`);
}
