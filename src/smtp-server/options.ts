// What can be said to the adapter, and what holds where nothing is said.

import type { Readable } from 'node:stream';
import type { SMTPServerOptions, SMTPServerSession } from './smtp-server-types.js';
import type { Decision, SmtpReply } from '../model/decision.js';
import type { Authentication, Session } from '../model/message.js';
import { describeValue, quote, quoteAll } from '../model/quotation.js';
import { checkCaCertificates } from '../node-tls/trust-anchors.js';
import type { CaCertificates } from '../node-tls/trust-anchors.js';
import { warn } from './answers.js';

/** What the policy is held against beside the engine, and who hears of it. */
export interface SecureTransportOptions {
  /** Where results of SPF, DKIM and DMARC come from. Left out: nothing is known of an author, and entries that require authentication match (S-5.3). */
  readonly authentication?: AuthenticationSource;
  /**
   * What the client's own connection was, where it ends at another server in front of this one: TLS that is ended upstream (`secured`), a proxy that
   * uses XCLIENT, or an MTA that hands mail on. Undefined or null: not known, which counts as no TLS. Left out: the socket says, and where it cannot
   * know (`secured`, XCLIENT, XFORWARD) there is no TLS.
   */
  readonly upstreamSession?: (session: SMTPServerSession) => Session | null | undefined;
  /** Bytes that a header block may have. The author of a message with a longer one is malformed (S-4.3). Default 1,048,576. */
  readonly maxHeaderBytes?: number;
  /** Hears of every decision on a message, before the answer to DATA. What a listener throws, or rejects with, is a warning of the process. */
  readonly onDecision?: (decision: Decision, session: SMTPServerSession) => void;
  /** Hears of every recipient who is refused in answer to RCPT, because no header could change it. */
  readonly onRecipientRefused?: (reply: SmtpReply, recipient: string, session: SMTPServerSession) => void;
  /** Hears of what went wrong beside the message: what a function of yours threw, a file that could not be written. Default: a warning of the process. */
  readonly onProblem?: (error: unknown, session: SMTPServerSession) => void;
}

/** Where results of SPF, DKIM and DMARC come from. */
export type AuthenticationSource = WrittenAuthentication | OwnAuthentication;

/**
 * Results that stand in the message, in `Authentication-Results` fields of a filter before this server. It must be the filter that removes such fields
 * from what it gets (RFC 8601 section 5): whoever can write one decides whether an author is authenticated, and a forged `fail` lets a partner's mail
 * through in plaintext.
 */
export interface WrittenAuthentication {
  /** Its authserv-id, or all of them. */
  readonly authservId: string | readonly string[];
}

/** Results that a function finds, from the message whole. Only messages whose fate depends on it are held and shown to it. */
export interface OwnAuthentication {
  /** The function; what it throws refuses the message for now (S-20.4). */
  readonly authenticate: Authenticate;
  /** Milliseconds that the function may take, at most 2,147,483,647; then the message is refused for now. Default 60,000. */
  readonly timeLimit?: number;
  /** Bytes of a message that are held for it. A longer message is refused (S-20.4). Default 67,108,864. */
  readonly maxMessageBytes?: number;
  /** Bytes of a message that are held in memory; the rest goes to a file. Default 262,144. */
  readonly maxMemoryBytes?: number;
  /** The folder of that file, which has no name in it while it is used. Default: that of the system for temporary files. */
  readonly folder?: string;
}

/** What it throws, or rejects with, refuses the message for now. */
export type Authenticate = (message: Readable, session: SMTPServerSession) => Authentication | Promise<Authentication>;

/** Options with every default in its place. */
export interface ReceptionSettings {
  readonly authentication: AuthenticationSettings;
  readonly upstreamSession: SecureTransportOptions['upstreamSession'];
  readonly maxHeaderBytes: number;
  /** Null: nobody listens. */
  readonly onDecision: NonNullable<SecureTransportOptions['onDecision']> | null;
  readonly onRecipientRefused: NonNullable<SecureTransportOptions['onRecipientRefused']>;
  readonly onProblem: NonNullable<SecureTransportOptions['onProblem']>;
  /** Of the server: the CA certificates that it trusts clients by. */
  readonly ca: CaCertificates | undefined;
  readonly lmtp: boolean;
  /** The server puts enhanced status codes of its own before the text of a reply. */
  readonly prefixesReplies: boolean;
}

export type AuthenticationSettings = { readonly kind: 'unknown' } | ({ readonly kind: 'written' } & WrittenAuthentication) | ({ readonly kind: 'own' } & OwnAuthenticationSettings);

export interface OwnAuthenticationSettings extends Required<Omit<OwnAuthentication, 'folder'>> {
  readonly folder: string | undefined;
}

const OPTIONS: readonly string[] = ['authentication', 'upstreamSession', 'maxHeaderBytes', 'onDecision', 'onRecipientRefused', 'onProblem'];
const WRITTEN: readonly string[] = ['authservId'];
const OWN: readonly string[] = ['authenticate', 'timeLimit', 'maxMessageBytes', 'maxMemoryBytes', 'folder'];

/** @throws TypeError for what is no option, and for a value that makes no sense (S-12.4) */
export function receptionSettings(server: SMTPServerOptions, options: SecureTransportOptions): ReceptionSettings {
  checkNames('secureTransport', options, OPTIONS);
  const { upstreamSession, maxHeaderBytes = 1_048_576, onDecision, onRecipientRefused = nothing, onProblem = warn } = options;
  checkFunctions({ upstreamSession, onDecision, onRecipientRefused, onProblem });
  checkCount('maxHeaderBytes', maxHeaderBytes);
  return {
    authentication: authenticationSettings(options.authentication),
    upstreamSession,
    maxHeaderBytes,
    onDecision: onDecision ?? null,
    onRecipientRefused,
    onProblem,
    ca: checkCaCertificates(server.ca),
    lmtp: server.lmtp === true,
    // Left out it is true.
    prefixesReplies: server.hideENHANCEDSTATUSCODES !== undefined && !server.hideENHANCEDSTATUSCODES,
  };
}

function authenticationSettings(source: AuthenticationSource | undefined): AuthenticationSettings {
  if (source === undefined) return { kind: 'unknown' };
  if (typeof source !== 'object' || (source as unknown) === null) throw new TypeError(`\`authentication\` must be an object with authservId or authenticate, not ${describeValue(source)}`);
  if ('authservId' in source) {
    checkNames('`authentication` with authservId', source, WRITTEN);
    return { kind: 'written', authservId: checkAuthservIds(source.authservId) };
  }
  checkNames('`authentication`', source, OWN);
  const { authenticate, timeLimit = 60_000, maxMessageBytes = 67_108_864, maxMemoryBytes = 262_144, folder } = source;
  if (typeof authenticate !== 'function') throw new TypeError(`\`authentication\` needs authservId or a function \`authenticate\`, not ${describeValue(authenticate)}`);
  checkCount('timeLimit', timeLimit);
  if (timeLimit > LONGEST) throw new TypeError(`\`timeLimit\` is at most ${LONGEST} milliseconds (24 days), not ${timeLimit}`);
  checkCount('maxMessageBytes', maxMessageBytes);
  checkCount('maxMemoryBytes', maxMemoryBytes);
  if (folder !== undefined && (typeof folder !== 'string' || folder === '')) throw new TypeError(`\`folder\` must be the path of a folder, not ${describeValue(folder)}`);
  return { kind: 'own', authenticate, timeLimit, maxMessageBytes, maxMemoryBytes, folder };
}

/** Timers of Node that are set to more go off at once. */
const LONGEST = 2_147_483_647;

/** No authserv-id would mean that no result counts, ever. */
function checkAuthservIds(given: unknown): string | readonly string[] {
  const ids: readonly unknown[] = Array.isArray(given) ? [...(given as unknown[])] : [given];
  if (ids.length > 0 && ids.every((id) => typeof id === 'string' && id !== '')) return ids as readonly string[];
  throw new TypeError(`\`authservId\` must be the authserv-id of the filter before this server, or a list of them, not ${describeValue(given)}`);
}

/** A misspelt option would be one that is quietly not there (S-12.4). */
function checkNames(what: string, options: unknown, names: readonly string[]): void {
  if (typeof options !== 'object' || options === null) throw new TypeError(`the options of ${what} are an object with ${quoteAll(names)}, not ${describeValue(options)}`);
  const unknown = Object.keys(options).find((key) => !names.includes(key));
  if (unknown !== undefined) throw new TypeError(`${what} has no option ${quote(unknown)}; it has ${quoteAll(names)}`);
}

function checkFunctions(functions: Readonly<Record<string, unknown>>): void {
  for (const [name, value] of Object.entries(functions)) {
    if (value !== undefined && typeof value !== 'function') throw new TypeError(`\`${name}\` must be a function, not ${describeValue(value)}`);
  }
}

function checkCount(name: string, value: unknown): void {
  if (!Number.isSafeInteger(value) || (value as number) <= 0) throw new TypeError(`\`${name}\` must be a whole number above 0, not ${describeValue(value)}`);
}

function nothing(): void {
  // Nobody asked to hear of it.
}
