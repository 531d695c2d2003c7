// Messages that have to do with a policy: authors, recipients and senders drawn from its lists and users most of the time.

import type fc from 'fast-check';
import type { Message } from '../../src/model/message.js';
import type { Direction } from '../../src/model/transport.js';
import type { ReadMessage, ReadRecipient } from '../reference/facts.js';
import { NO_ADDRESSES, PEOPLE, anyAddress, nearAddress, readAddress, spellAddress, type PlainAddress } from './address.js';
import { anyAuthentication } from './authentication.js';
import { knownAuthor, unknownAuthor, type AuthorCase } from './author.js';
import { drawn, type Choices } from './choices.js';
import type { PolicyCase } from './policy.js';
import { anySession } from './session.js';
import { UNREADABLE, unreadable } from './unreadable-message.js';

export interface MessageCase {
  readonly direction: Direction;
  /** What the engine takes. Its values need not have the types that they ought to have. */
  readonly message: Message;
  /** What the oracle takes. */
  readonly read: ReadMessage;
  /** A property throws when it is read. */
  readonly unreadable: boolean;
}

/** How many choices a message takes at most, more or less. */
export const MESSAGE_CHOICES = 110;

/** Messages for one policy; for many policies at once, draw rows of choices and give them to {@link messageCase}. */
export function messageCases(policyCase: PolicyCase): fc.Arbitrary<MessageCase> {
  return drawn(MESSAGE_CHOICES, (choices) => messageCase(choices, policyCase));
}

export function messageCase(choices: Choices, policyCase: PolicyCase): MessageCase {
  const caseSensitive = policyCase.policy.caseSensitiveLocalParts === true;
  const direction = choices.pick(['inbound', 'outbound'] as const);
  const envelope = anyEnvelope(choices, policyCase, direction, caseSensitive);
  const session = anySession(choices);
  const secureTransport = choices.chance(55) ? choices.pick([true, true, false, undefined, 'yes', 0, null, '', {}]) : undefined;
  const authors = choices.times(choices.pick([1, 1, 1, 1, 1, 2, 3]), () => partner(choices, policyCase.witnesses));
  const { read: author, ...fields }: AuthorCase = choices.chance(14) ? unknownAuthor(choices) : knownAuthor(choices, authors, caseSensitive);
  const authentication = anyAuthentication(choices, authors.map(({ domain }) => domain));
  const message = {
    envelope: envelope.written,
    ...fields,
    ...(authentication.supplied !== undefined && { authentication: authentication.supplied }),
    ...((secureTransport !== undefined || choices.chance(10)) && { secureTransport }),
    ...(session !== undefined && { session }),
  };
  const read: ReadMessage = { author, mailFrom: envelope.mailFrom, recipients: envelope.recipients, authentication: authentication.read, secureTransport, session };
  const property = choices.chance(3) ? choices.pick(UNREADABLE) : null;
  return property === null ? { direction, message: message as Message, read, unreadable: false } : { direction, ...unreadable(message, read, property), unreadable: true };
}

interface EnvelopeCase {
  readonly written: unknown;
  readonly mailFrom: ReadMessage['mailFrom'];
  readonly recipients: ReadMessage['recipients'];
}

function anyEnvelope(choices: Choices, policyCase: PolicyCase, direction: Direction, caseSensitive: boolean): EnvelopeCase {
  if (choices.chance(1)) return { written: choices.pick([null, undefined, 42, {}, 'ann@partner.example']), mailFrom: null, recipients: null };
  const sender = mailFrom(choices, policyCase, direction, caseSensitive);
  if (choices.chance(2)) return { written: { mailFrom: sender.written, rcptTo: choices.pick([[], null, undefined, 'ann@partner.example', 42, {}]) }, mailFrom: sender.read, recipients: null };
  const recipients = choices.times(choices.pick([1, 2, 1, 3, 1, 2, 5]), () => recipient(choices, policyCase, direction, caseSensitive));
  if (choices.chance(5)) recipients.push(recipients[0] as (typeof recipients)[0]);
  return { written: { mailFrom: sender.written, rcptTo: recipients.map(({ written }) => written) }, mailFrom: sender.read, recipients: recipients.map(({ read }) => read) };
}

function mailFrom(choices: Choices, { witnesses }: PolicyCase, direction: Direction, caseSensitive: boolean): { written: unknown; read: ReadMessage['mailFrom'] } {
  if (choices.chance(12)) return { written: choices.pick([null, '', '<>', undefined, ...NO_ADDRESSES]), read: null };
  const sender = direction === 'outbound' && choices.chance(85) ? choices.pick(PEOPLE) : partner(choices, witnesses);
  return { written: spellAddress(choices, sender, caseSensitive), read: readAddress(sender, caseSensitive) };
}

function recipient(choices: Choices, { witnesses }: PolicyCase, direction: Direction, caseSensitive: boolean): { written: unknown; read: ReadRecipient } {
  if (choices.chance(6)) {
    const written = choices.pick(NO_ADDRESSES);
    return { written, read: { recipient: typeof written === 'string' ? written : '', address: null } };
  }
  const person = direction === 'inbound' ? choices.chance(85) : choices.chance(8);
  const address = person ? choices.pick(PEOPLE) : partner(choices, witnesses);
  const written = spellAddress(choices, address, caseSensitive);
  return { written, read: { recipient: written, address: readAddress(address, caseSensitive) } };
}

/** Mostly an address that an entry matches, else one near it, or any. */
function partner(choices: Choices, witnesses: readonly PlainAddress[]): PlainAddress {
  const kind = choices.below(100);
  if (witnesses.length === 0 || kind >= 93) return anyAddress(choices);
  return kind >= 80 ? nearAddress(choices, choices.pick(witnesses)) : choices.pick(witnesses);
}
