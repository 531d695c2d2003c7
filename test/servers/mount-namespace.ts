// A server that runs in a mount namespace of its own, with the users that it looks for, and no file of the system changed.
import { execFile, spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { chmodSync, chownSync, existsSync, mkdirSync, writeFileSync } from 'node:fs';
import net from 'node:net';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

export interface Contained {
  readonly child: ChildProcess;
  /** What it has written to its outputs. */
  readonly output: () => string;
  readonly stop: () => Promise<void>;
}

export interface ContainedCommand {
  readonly command: readonly string[];
  readonly environment: Readonly<Record<string, string>>;
  /** Where its files of users are written. */
  readonly folder: string;
  /** Commands of the shell that mount more. */
  readonly mounts?: readonly string[];
}

/** The users that mail servers of Debian look for. */
export const USERS = { postfix: 901, postdrop: 902, 'Debian-exim': 903, opensmtpd: 904, opensmtpq: 905, nobody: 65534 };

export function startContained(command: ContainedCommand): Contained {
  const child = spawn('unshare', wordsOf(command), { env: environmentOf(command), detached: true, stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (bytes: Buffer) => (output += bytes.toString()));
  const ended = new Promise((resolve) => child.once('close', resolve));
  return { child, output: () => output, stop: () => endGroup(child, ended) };
}

export interface Ended {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

/** A program that ends by itself. */
export function runContained(command: ContainedCommand): Promise<Ended> {
  return new Promise((resolve) => {
    const child = execFile('unshare', wordsOf(command), { env: environmentOf(command) }, (_error, out, err) => resolve({ code: child.exitCode ?? -1, out, err }));
  });
}

function wordsOf({ command, folder, mounts = [] }: ContainedCommand): string[] {
  writeUsers(folder);
  const script = [`mount --bind ${folder}/passwd /etc/passwd`, `mount --bind ${folder}/group /etc/group`, ...mounts, 'exec "$@"'].join(' && ');
  return ['--mount', 'sh', '-c', script, 'sh', ...command];
}

function environmentOf({ environment }: ContainedCommand): Record<string, string> {
  return { PATH: process.env['PATH'] ?? '', ...environment };
}

/** Once: a server that reads them meanwhile would find none. */
function writeUsers(folder: string): void {
  if (existsSync(join(folder, 'group'))) return;
  const users = Object.entries(USERS);
  writeFileSync(join(folder, 'passwd'), ['root:x:0:0::/root:/bin/sh', ...users.map(([name, id]) => `${name}:x:${id}:${id}::/:/bin/false`), ''].join('\n'));
  writeFileSync(join(folder, 'group'), ['root:x:0:', 'nogroup:x:65534:', ...users.map(([name, id]) => `${name}:x:${id}:`), ''].join('\n'));
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

export function folderOf(path: string, user: number, group: number, mode: number): void {
  mkdirSync(path, { recursive: true });
  chownSync(path, user, group);
  chmodSync(path, mode);
}

export async function freePort(host = '127.0.0.1'): Promise<number> {
  const server = net.createServer();
  await new Promise<void>((resolve) => server.listen(0, host, resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

const PATIENCE = 20_000;

/** @throws Error with what the server wrote, if it ends or does not listen in time */
export async function listening(port: number, { child, output }: Contained): Promise<void> {
  const start = Date.now();
  while (Date.now() - start < PATIENCE && child.exitCode === null && child.signalCode === null) {
    if (await isOpen(port)) return;
    await sleep(50);
  }
  throw new Error(`it did not listen on port ${port}: ${output()}`);
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
