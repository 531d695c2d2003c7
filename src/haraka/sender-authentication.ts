// What is known about who sent a message: the results that Haraka's plugins, or a server before this one, have come to (S-22.4, S-5).

import { authenticationFrom } from '../header/authentication-results.js';
import type { Authentication, AuthResult } from '../model/message.js';
import { readElements, readProperty } from '../model/property.js';
import type { Connection, Transaction } from './haraka-objects.js';
import type { AuthenticationSource } from './options.js';

/** @param headers - as they were received; undefined where they are not known */
export function senderAuthentication(
  source: AuthenticationSource,
  connection: Connection,
  transaction: Transaction,
  headers: string | undefined,
): Authentication {
  switch (source.kind) {
    case 'results':
      return { ...spfResult(connection, transaction), ...dkimResults(transaction) };
    case 'field':
      return authenticationFrom(`Authentication-Results: ${connection.auth_results()}\r\n`, { authservId: connection.local.host });
    case 'upstream':
      return authenticationFrom(headers ?? '', { authservId: source.authservIds });
    case 'none':
      return {};
  }
}

/** For the null reverse-path SPF is that of HELO (RFC 7208 section 2.4); the plugin keeps it with the connection. */
function spfResult(connection: Connection, transaction: Transaction): Pick<Authentication, 'spf'> {
  const isNull = transaction.mail_from.address === '';
  const found = isNull ? connection.results.get('spf') : transaction.results.get('spf');
  const result = readProperty(found, 'result');
  if (typeof result !== 'string' || readProperty(found, 'scope') !== (isNull ? 'helo' : 'mfrom')) return {};
  return { spf: { result: word(result), domain: text(readProperty(found, 'domain')) } };
}

/** Without a signature the plugin leaves no list of results, but says that it looked. */
function dkimResults(transaction: Transaction): Pick<Authentication, 'dkim'> {
  const signatures = readElements(transaction.notes.dkim_results);
  if (signatures !== null) return { dkim: signatures.map((signature) => ({ result: word(text(readProperty(signature, 'result'))), domain: text(readProperty(signature, 'domain')) })) };
  const looked = transaction.results.get('dkim');
  if (looked === undefined || looked === null) return {};
  const failed = (readElements(readProperty(looked, 'err')) ?? []).length > 0;
  return { dkim: [{ result: failed ? 'temperror' : 'none', domain: '' }] };
}

/** Haraka's own words, as RFC 8601 has them. The engine takes what it does not know for unknown, whatever the type says. */
function word(result: string): AuthResult {
  const lower = result.toLowerCase();
  return (OWN_WORDS.get(lower) ?? lower) as AuthResult;
}

const OWN_WORDS: ReadonlyMap<string, AuthResult> = new Map([
  ['invalid', 'permerror'],
  ['tempfail', 'temperror'],
]);

function text(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
