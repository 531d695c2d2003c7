// The daemon beside Postfix as a process of its own: started, killed and started again at the same addresses.
import { execFile, spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import type { PolicyInput } from '../../src/index.js';
import type { PostfixConfiguration } from '../../src/postfix/configuration.js';
import { builtFile } from '../package/built-package.js';

const PROTOCOLS = ['socketmap', 'policy-service', 'milter'] as const;
type Protocol = (typeof PROTOCOLS)[number];

const run = promisify(execFile);

const TRIES = 50;

/** The Postfix of Debian 12. */
const DEBIAN_12 = '3.7.11';

export interface DaemonProcess {
  /** What `postfix config` prints for it. */
  configuration(caFile: string): Promise<PostfixConfiguration>;
  /** Lines of its log. */
  readonly events: readonly Readonly<Record<string, unknown>>[];
  /** SIGKILL, and until it has ended. */
  kill(): Promise<void>;
  /** Where it listened before. */
  start(): Promise<void>;
  /** The same, as often as it takes: in the meantime a client may have got one of the ports for its own end. */
  startAgain(): Promise<void>;
  /** Writes the policy file, without a look at whether it is one. */
  write(text: string): void;
  /** SIGTERM, if it runs, and its files are taken away. */
  stop(): Promise<void>;
}

/** @param more - options of the command */
export async function startDaemon(policy: PolicyInput, more: readonly string[] = []): Promise<DaemonProcess> {
  const folder = mkdtempSync(join(tmpdir(), 'smtp-tls-policy-daemon-'));
  const file = join(folder, 'policy.json');
  const write = (text: string): void => writeFileSync(file, text);
  const events: Record<string, unknown>[] = [];
  const addresses = new Map<Protocol, string>();
  let child: ChildProcess | null = null;
  let ended: Promise<unknown> = Promise.resolve();
  const listeners = (): string[] => PROTOCOLS.flatMap((protocol) => [`--${protocol}`, addresses.get(protocol) ?? '127.0.0.1:0']);
  const start = async (): Promise<void> => {
    child = spawn(process.execPath, [builtFile('cli.js'), 'postfix', '--policy', file, ...listeners(), ...more], { stdio: ['ignore', 'pipe', 'pipe'] });
    ended = new Promise((resolve) => child!.once('close', resolve));
    await listening(child, (event) => {
      events.push(event);
      if (event['event'] === 'listening') addresses.set(event['protocol'] as Protocol, event['address'] as string);
      return PROTOCOLS.every((protocol) => addresses.has(protocol));
    });
  };
  const end = async (signal: NodeJS.Signals): Promise<void> => {
    child?.kill(signal);
    await ended;
    child = null;
  };
  write(JSON.stringify(policy));
  await start();
  return {
    configuration: async (caFile) => {
      const { stdout } = await run(process.execPath, [builtFile('cli.js'), 'postfix', 'config', '--json', '--policy', file, '--ca-file', caFile, '--postfix-version', DEBIAN_12, ...listeners()]);
      return JSON.parse(stdout) as PostfixConfiguration;
    },
    events,
    kill: () => end('SIGKILL'),
    start,
    startAgain: async () => {
      for (let left = TRIES; ; left--) {
        try {
          await start();
          return;
        } catch (error) {
          if (left === 0) throw error;
          await sleep(100);
        }
      }
    },
    write,
    stop: async () => {
      await end('SIGTERM');
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Reads the log until it says where each protocol is served; a daemon that was killed says it anew. */
function listening(child: ChildProcess, take: (event: Record<string, unknown>) => boolean): Promise<void> {
  return new Promise((resolve, reject) => {
    let pending = '';
    let words = '';
    let count = 0;
    child.stdout!.on('data', (bytes: Buffer) => {
      pending += bytes.toString();
      for (let end = pending.indexOf('\n'); end !== -1; end = pending.indexOf('\n')) {
        const event = JSON.parse(pending.slice(0, end)) as Record<string, unknown>;
        pending = pending.slice(end + 1);
        if (event['event'] === 'listening') count++;
        if (take(event) && count >= PROTOCOLS.length) resolve();
      }
    });
    child.stderr!.on('data', (bytes: Buffer) => (words += bytes.toString()));
    child.once('close', (code) => reject(new Error(`the daemon ended with ${code}: ${words}`)));
  });
}
