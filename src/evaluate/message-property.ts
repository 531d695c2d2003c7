// The properties of a message, each with a reader of its own: an engine reads a property faster where it always reads the same one, and every
// evaluation begins here. What they give is what `readProperty` gives: undefined where there is nothing, `unreadable` where a getter throws (S-12.3).

import type { Message } from '../model/message.js';
import { unreadable } from '../model/property.js';

type Unread<T> = { readonly [K in keyof T]?: unknown };

export function readEnvelope(message: unknown): unknown {
  try {
    return isObject<Message>(message) ? message.envelope : undefined;
  } catch {
    return unreadable;
  }
}

export function readRcptTo(envelope: unknown): unknown {
  try {
    return isObject<Message['envelope']>(envelope) ? envelope.rcptTo : undefined;
  } catch {
    return unreadable;
  }
}

export function readMailFromOf(envelope: unknown): unknown {
  try {
    return isObject<Message['envelope']>(envelope) ? envelope.mailFrom : undefined;
  } catch {
    return unreadable;
  }
}

export function readFrom(message: unknown): unknown {
  try {
    return isObject<Message>(message) ? message.from : undefined;
  } catch {
    return unreadable;
  }
}

export function readHeaders(message: unknown): unknown {
  try {
    return isObject<Message>(message) ? message.headers : undefined;
  } catch {
    return unreadable;
  }
}

export function readAuthentication(message: unknown): unknown {
  try {
    return isObject<Message>(message) ? message.authentication : undefined;
  } catch {
    return unreadable;
  }
}

export function readSecureTransportOf(message: unknown): unknown {
  try {
    return isObject<Message>(message) ? message.secureTransport : undefined;
  } catch {
    return unreadable;
  }
}

export function readSessionOf(message: unknown): unknown {
  try {
    return isObject<Message>(message) ? message.session : undefined;
  } catch {
    return unreadable;
  }
}

function isObject<T>(value: unknown): value is Unread<T> {
  return typeof value === 'object' && value !== null;
}
