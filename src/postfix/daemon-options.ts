// How the daemon is set up.

import { checkReplyProfile } from '../evaluate/reply.js';
import type { ReplyProfile } from '../model/decision.js';
import { quote, quoteAll } from '../model/quotation.js';
import type { EventLog } from './event-log.js';
import type { ListenAddress } from './listen-address.js';

/** What the daemon serves, by the names of its options. */
export const PROTOCOLS = ['socketmap', 'policy-service', 'milter', 'http'] as const;
/** A protocol that the daemon serves, by the name of its option: `socketmap`, `policy-service`, `milter` or `http`. */
export type Protocol = (typeof PROTOCOLS)[number];

/** What the daemon serves, and where. */
export interface PostfixDaemonOptions {
  /** The policy file: JSON, YAML or a snapshot. It is followed. */
  readonly policy: string;
  /** Where each protocol is served; one that is left out is not. */
  readonly listen: Readonly<Partial<Record<Protocol, ListenAddress>>>;
  /** The codes of replies. Default `default` (S-10.1). */
  readonly replyProfile?: ReplyProfile;
  /** The receiver's own authserv-ids. Without one nothing is known of sender authentication (S-5.6). */
  readonly authservIds?: readonly string[];
  /** How much it takes, and for how long it waits. */
  readonly limits?: Partial<DaemonLimits>;
  /** Hears of everything; {@link jsonLog} writes lines of JSON. */
  readonly log: EventLog;
}

/** How much the daemon takes, and for how long it waits. */
export interface DaemonLimits {
  /** Connections of each protocol. */
  readonly connections: number;
  /**
   * A connection on which nothing comes for so long is closed. Postfix keeps that of a milter open for as long as its own client talks, and says nothing
   * while a message comes in, which takes a slow client longer than minutes: as long as the milters of libmilter wait by default.
   */
  readonly idleMs: number;
  /** Bytes of a request of socketmap or policy delegation. */
  readonly request: number;
  /** Bytes of a packet of a milter: Postfix sends a header field as one. */
  readonly packet: number;
  /** Bytes of a header block, and of an envelope, that a milter keeps. */
  readonly headerBlock: number;
  /** How long a daemon that is to end waits for what has begun. */
  readonly graceMs: number;
  /** Permissions of Unix sockets. */
  readonly socketMode: number;
}

export const DEFAULT_LIMITS: DaemonLimits = {
  connections: 1000,
  idleMs: 7_210_000,
  request: 65_536,
  packet: 1_048_576,
  headerBlock: 1_048_576,
  graceMs: 10_000,
  socketMode: 0o660,
};

/** Where the daemon listens unless told otherwise. */
export const DEFAULT_LISTEN: Readonly<Record<Protocol, ListenAddress>> = {
  socketmap: { kind: 'tcp', host: '127.0.0.1', port: 8460 },
  'policy-service': { kind: 'tcp', host: '127.0.0.1', port: 8461 },
  milter: { kind: 'tcp', host: '127.0.0.1', port: 8462 },
  http: { kind: 'tcp', host: '127.0.0.1', port: 8463 },
};

/** The options with the defaults filled in. */
export interface DaemonSettings extends Required<Omit<PostfixDaemonOptions, 'limits'>> {
  readonly limits: DaemonLimits;
}

/** A misspelt option would be one that is quietly not there (S-12.4). @throws TypeError saying what is wrong */
export function checkDaemonOptions(options: PostfixDaemonOptions): DaemonSettings {
  const { policy, listen, replyProfile = 'default', authservIds = [], limits = {}, log, ...others } = options;
  refuse(Object.keys(others), 'startPostfixDaemon has no option');
  refuse(Object.keys(listen).filter((name) => !(PROTOCOLS as readonly string[]).includes(name)), 'the daemon serves no');
  refuse(Object.keys(limits).filter((name) => !(name in DEFAULT_LIMITS)), 'the daemon has no limit');
  refuse(Object.entries(limits).flatMap(([name, limit]) => (Number.isSafeInteger(limit) && limit >= 0 ? [] : [name])), 'a limit is a whole number, which it is not for');
  if (typeof policy !== 'string') throw new TypeError('`policy` is the path of the policy file');
  if (Object.values(listen).length === 0) throw new TypeError(`a daemon that listens nowhere serves nobody; name an address in \`listen\` for one of ${quoteAll(PROTOCOLS)}`);
  if (!Array.isArray(authservIds) || authservIds.some((id) => typeof id !== 'string')) throw new TypeError('`authservIds` are texts in an array');
  return { policy, listen, replyProfile: checkReplyProfile(replyProfile), authservIds, limits: { ...DEFAULT_LIMITS, ...limits }, log };
}

function refuse(names: readonly string[], complaint: string): void {
  const [name] = names;
  if (name !== undefined) throw new TypeError(`${complaint} ${quote(name)}`);
}
