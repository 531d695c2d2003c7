// The message as a form shows it: parts of a `Message` as choices and lines of text, and the message with another choice. Parts that nobody touches stay as they are.
import { fromFields } from '../../src/index.js';
import type { Authentication, AuthResult, CertificateFacts, Message, Session } from '../../src/index.js';

/** A text field with one item a line; blank lines are none. */
export function linesOf(text: string): string[] {
  return text.split(/\r\n|\r|\n/).map((line) => line.trim()).filter((line) => line !== '');
}

export type AuthorSource = 'from' | 'headers' | 'none';

/** `from` goes before `headers`, as it does for the engine. */
export function authorSource({ from, headers }: Message): AuthorSource {
  if (from !== undefined) return typeof from === 'string' || from.length > 0 ? 'from' : 'none';
  return headers === undefined ? 'none' : 'headers';
}

export function fromValues({ from = [] }: Message): readonly string[] {
  return typeof from === 'string' ? [from] : from;
}

/** One value is written as the text that it is. */
export function withFrom({ from: _from, headers: _headers, ...rest }: Message, values: readonly string[]): Message {
  const [only] = values;
  return { ...rest, from: values.length === 1 && only !== undefined ? only : values };
}

export function withHeaders({ from: _from, headers: _headers, ...rest }: Message, headers: string): Message {
  return { ...rest, headers };
}

/** The author stays who it is, as far as the other way of giving it can say. */
export function withAuthorSource(message: Message, source: AuthorSource): Message {
  switch (source) {
    case 'from':
      return withFrom(message, authorsOf(message));
    case 'headers':
      return withHeaders(message, `${authorsOf(message).map((value) => `From: ${value}\n`).join('')}Subject: hello\n\n`);
    case 'none':
      return withoutAuthor(message);
  }
}

const SOMEBODY = ['orders@partner.example'];

function authorsOf(message: Message): readonly string[] {
  const values = authorSource(message) === 'headers' ? fromFields(message.headers ?? '').map((value) => value.trim()) : fromValues(message);
  return values.length === 0 ? SOMEBODY : values;
}

function withoutAuthor({ from: _from, headers: _headers, ...rest }: Message): Message {
  return rest;
}

export function withEnvelope(message: Message, change: Partial<Message['envelope']>): Message {
  return { ...message, envelope: { ...message.envelope, ...change } };
}

export function withSecureTransport({ secureTransport: _secureTransport, ...rest }: Message, demanded: boolean): Message {
  return demanded ? { ...rest, secureTransport: true } : rest;
}

// ---- Sender authentication

export type Method = 'spf' | 'dmarc';

/** `unknown`: no result was supplied. */
export function withAuthenticationKnown({ authentication: _authentication, ...rest }: Message, known: boolean): Message {
  return known ? { ...rest, authentication: {} } : rest;
}

export function withResult(message: Message, method: Method, result: AuthResult | null, domain: string): Message {
  const { [method]: _before, ...others } = message.authentication ?? {};
  const said = result === null ? {} : { [method]: domain === '' ? { result } : { result, domain } };
  return { ...message, authentication: { ...others, ...said } };
}

export function signaturesOf({ authentication }: Message): NonNullable<Authentication['dkim']> {
  return authentication?.dkim ?? [];
}

export function withSignatures(message: Message, dkim: NonNullable<Authentication['dkim']>): Message {
  const { dkim: _dkim, ...others } = message.authentication ?? {};
  return { ...message, authentication: dkim.length === 0 ? others : { ...others, dkim } };
}

// ---- The session

export type SessionChoice = 'unknown' | 'no-tls' | 'tls';
export const SESSION_VERSIONS: readonly string[] = ['SSLv3', 'TLSv1', 'TLSv1.1', 'TLSv1.2', 'TLSv1.3'];
export const GOOD_SESSION: Session = { tls: true, version: 'TLSv1.3', certificate: { trusted: true, hostnameMatches: true, expired: false } };

export function sessionChoice({ session }: Message): SessionChoice {
  if (session === undefined) return 'unknown';
  return session.tls ? 'tls' : 'no-tls';
}

export function withSession({ session: _session, ...rest }: Message, session: Session | null): Message {
  return session === null ? rest : { ...rest, session };
}

/** TLS is chosen as that which meets everything; then one takes something from it. */
export function withSessionChoice(message: Message, choice: SessionChoice): Message {
  switch (choice) {
    case 'unknown':
      return withSession(message, null);
    case 'no-tls':
      return withSession(message, { tls: false });
    case 'tls':
      return message.session?.tls === true ? message : withSession(message, GOOD_SESSION);
  }
}

type TlsSession = Extract<Session, { tls: true }>;

export function tlsOf({ session }: Message): TlsSession | null {
  return session?.tls === true ? session : null;
}

export function withVersion(message: Message, version: string): Message {
  const tls = tlsOf(message);
  return tls === null ? message : withSession(message, { ...tls, version });
}

export function presentsCertificate(message: Message): boolean {
  return tlsOf(message)?.certificate !== null;
}

export function withCertificatePresented(message: Message, presented: boolean): Message {
  const tls = tlsOf(message);
  return tls === null ? message : withSession(message, { ...tls, certificate: presented ? {} : null });
}

export type Fact = keyof CertificateFacts;
export type FactChoice = 'yes' | 'no' | 'unknown';

export function factChoice(message: Message, fact: Fact): FactChoice {
  const value = tlsOf(message)?.certificate?.[fact];
  if (value === undefined) return 'unknown';
  return value ? 'yes' : 'no';
}

export function withFact(message: Message, fact: Fact, choice: FactChoice): Message {
  const tls = tlsOf(message);
  if (tls === null) return message;
  const { [fact]: _before, ...others } = tls.certificate ?? {};
  return withSession(message, { ...tls, certificate: choice === 'unknown' ? others : { ...others, [fact]: choice === 'yes' } });
}
