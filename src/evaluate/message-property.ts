// The properties of a message, each with a reader of its own: an engine reads a property faster where it always reads the same one, and every
// evaluation begins here. What they give is what `readProperty` gives: undefined where there is nothing, `unreadable` where a getter throws (S-12.3).

import { unreadable } from '../model/property.js';

/** What a message or an envelope is until it is read. */
interface Unread {
  readonly envelope?: unknown;
  readonly rcptTo?: unknown;
  readonly mailFrom?: unknown;
  readonly from?: unknown;
  readonly headers?: unknown;
  readonly authentication?: unknown;
  readonly secureTransport?: unknown;
  readonly session?: unknown;
}

export function readEnvelope(message: unknown): unknown {
  try {
    return isObject(message) ? message.envelope : undefined;
  } catch {
    return unreadable;
  }
}

export function readRcptTo(envelope: unknown): unknown {
  try {
    return isObject(envelope) ? envelope.rcptTo : undefined;
  } catch {
    return unreadable;
  }
}

export function readMailFromOf(envelope: unknown): unknown {
  try {
    return isObject(envelope) ? envelope.mailFrom : undefined;
  } catch {
    return unreadable;
  }
}

export function readFrom(message: unknown): unknown {
  try {
    return isObject(message) ? message.from : undefined;
  } catch {
    return unreadable;
  }
}

export function readHeaders(message: unknown): unknown {
  try {
    return isObject(message) ? message.headers : undefined;
  } catch {
    return unreadable;
  }
}

export function readAuthentication(message: unknown): unknown {
  try {
    return isObject(message) ? message.authentication : undefined;
  } catch {
    return unreadable;
  }
}

export function readSecureTransportOf(message: unknown): unknown {
  try {
    return isObject(message) ? message.secureTransport : undefined;
  } catch {
    return unreadable;
  }
}

export function readSessionOf(message: unknown): unknown {
  try {
    return isObject(message) ? message.session : undefined;
  } catch {
    return unreadable;
  }
}

function isObject(value: unknown): value is Unread {
  return typeof value === 'object' && value !== null;
}
