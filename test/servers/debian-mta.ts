// Real mail servers of Debian on loopback, from a configuration of the tests' own, with the users that they look for and nothing installed.
import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { chmodSync, chownSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import net from 'node:net';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { HOST } from './authority.js';
import type { Credentials } from './authority.js';
import { unpack } from './debian-package.js';
import type { UnpackedPackage } from './debian-package.js';

export type MtaName = 'postfix' | 'exim' | 'opensmtpd';

export interface RunningMta {
  readonly port: number;
  stop(): Promise<void>;
}

/** @param credentials - null: without TLS */
export async function startMta(name: MtaName, credentials: Credentials | null): Promise<RunningMta> {
  const { packageName, program, prepare } = MTAS[name];
  const unpacked = await unpack(packageName, program);
  const folder = mkdtempSync(join(tmpdir(), `smtp-tls-policy-${name}-`));
  chmodSync(folder, 0o755);
  const port = await freePort();
  writeUsers(folder);
  if (credentials !== null) writeCredentials(folder, credentials);
  const { command, mounts = [] } = prepare({ folder, port, unpacked, tls: credentials !== null });
  const script = [`mount --bind ${folder}/passwd /etc/passwd`, `mount --bind ${folder}/group /etc/group`, ...mounts, `exec ${command.join(' ')}`].join(' && ');
  const environment = { PATH: process.env['PATH'] ?? '', LD_LIBRARY_PATH: unpacked.libraries, MAIL_CONFIG: folder };
  const child = spawn('unshare', ['--mount', 'sh', '-c', script], { env: environment, detached: true, stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (bytes: Buffer) => (output += bytes.toString()));
  const ended = new Promise((resolve) => child.once('close', resolve));
  const stop = async (): Promise<void> => {
    await endGroup(child, ended);
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    await listening(port, () => child.exitCode !== null);
  } catch (error) {
    await stop();
    throw new Error(`${name} did not start: ${output}`, { cause: error });
  }
  return { port, stop };
}

/** Every process of a server: politely, and if that does not help by force. */
export async function endGroup({ pid, exitCode, signalCode }: ChildProcess, ended: Promise<unknown>, patience: number = POLITENESS): Promise<void> {
  if (pid === undefined) return;
  for (const signal of exitCode === null && signalCode === null ? (['SIGTERM', 'SIGKILL'] as const) : []) {
    try {
      process.kill(-pid, signal);
    } catch {
      // None of them is left.
    }
    if (await Promise.race([ended.then(() => true), sleep(patience, false, { ref: false })])) return;
  }
}

const POLITENESS = 10_000;

interface Place {
  readonly folder: string;
  readonly port: number;
  readonly unpacked: UnpackedPackage;
  readonly tls: boolean;
}

interface Mta {
  readonly packageName: string;
  readonly program: string;
  readonly prepare: (place: Place) => { command: string[]; mounts?: string[] };
}

const MTAS: Readonly<Record<MtaName, Mta>> = {
  postfix: { packageName: 'postfix', program: 'usr/lib/postfix/sbin/smtpd', prepare: preparePostfix },
  exim: { packageName: 'exim4-daemon-light', program: 'usr/sbin/exim4', prepare: prepareExim },
  opensmtpd: { packageName: 'opensmtpd', program: 'usr/sbin/smtpd', prepare: prepareOpenSmtpd },
};

const USERS = { postfix: 901, postdrop: 902, 'Debian-exim': 903, opensmtpd: 904, opensmtpq: 905, nobody: 65534 };

function writeUsers(folder: string): void {
  const users = Object.entries(USERS);
  writeFileSync(join(folder, 'passwd'), ['root:x:0:0::/root:/bin/sh', ...users.map(([name, id]) => `${name}:x:${id}:${id}::/:/bin/false`), ''].join('\n'));
  writeFileSync(join(folder, 'group'), ['root:x:0:', 'nogroup:x:65534:', ...users.map(([name, id]) => `${name}:x:${id}:`), ''].join('\n'));
}

function writeCredentials(folder: string, { cert, key }: Credentials): void {
  writeFileSync(join(folder, 'cert.pem'), cert);
  writeFileSync(join(folder, 'key.pem'), key, { mode: 0o600 });
}

function preparePostfix({ folder, port, unpacked, tls }: Place): { command: string[] } {
  const programs = join(unpacked.folder, 'usr/lib/postfix/sbin');
  for (const name of ['active', 'bounce', 'corrupt', 'defer', 'deferred', 'flush', 'hold', 'incoming', 'saved', 'trace', 'private']) {
    folderOf(join(folder, 'queue', name), USERS.postfix, 0, 0o700);
  }
  folderOf(join(folder, 'queue', 'pid'), 0, 0, 0o755);
  folderOf(join(folder, 'queue', 'maildrop'), USERS.postfix, USERS.postdrop, 0o730);
  folderOf(join(folder, 'queue', 'public'), USERS.postfix, USERS.postdrop, 0o710);
  folderOf(join(folder, 'data'), USERS.postfix, 0, 0o700);
  const settings = {
    compatibility_level: '3.6',
    queue_directory: join(folder, 'queue'),
    data_directory: join(folder, 'data'),
    command_directory: join(unpacked.folder, 'usr/sbin'),
    daemon_directory: programs,
    shlib_directory: join(unpacked.folder, 'usr/lib/postfix'),
    mail_owner: 'postfix',
    setgid_group: 'postdrop',
    import_environment: `MAIL_CONFIG LD_LIBRARY_PATH=${unpacked.libraries}`,
    maillog_file: join(folder, 'mail.log'),
    maillog_file_prefixes: folder,
    inet_interfaces: '127.0.0.1',
    myhostname: HOST,
    alias_maps: '',
    alias_database: '',
    smtpd_tls_security_level: tls ? 'may' : 'none',
    ...(tls ? { smtpd_tls_cert_file: join(folder, 'cert.pem'), smtpd_tls_key_file: join(folder, 'key.pem') } : {}),
  };
  writeFileSync(join(folder, 'main.cf'), Object.entries(settings).map(([name, value]) => `${name} = ${value}\n`).join(''));
  const services = [
    `127.0.0.1:${port} inet n - n - - smtpd`,
    'tlsmgr unix - - n 1000 1 tlsmgr',
    'rewrite unix - - n - - trivial-rewrite',
    'anvil unix - - n - 1 anvil',
    'proxymap unix - - n - - proxymap',
    'postlog unix-dgram n - n - 1 postlogd',
  ];
  writeFileSync(join(folder, 'master.cf'), `${services.join('\n')}\n`);
  return { command: [join(programs, 'master'), '-c', folder, '-d'] };
}

function prepareExim({ folder, port, unpacked, tls }: Place): { command: string[] } {
  folderOf(join(folder, 'spool'), USERS['Debian-exim'], USERS['Debian-exim'], 0o700);
  folderOf(join(folder, 'log'), USERS['Debian-exim'], USERS['Debian-exim'], 0o700);
  if (tls) chownSync(join(folder, 'key.pem'), USERS['Debian-exim'], 0);
  const lines = [
    `primary_hostname = ${HOST}`,
    'exim_user = Debian-exim',
    'exim_group = Debian-exim',
    `spool_directory = ${folder}/spool`,
    `log_file_path = ${folder}/log/%slog`,
    `tls_advertise_hosts = ${tls ? '*' : ''}`,
    ...(tls ? [`tls_certificate = ${folder}/cert.pem`, `tls_privatekey = ${folder}/key.pem`] : []),
    'acl_smtp_rcpt = refuse',
    'begin acl',
    'refuse:',
    '  deny',
  ];
  writeFileSync(join(folder, 'exim.conf'), `${lines.join('\n')}\n`);
  return { command: [join(unpacked.folder, 'usr/sbin/exim4'), '-C', join(folder, 'exim.conf'), '-bdf', '-oX', `127.0.0.1.${port}`] };
}

function prepareOpenSmtpd({ folder, port, unpacked, tls }: Place): { command: string[]; mounts: string[] } {
  const lines = [
    ...(tls ? [`pki test cert "${folder}/cert.pem"`, `pki test key "${folder}/key.pem"`] : []),
    `listen on 127.0.0.1 port ${port} hostname ${HOST}${tls ? ' tls pki test' : ''}`,
    'action "out" relay',
    'match for any action "out"',
  ];
  writeFileSync(join(folder, 'smtpd.conf'), `${lines.join('\n')}\n`);
  const mounts = ['/var/lib', '/var/spool', '/run'].map((path) => `mount -t tmpfs tmpfs ${path}`);
  return { command: [join(unpacked.folder, 'usr/sbin/smtpd'), '-d', '-f', join(folder, 'smtpd.conf')], mounts: [...mounts, 'mkdir -p /var/lib/opensmtpd/empty'] };
}

function folderOf(path: string, user: number, group: number, mode: number): void {
  mkdirSync(path, { recursive: true });
  chownSync(path, user, group);
  chmodSync(path, mode);
}

async function freePort(): Promise<number> {
  const server = net.createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

const PATIENCE = 20_000;

async function listening(port: number, ended: () => boolean): Promise<void> {
  const start = Date.now();
  while (Date.now() - start < PATIENCE) {
    if (ended()) throw new Error('it ended');
    if (await isOpen(port)) return;
    await sleep(50);
  }
  throw new Error('it did not listen');
}

function isOpen(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = net.connect(port, '127.0.0.1');
    socket.once('error', () => resolve(false));
    socket.once('connect', () => {
      socket.end();
      resolve(true);
    });
  });
}
