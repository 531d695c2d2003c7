// The words after `postfix`, read and checked.

import { DEFAULT_LIMITS, DEFAULT_LISTEN, PROTOCOLS } from '../postfix/daemon-options.js';
import type { DaemonLimits, PostfixDaemonOptions, Protocol } from '../postfix/daemon-options.js';
import { LOG_LEVELS } from '../postfix/event-log.js';
import type { LogLevel } from '../postfix/event-log.js';
import { parseListenAddress } from '../postfix/listen-address.js';
import { UsageError } from './failure.js';
import { replyProfileOf } from './message-options.js';
import { readCommandLine } from './options.js';

export interface PostfixRequest extends Omit<PostfixDaemonOptions, 'log'> {
  readonly logLevel: LogLevel;
}

/** The listeners, for the daemon and for what configures Postfix to find it. */
export const listenOptions = {
  socketmap: { type: 'string' },
  'policy-service': { type: 'string' },
  milter: { type: 'string' },
  http: { type: 'string' },
} as const;

const OPTIONS = {
  ...listenOptions,
  policy: { type: 'string' },
  'authserv-id': { type: 'string', multiple: true },
  'reply-profile': { type: 'string' },
  'socket-mode': { type: 'string' },
  'max-connections': { type: 'string' },
  'max-request': { type: 'string' },
  'max-packet': { type: 'string' },
  'max-header': { type: 'string' },
  'idle-timeout': { type: 'string' },
  'stop-timeout': { type: 'string' },
  'log-level': { type: 'string' },
  help: { type: 'boolean', short: 'h' },
} as const;

type Values = ReturnType<typeof readCommandLine<typeof OPTIONS>>['values'];

/** @throws UsageError saying what to write instead */
export function readPostfixRequest(args: readonly string[]): PostfixRequest {
  const { values, operands } = readCommandLine(args, OPTIONS);
  const [operand] = operands;
  if (operand !== undefined) throw new UsageError(`\`${operand}\` is no option; name the policy with --policy FILE`);
  if (values.policy === undefined) throw new UsageError('name the policy: --policy FILE');
  return {
    policy: values.policy,
    listen: listenOf(values),
    replyProfile: replyProfileOf(values['reply-profile']),
    authservIds: values['authserv-id'] ?? [],
    limits: limitsOf(values),
    logLevel: logLevelOf(values['log-level'] ?? 'info'),
  };
}

/** Those that are named, or each at its default. @throws UsageError for what is no address */
export function listenOf(values: Readonly<Partial<Record<Protocol, string | undefined>>>): PostfixDaemonOptions['listen'] {
  const named = PROTOCOLS.flatMap((protocol) => {
    const text = values[protocol];
    if (text === undefined) return [];
    const address = parseListenAddress(text);
    if (address === null) throw new UsageError(`--${protocol} ${text}: write HOST:PORT, [IPV6]:PORT or unix:PATH`);
    return [[protocol, address] as const];
  });
  return named.length === 0 ? DEFAULT_LISTEN : Object.fromEntries(named);
}

function limitsOf(values: Values): DaemonLimits {
  const seconds = (name: 'idle-timeout' | 'stop-timeout', otherwise: number): number => numberOf(values, name, otherwise / 1000, MOST_SECONDS) * 1000;
  return {
    connections: numberOf(values, 'max-connections', DEFAULT_LIMITS.connections, MOST_CONNECTIONS),
    request: numberOf(values, 'max-request', DEFAULT_LIMITS.request, MOST_BYTES),
    packet: numberOf(values, 'max-packet', DEFAULT_LIMITS.packet, MOST_BYTES),
    headerBlock: numberOf(values, 'max-header', DEFAULT_LIMITS.headerBlock, MOST_BYTES),
    idleMs: seconds('idle-timeout', DEFAULT_LIMITS.idleMs),
    graceMs: seconds('stop-timeout', DEFAULT_LIMITS.graceMs),
    socketMode: socketModeOf(values['socket-mode']),
  };
}

type NumberName = 'max-connections' | 'max-request' | 'max-packet' | 'max-header' | 'idle-timeout' | 'stop-timeout';

const MOST_CONNECTIONS = 100_000;
const MOST_SECONDS = 86_400;
const MOST_BYTES = 104_857_600;

function numberOf(values: Values, name: NumberName, otherwise: number, most: number): number {
  const text = values[name];
  if (text === undefined) return otherwise;
  const number = /^\d{1,9}$/.test(text) ? Number(text) : 0;
  if (number < 1 || number > most) throw new UsageError(`--${name} ${text}: write a whole number from 1 to ${most}`);
  return number;
}

function socketModeOf(text: string | undefined): number {
  if (text === undefined) return DEFAULT_LIMITS.socketMode;
  if (!/^0?[0-7]{3}$/.test(text)) throw new UsageError(`--socket-mode ${text}: write permissions in octal, such as 0660`);
  return Number.parseInt(text, 8);
}

function logLevelOf(text: string): LogLevel {
  const level = LOG_LEVELS.find((known) => known === text);
  if (level === undefined) throw new UsageError(`--log-level ${text}: there is no such level; levels: ${LOG_LEVELS.join(', ')}`);
  return level;
}
