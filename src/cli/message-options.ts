// The flags of `evaluate` and `explain` that say what a message file cannot: direction, envelope, authentication and session.

import { isReplyProfile, REPLY_PROFILES } from '../evaluate/reply.js';
import { authenticationFrom } from '../header/authentication-results.js';
import type { ReplyProfile } from '../model/decision.js';
import type { Authentication, Message, Session } from '../model/message.js';
import type { Direction } from '../model/transport.js';
import { authenticationFromFlags } from './authentication-option.js';
import { UsageError } from './failure.js';
import { commonOptions, readCommandLine } from './options.js';
import type { ColourFlags } from './colour.js';
import { parseSession } from './session-option.js';

export interface MessageRequest {
  readonly policy: string;
  /** A path or `-`; null where no message is needed. */
  readonly message: string | null;
  readonly direction: Direction;
  readonly replyProfile: ReplyProfile;
  readonly json: boolean;
  readonly colour: ColourFlags;
  /** The facts about a message with the given headers. */
  factsOf(headers: string): Message;
}

const OPTIONS = {
  ...commonOptions,
  inbound: { type: 'boolean' },
  outbound: { type: 'boolean' },
  'mail-from': { type: 'string' },
  'rcpt-to': { type: 'string', multiple: true },
  'authserv-id': { type: 'string', multiple: true },
  spf: { type: 'string' },
  dkim: { type: 'string', multiple: true },
  dmarc: { type: 'string' },
  session: { type: 'string' },
  'secure-transport': { type: 'boolean' },
  'reply-profile': { type: 'string' },
} as const;

type Values = ReturnType<typeof readCommandLine<typeof OPTIONS>>['values'];

/** @throws UsageError saying what to add or to leave out */
export function readMessageRequest(args: readonly string[]): MessageRequest {
  const { values, operands } = readCommandLine(args, OPTIONS);
  const direction = directionOf(values);
  const [policy, message] = operandsOf(operands, direction);
  const recipients = values['rcpt-to'] ?? [];
  if (recipients.length === 0) throw new UsageError('who is it to? Add --rcpt-to ADDRESS, once for each envelope recipient; the To field of a message is not the envelope');
  refuseOtherDirection(values, direction);
  const fixed = fixedFacts(values, recipients);
  const authservIds = values['authserv-id'] ?? [];
  const flags = authenticationFromFlags(values);
  return {
    policy,
    message,
    direction,
    replyProfile: replyProfileOf(values['reply-profile']),
    json: values.json === true,
    colour: values,
    factsOf: (headers) => ({ ...fixed, headers, ...authenticationFact(headers, authservIds, flags) }),
  };
}

function directionOf({ inbound, outbound }: Values): Direction {
  if (inbound === true && outbound === true) throw new UsageError('--inbound and --outbound exclude each other; keep one');
  if (inbound !== true && outbound !== true) throw new UsageError('add --inbound or --outbound');
  return inbound === true ? 'inbound' : 'outbound';
}

function operandsOf(operands: readonly string[], direction: Direction): [string, string | null] {
  const [policy, message, ...more] = operands;
  if (policy === undefined) throw new UsageError('name the policy file');
  if (more.length > 0) throw new UsageError(`one message, mbox or folder at a time; \`${more[0] ?? ''}\` is one too many`);
  if (message === undefined && direction === 'inbound') throw new UsageError('name the message: a file, an mbox, a folder, or - for standard input');
  if (policy === '-' && message === '-') throw new UsageError('standard input can be the policy or the message, not both');
  return [policy, message ?? null];
}

/** What counts in one direction only is refused in the other, or it would be dropped in silence. */
function refuseOtherDirection(values: Values, direction: Direction): void {
  const wrong = (direction === 'inbound' ? (['secure-transport'] as const) : (['authserv-id', 'spf', 'dkim', 'dmarc'] as const)).find((name) => values[name] !== undefined);
  if (wrong !== undefined) throw new UsageError(`--${wrong} means nothing for ${direction} mail; leave it out`);
}

function fixedFacts(values: Values, rcptTo: readonly string[]): Message {
  const session: Session | null = values.session === undefined ? null : parseSession(values.session);
  return {
    envelope: { mailFrom: values['mail-from'] ?? null, rcptTo },
    ...(values['secure-transport'] === true ? { secureTransport: true } : {}),
    ...(session === null ? {} : { session }),
  };
}

/** A flag speaks for its method; trusted fields of the message speak for the others. */
function authenticationFact(headers: string, authservIds: readonly string[], flags: Authentication): { authentication?: Authentication } {
  if (authservIds.length === 0 && Object.keys(flags).length === 0) return {};
  const read = authservIds.length === 0 ? {} : authenticationFrom(headers, { authservId: authservIds });
  return { authentication: { ...read, ...flags } };
}

/** @throws UsageError for a profile that does not exist */
export function replyProfileOf(text: string = 'default'): ReplyProfile {
  if (isReplyProfile(text)) return text;
  throw new UsageError(`--reply-profile ${text}: there is no such profile; profiles: ${REPLY_PROFILES.join(', ')}`);
}
