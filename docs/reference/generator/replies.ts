// The page about replies: what `toReply` says of each violation by each profile, and what the adapters say besides.
import { toReply, violationsOf } from '../../../src/index.js';
import type { Direction, ReplyProfile, ResultType, Session, SmtpReply, TransportConstraints } from '../../../src/index.js';
import { REPLY_PROFILES } from '../../../src/evaluate/reply.js';
import { POLICY_UNAVAILABLE } from '../../../src/haraka/smtp-answer.js';
import { LOCAL_ERROR, NO_ROOM, NOT_AUTHENTICATED_NOW, TOO_LONG, forOneRecipient } from '../../../src/smtp-server/reply-error.js';
import { code, fence, page, table } from './markdown.js';
import { routeReplies } from './route-replies.js';

/** The codes that the adapters give besides those of a profile. */
export interface AdapterReply {
  readonly adapter: string;
  readonly code: string;
  readonly when: string;
  readonly source: string;
}

export async function repliesPage(): Promise<string> {
  return page(
    'Replies',
    'The SMTP reply of a bounce or reject: reply code, enhanced status code and text, as `toReply` makes them (S-10.1), and the replies that the adapters give besides.',
    '## By profile',
    'The reply profile is chosen by `replyProfile` of `compilePolicy`, or `--reply-profile`. It changes codes and never an outcome. Where several things are wrong the first in this order makes the reply (S-9.2).',
    ...DIRECTIONS.flatMap((direction) => [`### ${DIRECTION_WORDS[direction]} {#${direction}}`, table(['What is wrong', ...REPLY_PROFILES.map(code)], codeRows(direction))]),
    table(['Profile', 'Where its codes come from'], REPLY_PROFILES.map((profile) => [code(profile), PROFILE_WORDS[profile]])),
    '## The text',
    'It names the result type of RFC 8460, what was required, what was found and, where one is known, the setting. The whole line has at most 512 octets of printable ASCII (S-10.1, S-10.3). With the profile `default`:',
    ...DIRECTIONS.flatMap((direction) => [`${direction === 'inbound' ? 'Inbound' : 'Outbound'}:`, fence('text', textLines(direction).join('\n'))]),
    '## Besides the policy',
    'What adapters answer that is no decision of the policy. All that begin with 4 are for now: the sender tries again. The rest of what a server says is its own.',
    table(['Adapter', 'Reply', 'When', 'Clause'], (await adapterReplies()).map(({ adapter, code: reply, when, source }) => [adapter, code(reply), when, source])),
    '## What the codes mean',
    table(['Code', 'Meaning', 'Source'], CODE_MEANINGS.map(([name, meaning, source]) => [code(name), meaning, source])),
  );
}

const DIRECTIONS: readonly Direction[] = ['inbound', 'outbound'];
const DIRECTION_WORDS: Readonly<Record<Direction, string>> = { inbound: 'Inbound: a message is rejected', outbound: 'Outbound: a message bounces' };

/** The result types in the order in which violations come. */
const TYPES: readonly ResultType[] = ['starttls-not-supported', 'validation-failure', 'certificate-not-trusted', 'certificate-expired', 'certificate-host-mismatch'];

const PROFILE_WORDS: Readonly<Record<ReplyProfile, string>> = {
  default: 'X.7.10, encryption needed, of the registry of RFC 5248; X.7.5, cryptographic failure, of RFC 3463.',
  rfc3207: '530 of RFC 3207 section 4, "Must issue a STARTTLS command first"; X.7.0, other or undefined security status, of RFC 3463.',
  postfix: 'X.7.4, security features not supported, of RFC 3463, as Postfix has it; else as `default`.',
  exchange: '5.7.321 and 5.7.322, which Exchange Online has for STARTTLS that is not supported and for certificates that have expired; else as `default`.',
  gmail: '421 4.7.0 inbound, the one temporary answer: by the choice of the operator, the sender tries again until its queue gives up. Outbound as `default`.',
};

function codeRows(direction: Direction): string[][] {
  return TYPES.map((type) => [`[${code(type)}](diagnostics.md#${type})`, ...REPLY_PROFILES.map((profile) => codesOf(toReply({ type, required: '', found: '' }, direction, { profile })))]);
}

function codesOf(reply: SmtpReply): string {
  return `${reply.code} ${reply.enhancedCode}`;
}

/** Sessions that fail in one way each. */
const FAILING: readonly (readonly [session: Session, constraints: Partial<TransportConstraints>])[] = [
  [{ tls: false }, {}],
  [{ tls: true, version: 'TLSv1.1', certificate: { trusted: true, hostnameMatches: true } }, { minVersion: 'TLSv1.2' }],
  [{ tls: true, version: 'TLSv1.3', certificate: null }, { caSigned: true }],
  [{ tls: true, version: 'TLSv1.3', certificate: { trusted: false, hostnameMatches: true } }, { caSigned: true }],
  [{ tls: true, version: 'TLSv1.3', certificate: { trusted: true, expired: true, hostnameMatches: true } }, { caSigned: true }],
  [{ tls: true, version: 'TLSv1.3', certificate: { trusted: true, hostnameMatches: false } }, { hostname: true }],
];

function textLines(direction: Direction): string[] {
  return FAILING.filter(([, { hostname }]) => direction === 'outbound' || hostname !== true).flatMap(([session, constraints]) => {
    const violations = violationsOf({ tls: 'required', minVersion: null, caSigned: false, hostname: false, ...constraints }, session, direction);
    return violations.map((violation) => lineOf(toReply(violation, direction, { setting: 'partners-tls' })));
  });
}

function lineOf({ text, ...codes }: SmtpReply): string {
  return `${codes.code} ${codes.enhancedCode} ${text}`;
}

export async function adapterReplies(): Promise<AdapterReply[]> {
  const [nullMx, noDomain, loop, noAddress] = await routeReplies();
  const gmail = toReply({ type: 'starttls-not-supported', required: '', found: '' }, 'inbound', { profile: 'gmail' });
  return [
    { adapter: SMTP_SERVER, code: codesOf(LOCAL_ERROR), when: 'something went wrong in this server: a function that threw, a file that could not be written', source: 'S-20.7' },
    { adapter: SMTP_SERVER, code: codesOf(NOT_AUTHENTICATED_NOW), when: 'the function that authenticates the sender failed, or took too long', source: 'S-20.4' },
    { adapter: SMTP_SERVER, code: codesOf(NO_ROOM), when: 'there is no room for a message that is held until its sender is authenticated', source: 'S-20.4' },
    { adapter: SMTP_SERVER, code: codesOf(TOO_LONG), when: 'such a message is longer than what is held', source: 'S-20.4' },
    { adapter: SMTP_SERVER, code: codesOf(forOneRecipient(gmail)), when: 'the profile `gmail` rejects one recipient of several over LMTP, where 421 would close the connection', source: 'S-20.6' },
    { adapter: HARAKA, code: codesOf(POLICY_UNAVAILABLE), when: 'there is no policy yet, or the plugin itself failed', source: 'S-22.2' },
    { adapter: POSTFIX, code: '451 4.7.0', when: 'the policy service could not find an answer', source: 'S-23.1' },
    { adapter: POSTFIX, code: '451 4.3.5', when: 'the daemon was not reached: `smtpd_policy_service_default_action` of the printed configuration; Postfix says it', source: 'S-23.1' },
    { adapter: NODEMAILER, code: codesOf(nullMx), when: 'the domain of the recipient takes no mail (null MX)', source: 'S-21.4' },
    { adapter: NODEMAILER, code: codesOf(noDomain), when: 'the domain of the recipient does not exist, or has no host', source: 'S-21.4' },
    { adapter: NODEMAILER, code: codesOf(loop), when: 'the mail would come back to this server', source: 'S-21.4' },
    { adapter: NODEMAILER, code: codesOf(noAddress), when: 'the recipient is no address that a command can carry', source: 'S-21.4' },
    { adapter: NODEMAILER, code: '552 5.3.4', when: 'every mail host takes only smaller messages (SIZE, RFC 1870)', source: 'S-21.4' },
    { adapter: NODEMAILER, code: '550 5.7.30', when: 'REQUIRETLS is asked for, and no mail host offers it (RFC 8689)', source: 'S-21.4' },
  ];
}

const SMTP_SERVER = '[smtp-server](../smtp-server.md)';
const HARAKA = '[Haraka](../haraka.md)';
const POSTFIX = '[Postfix](../postfix.md)';
const NODEMAILER = '[nodemailer](../nodemailer.md), in the report';

const CODE_MEANINGS: readonly (readonly [code: string, meaning: string, source: string])[] = [
  ['421', 'service not available, closing the connection', 'RFC 5321 section 3.8'],
  ['450', 'mailbox unavailable for now', 'RFC 5321 section 4.2.3'],
  ['451', 'local error in processing', 'RFC 5321 section 4.2.3'],
  ['452', 'insufficient system storage', 'RFC 5321 section 4.2.3'],
  ['530', 'must issue a STARTTLS command first', 'RFC 3207 section 4'],
  ['550', 'rejected for policy reasons, or mailbox unavailable', 'RFC 5321 section 4.2.3'],
  ['552', 'exceeded storage allocation', 'RFC 5321 section 4.2.3, RFC 1870'],
  ['553', 'mailbox name not allowed', 'RFC 5321 section 4.2.3'],
  ['554', 'transaction failed', 'RFC 5321 section 4.2.3'],
  ['556', 'domain does not accept mail', 'RFC 7504, RFC 7505 section 4'],
  ['4.3.0', 'other or undefined mail system status', 'RFC 3463 section 3.4'],
  ['4.3.1', 'mail system full', 'RFC 3463 section 3.4'],
  ['4.3.5', 'system incorrectly configured', 'RFC 3463 section 3.4'],
  ['4.7.0', 'other or undefined security status', 'RFC 3463 section 3.8'],
  ['5.1.2', 'bad destination system address', 'RFC 3463 section 3.2'],
  ['5.1.3', 'bad destination mailbox address syntax', 'RFC 3463 section 3.2'],
  ['5.1.10', 'recipient address has null MX', 'RFC 7505 section 4'],
  ['5.3.4', 'message too big for system', 'RFC 3463 section 3.4'],
  ['5.4.6', 'routing loop detected', 'RFC 3463 section 3.5'],
  ['5.7.0', 'other or undefined security status', 'RFC 3463 section 3.8'],
  ['5.7.4', 'security features not supported', 'RFC 3463 section 3.8'],
  ['5.7.5', 'cryptographic failure', 'RFC 3463 section 3.8'],
  ['5.7.10', 'encryption needed', 'registry of RFC 5248'],
  ['5.7.30', 'REQUIRETLS support required', 'RFC 8689'],
  ['5.7.321', 'STARTTLS not supported', 'Exchange Online'],
  ['5.7.322', 'certificate expired', 'Exchange Online'],
];
