// Haraka's objects, as far as the plugin uses them, for tests that need no Haraka.
import type { Connection, DeliveryMethods, HarakaLog, HarakaPlugin, MailExchanger, OutboundSocket, QueuedMail, QueuedRecipient, Transaction, UpgradeCallback } from '../../../src/haraka/haraka-objects.js';

export interface Logged {
  readonly level: string;
  readonly words: readonly unknown[];
}

export function standInLog(logged: Logged[] = []): HarakaLog {
  const at = (level: string) => (...words: unknown[]): void => void logged.push({ level, words });
  return { loginfo: at('info'), lognotice: at('notice'), logwarn: at('warn'), logerror: at('error'), logcrit: at('crit') };
}

export interface StandInPlugin extends HarakaPlugin {
  readonly logged: Logged[];
  readonly hooks: { hook: string; method: string; priority: number }[];
}

export function standInPlugin(modules: Readonly<Record<string, unknown>> = {}, folder = '/nowhere'): StandInPlugin {
  const logged: Logged[] = [];
  const hooks: StandInPlugin['hooks'] = [];
  return {
    ...standInLog(logged),
    logged,
    hooks,
    name: 'smtp-tls-policy/haraka',
    config: { root_path: '/package/config', overrides_path: folder },
    haraka_require: (name) => modules[name],
    register_hook: (hook, method, priority) => void hooks.push({ hook, method, priority }),
  };
}

export function textsOf(logged: readonly Logged[], level?: string): string[] {
  return logged.filter((one) => level === undefined || one.level === level).map(({ words }) => words.filter((word) => typeof word === 'string').join(' '));
}

export interface Ended {
  code: number | undefined;
  answer: unknown;
}

/** A callback of a hook, and how often and with what it was called. */
export function standInNext(): { next: (code?: number, answer?: unknown) => void; ended: Ended[] } {
  const ended: Ended[] = [];
  return { next: (code, answer) => void ended.push({ code, answer }), ended };
}

export function standInTransaction(changes: Partial<{ mailFrom: string; rcptTo: readonly string[]; results: Record<string, unknown>; notes: object }> = {}): Transaction & { added: Record<string, unknown>[]; lines: string[] } {
  const { mailFrom = 'ann@partner.example', rcptTo = ['bob@organisation.example'], results = {}, notes = {} } = changes;
  const added: Record<string, unknown>[] = [];
  const lines: string[] = [];
  return {
    mail_from: { address: mailFrom },
    rcpt_to: rcptTo.map((address) => ({ address })),
    results: { get: (plugin) => results[plugin], add: (_plugin, result) => void added.push(result) },
    notes: { skip_plugins: [], ...notes },
    add_data: (line) => void lines.push(Buffer.from(line).toString()),
    added,
    lines,
  };
}

export function standInConnection(changes: Partial<{ transaction: Transaction | null; relaying: boolean; user: unknown; client: unknown; results: Record<string, unknown>; field: string }> = {}): Connection {
  const { transaction = standInTransaction(), relaying = false, user, client = {}, results = {}, field = '' } = changes;
  return {
    ...standInLog(),
    client,
    local: { host: 'mx.organisation.example' },
    notes: { auth_user: user },
    relaying,
    results: { get: (plugin) => results[plugin], add: () => undefined },
    transaction,
    auth_results: () => field,
  };
}

export interface StandInMail extends QueuedMail {
  readonly calls: unknown[][];
  readonly logged: Logged[];
  mxlist: MailExchanger[];
  num_failures: number;
}

/** Haraka's own methods stand in the prototype, and tell that they were called. */
export function standInMail(changes: Partial<{ mailFrom: string; rcptTo: readonly string[]; notes: unknown; hosts: readonly MailExchanger[]; forced: boolean }> = {}): StandInMail {
  const { mailFrom = 'user@organisation.example', rcptTo = ['ann@partner.example'], notes = {}, hosts = [], forced = false } = changes;
  const calls: unknown[][] = [];
  const logged: Logged[] = [];
  const told = (method: string) => (...values: unknown[]): void => void calls.push([method, ...values]);
  const own: Record<keyof DeliveryMethods, (...values: never[]) => unknown> = {
    found_mx: told('found_mx'),
    get_force_tls: () => forced,
    try_deliver: function (this: StandInMail) {
      // As Haraka does when no host is left.
      const next = this.mxlist.shift();
      calls.push(['try_deliver', next?.exchange]);
      if (next === undefined) this.temp_fail('Tried all MXs');
    },
    try_deliver_host_on_socket: told('try_deliver_host_on_socket'),
    temp_fail: told('temp_fail'),
    bounce: told('bounce'),
  };
  const mail = Object.create({
    ...own,
    sort_mx: (exchangers: MailExchanger[]) => exchangers.sort((a, b) => (a.priority ?? 0) - (b.priority ?? 0)),
    discard: told('discard'),
    split_to_new_recipients: (recipients: readonly QueuedRecipient[], _why: string, done: (part: QueuedMail) => void) => done(standInMail({ rcptTo: recipients.map(({ address }) => address) })),
  }) as StandInMail;
  const recipients: QueuedRecipient[] = rcptTo.map((address) => ({ address }));
  return Object.assign(mail, standInLog(logged), {
    calls,
    logged,
    mxlist: [...hosts],
    todo: { domain: 'partner.example', mail_from: { address: mailFrom }, rcpt_to: recipients, notes },
    path: '/nowhere/queue/file',
    num_failures: 0,
    current_hook: ['plugin', 'method', told('cancel')] as const,
  });
}

export interface StandInSocket extends OutboundSocket {
  readonly written: unknown[];
  readonly emitted: unknown[][];
  readonly upgrades: { options: object; done: UpgradeCallback }[];
}

export function standInSocket(cleartext: unknown = {}): StandInSocket {
  const written: unknown[] = [];
  const emitted: unknown[][] = [];
  const upgrades: StandInSocket['upgrades'] = [];
  return {
    written,
    emitted,
    upgrades,
    cleartext,
    write: (data) => written.push(data) > 0,
    emit: (event, ...details) => emitted.push([event, ...details]) > 0,
    upgrade: (options, done) => void upgrades.push({ options, done }),
    isSecure: () => false,
  };
}
