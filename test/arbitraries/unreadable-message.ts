// Messages with a property that throws when it is read: present, and of the stricter reading (S-12.3).

import type { Message } from '../../src/model/message.js';
import type { ReadMessage } from '../reference/facts.js';

export const UNREADABLE = ['from', 'headers', 'authentication', 'secureTransport', 'session', 'envelope', 'mailFrom', 'rcptTo', 'recipient'] as const;
export type Unreadable = (typeof UNREADABLE)[number];

export function unreadable(message: object, read: ReadMessage, property: Unreadable): { message: Message; read: ReadMessage } {
  const { envelope } = message as { envelope: unknown };
  if (property === 'mailFrom' || property === 'rcptTo') return { message: { ...message, envelope: throwing(envelope, property) } as Message, read: readWithout(message, read, property) };
  if (property !== 'recipient') return { message: throwing(message, property) as Message, read: readWithout(message, read, property) };
  const { rcptTo } = (typeof envelope === 'object' && envelope !== null ? envelope : {}) as { rcptTo?: unknown };
  if (!Array.isArray(rcptTo) || rcptTo.length === 0) return unreadable(message, read, 'rcptTo');
  const recipients = Object.defineProperty([...(rcptTo as unknown[])], 0, { get: fail, enumerable: true });
  const others = read.recipients?.slice(1) ?? [];
  return { message: { ...message, envelope: { ...(envelope as object), rcptTo: recipients } } as unknown as Message, read: { ...read, recipients: [{ recipient: '', address: null }, ...others] } };
}

function readWithout(message: object, read: ReadMessage, property: Exclude<Unreadable, 'recipient'>): ReadMessage {
  switch (property) {
    case 'from':
      return { ...read, author: { known: false, reason: 'malformed' } };
    case 'headers':
      return 'from' in message ? read : { ...read, author: { known: false, reason: 'malformed' } };
    case 'authentication':
      return { ...read, authentication: { dkim: ['unreadable'] } };
    case 'secureTransport':
      return { ...read, secureTransport: 'unreadable' };
    case 'session':
      return { ...read, session: 'unreadable' };
    case 'envelope':
      return { ...read, mailFrom: null, recipients: null };
    case 'mailFrom':
      return { ...read, mailFrom: null };
    case 'rcptTo':
      return { ...read, recipients: null };
  }
}

function throwing(of: unknown, property: string): object {
  return Object.defineProperty({ ...(typeof of === 'object' ? of : {}) }, property, { get: fail, enumerable: true });
}

function fail(): never {
  throw new Error('this property cannot be read');
}
