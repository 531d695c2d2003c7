// A state from plain data that anybody may have written: a link is not trusted. What has not the shape of a state is none; what has is copied, key by key.
import type { Authentication, AuthResult, CertificateFacts, Direction, Message, ReplyProfile, Session } from '../../src/index.js';
import type { PlaygroundState } from './state.js';

export const DIRECTIONS: readonly Direction[] = ['outbound', 'inbound'];
export const REPLY_PROFILES: readonly ReplyProfile[] = ['default', 'rfc3207', 'postfix', 'exchange', 'gmail'];
export const AUTH_RESULTS: readonly AuthResult[] = ['pass', 'fail', 'softfail', 'neutral', 'none', 'temperror', 'permerror', 'policy'];

/** Null: it is no state. */
export function readState(value: unknown): PlaygroundState | null {
  try {
    const { policy, direction, message, replyProfile } = members(value);
    return { policy: text(policy), direction: word(direction, DIRECTIONS), message: readMessage(message), replyProfile: word(replyProfile, REPLY_PROFILES) };
  } catch (error) {
    if (error instanceof ShapeError) return null;
    throw error;
  }
}

class ShapeError extends Error {}

function readMessage(value: unknown): Message {
  const { envelope, from, headers, authentication, secureTransport, session } = members(value);
  const { mailFrom, rcptTo } = members(envelope);
  return {
    envelope: { mailFrom: mailFrom === null ? null : text(mailFrom), rcptTo: list(rcptTo).map(text) },
    ...optional('from', from, (written) => (typeof written === 'string' ? written : list(written).map(text))),
    ...optional('headers', headers, text),
    ...optional('authentication', authentication, readAuthentication),
    ...optional('secureTransport', secureTransport, flag),
    ...optional('session', session, readSession),
  };
}

function readAuthentication(value: unknown): Authentication {
  const { spf, dkim, dmarc } = members(value);
  return {
    ...optional('spf', spf, readResult),
    ...optional('dkim', dkim, (written) => list(written).map(readSignature)),
    ...optional('dmarc', dmarc, readResult),
  };
}

function readResult(value: unknown): { result: AuthResult; domain?: string } {
  const { result, domain } = members(value);
  return { result: word(result, AUTH_RESULTS), ...optional('domain', domain, text) };
}

function readSignature(value: unknown): { result: AuthResult; domain: string } {
  const { result, domain } = members(value);
  return { result: word(result, AUTH_RESULTS), domain: text(domain) };
}

function readSession(value: unknown): Session {
  const { tls, version, certificate } = members(value);
  if (tls === false) return { tls };
  if (tls !== true) throw new ShapeError();
  return { tls, version: text(version), ...optional('certificate', certificate, (written) => (written === null ? null : readCertificate(written))) };
}

function readCertificate(value: unknown): CertificateFacts {
  const { trusted, hostnameMatches, expired } = members(value);
  return { ...optional('trusted', trusted, flag), ...optional('hostnameMatches', hostnameMatches, flag), ...optional('expired', expired, flag) };
}

/** What is not there stays away. */
function optional<Key extends string, T>(key: Key, value: unknown, read: (written: unknown) => T): { [Name in Key]?: T } {
  return value === undefined ? {} : ({ [key]: read(value) } as { [Name in Key]: T });
}

function members(value: unknown): Readonly<Record<string, unknown>> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw new ShapeError();
  return Object.assign(Object.create(null) as Record<string, unknown>, value);
}

function list(value: unknown): readonly unknown[] {
  if (!Array.isArray(value)) throw new ShapeError();
  return value;
}

function text(value: unknown): string {
  if (typeof value !== 'string') throw new ShapeError();
  return value;
}

function flag(value: unknown): boolean {
  if (typeof value !== 'boolean') throw new ShapeError();
  return value;
}

function word<Word extends string>(value: unknown, words: readonly Word[]): Word {
  const known = words.find((one) => one === value);
  if (known === undefined) throw new ShapeError();
  return known;
}
