// What ends a dialogue before its time, as data.

import { readProperty } from '../model/property.js';
import { describeValue } from '../model/quotation.js';
import { safeText } from '../model/safe-text.js';
import { classifyTlsError } from '../node-tls/tls-error.js';
import type { HostFailure, ServerReply, StepName } from './report.js';

/** The question that each step waits on. */
const WORDS: Readonly<Record<StepName, string>> = {
  connect: 'the connection',
  greeting: 'the greeting',
  ehlo: 'the answer to EHLO',
  helo: 'the answer to HELO',
  starttls: 'the answer to STARTTLS',
  handshake: 'the TLS handshake',
  'ehlo-over-tls': 'the answer to EHLO under TLS',
};

/** A handshake that ends in any way but success is a failure of TLS (S-9.4). */
function resultType(step: StepName): HostFailure['resultType'] {
  return step === 'handshake' ? 'validation-failure' : null;
}

/** A step that was waited for in vain: for its own time, or until the whole probe was ended, which says nothing about the server. */
export function gaveUp(step: StepName, kind: 'timeout' | 'ended'): HostFailure {
  return kind === 'timeout' ? timedOut(step) : { step, kind, message: `the probe was ended before ${WORDS[step]} was there`, code: null, resultType: null };
}

/** The probe was ended before this address had its turn. */
export const NOT_TRIED: HostFailure = { step: null, kind: 'ended', message: 'the probe was ended before this address was tried', code: null, resultType: null };

function timedOut(step: StepName): HostFailure {
  return { step, kind: 'timeout', message: `${WORDS[step]} did not come within the time that it was given`, code: null, resultType: resultType(step) };
}

export function closed(step: StepName): HostFailure {
  return { step, kind: 'closed', message: `the server closed the connection before ${WORDS[step]} was there`, code: null, resultType: resultType(step) };
}

export function malformed(step: StepName, message: string): HostFailure {
  return { step, kind: 'not-smtp', message: `the server ${message}, where ${WORDS[step]} should have been`, code: null, resultType: null };
}

/** By a reply that is not the one that the step needs. */
export function refused(step: StepName, reply: ServerReply): HostFailure {
  const kind = reply.code >= 500 ? 'refused-for-good' : reply.code >= 400 ? 'refused-for-now' : 'not-smtp';
  return { step, kind, message: `${WORDS[step]} was: ${replyText(reply)}`, code: null, resultType: null };
}

/** An error of a socket: of TLS, or of the network. */
export function failedBy(step: StepName, error: unknown): HostFailure {
  const type = classifyTlsError(error, { duringHandshake: step === 'handshake' }) ?? resultType(step);
  const code = textOf(error, 'code');
  // OpenSSL has a few words for it; its message is full of its own file names.
  const words = safeText((textOf(error, 'reason') ?? errorText(error)).trim(), MAX_WORDS);
  const kind = type !== null ? 'tls' : step === 'connect' ? 'unreachable' : 'closed';
  return { step, kind, message: `${WORDS[step]} failed: ${words}`, code: code === null ? null : safeText(code, MAX_CODE), resultType: type };
}

export function replyText({ code, lines }: ServerReply): string {
  return safeText(`${code} ${lines.join(' / ')}`.trimEnd(), MAX_WORDS);
}

/** The words of an error, which anyone may have thrown, and which may be anything. */
export function errorText(error: unknown): string {
  if (typeof error === 'object' && error !== null) return textOf(error, 'message') ?? 'an object';
  return typeof error === 'string' ? error : describeValue(error);
}

function textOf(error: unknown, key: string): string | null {
  const value = readProperty(error, key);
  return typeof value === 'string' ? value : null;
}

const MAX_WORDS = 300;
const MAX_CODE = 60;
