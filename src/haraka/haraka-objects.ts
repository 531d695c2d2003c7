// What the plugin uses of Haraka 3.3: its objects, as far as they are used. Haraka has no types of its own; what is no part of its documentation is
// checked when the plugin is loaded (`tested-haraka.ts`).

import type { SmtpReply } from '../model/decision.js';

/** Ends a hook: with nothing Haraka goes on, with a code it does as the code says. What it returns means nothing, nor what a hook does. */
export type Next = (code?: HookCode, answer?: unknown) => unknown;

/** The codes of `haraka-constants`. `next` without a code is CONT. */
export const DENY = 902;
export const DENYSOFT = 903;
export const OK = 906;
export const DENYSOFTDISCONNECT = 909;
export type HookCode = typeof DENY | typeof DENYSOFT | typeof OK | typeof DENYSOFTDISCONNECT;

export interface HarakaLog {
  loginfo(...words: unknown[]): void;
  lognotice(...words: unknown[]): void;
  logwarn(...words: unknown[]): void;
  logerror(...words: unknown[]): void;
  logcrit(...words: unknown[]): void;
}

/** A method of the plugin that Haraka calls; what the arguments are depends on the hook. */
export type Hook = (next: Next, subject: never, detail: never) => unknown;

/** The plugin, as Haraka makes it: `this` of `register`. */
export interface HarakaPlugin extends HarakaLog {
  /** As it is named in `config/plugins`. */
  readonly name: string;
  /** Haraka's own. The options and the policy are in `overrides_path` or, where there is none, in `root_path`. */
  readonly config: { readonly root_path: string; readonly overrides_path?: string };
  /** A module of the Haraka that runs. */
  haraka_require(name: string): unknown;
  register_hook(hook: string, method: string, priority: number): void;
}

export interface HarakaAddress {
  /** Without angle brackets; empty for the null reverse-path. */
  readonly address: string;
}

export interface Results {
  get(plugin: string): unknown;
  add(plugin: unknown, result: Record<string, unknown>): void;
}

export interface Transaction {
  readonly mail_from: HarakaAddress;
  readonly rcpt_to: readonly HarakaAddress[];
  readonly results: Results;
  readonly notes: { readonly dkim_results?: unknown; readonly authentication_results?: unknown; readonly skip_plugins: string[] };
  /** A line of the message as it was received: dots stuffed, with its line break. */
  add_data(line: Uint8Array): void;
}

export interface Connection extends HarakaLog {
  /** The socket of the client, or what stands before it. */
  readonly client: unknown;
  /** `authentication_results`, as those of a transaction: what plugins have written into the `Authentication-Results` field, each in an element of its own. */
  readonly notes: { readonly auth_user?: unknown; readonly authentication_results?: unknown };
  readonly relaying: boolean;
  readonly results: Results;
  /** Gone when the client goes. */
  readonly transaction?: Transaction | null;
}

/** A host that is to be connected to: `HarakaMx` of `haraka-net-utils`. */
export interface MailExchanger {
  /** A name, or the address that it led to. */
  readonly exchange?: string;
  /** The name whose address `exchange` is. */
  readonly from_dns?: string;
  readonly priority?: number;
  port?: number;
}

export interface QueuedRecipient extends HarakaAddress {
  reason?: string | undefined;
  dsn_action?: string | undefined;
  dsn_status?: string | undefined;
  dsn_code?: SmtpReply['code'] | undefined;
  dsn_msg?: string | undefined;
  dsn_remote_mta?: string | undefined;
  dsn_smtp_code?: SmtpReply['code'] | undefined;
  dsn_smtp_extc?: string | undefined;
  dsn_smtp_response?: string | undefined;
}

/** What the plugin takes the place of, for the mail that it controls. */
export interface DeliveryMethods {
  found_mx(hosts: readonly MailExchanger[]): unknown;
  get_force_tls(host: MailExchanger): boolean;
  try_deliver(): unknown;
  try_deliver_host_on_socket(mx: MailExchanger, host: string, port: number, socket: OutboundSocket): void;
  temp_fail(error: string, extra?: unknown): unknown;
  bounce(error: string, extra?: unknown): unknown;
}

/** A message in the outbound queue, for recipients of one domain: `HMailItem`. */
export interface QueuedMail extends DeliveryMethods, HarakaLog {
  readonly todo: { readonly domain: string; readonly mail_from: HarakaAddress; readonly rcpt_to: QueuedRecipient[]; readonly notes: unknown };
  readonly path: string;
  num_failures: number;
  /** The hosts that are left to be tried. */
  readonly mxlist: readonly MailExchanger[];
  /** The hook that is run, and what ends its timer. */
  readonly current_hook: readonly [plugin: unknown, method: unknown, cancel: () => void] | null;
  /** Those of the same hook that come after. Haraka runs no other hook while there are any. */
  hooks_to_run?: readonly unknown[];
  sort_mx(hosts: MailExchanger[]): MailExchanger[];
  split_to_new_recipients(recipients: readonly QueuedRecipient[], why: string, done: (part: QueuedMail) => void): void;
  discard(): void;
}

export type UpgradeCallback = (authorized: boolean, error: unknown, certificate: unknown, cipher: unknown) => void;

/** The socket of an outbound connection: `pluggableStream` of Haraka's `tls_socket`. */
export interface OutboundSocket {
  /** Node's socket, once there is TLS. */
  readonly cleartext?: unknown;
  write(data: unknown, ...more: unknown[]): boolean;
  emit(event: string, ...details: unknown[]): boolean;
  upgrade(options: object, done: UpgradeCallback): void;
  isSecure(): boolean;
}
