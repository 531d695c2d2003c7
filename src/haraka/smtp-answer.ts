// An answer of the engine, in the form in which Haraka gives it to the client with its own codes.

import type { SmtpReply } from '../model/decision.js';
import { DENY, DENYSOFT, DENYSOFTDISCONNECT } from './haraka-objects.js';
import type { HookCode, Next } from './haraka-objects.js';

/** Haraka takes the codes of an answer from an object whose class has the name `DSN`: that of `haraka-dsn`, which the plugin may not be able to load. */
class DSN {
  readonly code: number;
  readonly msg: string;
  /** What follows the reply code. */
  readonly reply: string;

  constructor({ code, enhancedCode, text }: SmtpReply) {
    this.code = code;
    this.msg = text;
    this.reply = `${enhancedCode} ${text}`;
  }

  toString(): string {
    return `${this.code} ${this.reply}`;
  }
}
// Whatever a bundler calls it.
Object.defineProperty(DSN, 'name', { value: 'DSN' });

/** Ends a hook with a reply. With 421 the server closes the connection (RFC 5321 section 3.8). */
export function answer(next: Next, reply: SmtpReply): unknown {
  return next(codeFor(reply), new DSN(reply));
}

function codeFor({ code }: SmtpReply): HookCode {
  if (code === 421) return DENYSOFTDISCONNECT;
  return code >= 500 ? DENY : DENYSOFT;
}

/** X.3.5 of RFC 3463: the system is not correctly configured. The client tries again. */
export const POLICY_UNAVAILABLE: SmtpReply = { code: 451, enhancedCode: '4.3.5', text: 'The transport security policy cannot be applied at the moment; try again later' };
