// Replies as the errors that smtp-server takes, so that code, enhanced status code and text come out on the wire as they are.

import type { SMTPServerError } from './smtp-server-types.js';
import type { SmtpReply } from '../model/decision.js';

/**
 * A server that hides ENHANCEDSTATUSCODES (its default) puts nothing before the text. One that does not puts a code of its own there, from a table by the
 * reply code that knows neither 5.7.10 nor 5.7.5: but only where the reply code is a number. Text it takes as it is (S-20.6).
 *
 * @param prefixes - the server puts enhanced status codes of its own
 */
export function replyError({ code, enhancedCode, text }: SmtpReply, prefixes: boolean): SMTPServerError {
  const error: SMTPServerError = new Error(prefixes ? text : `${enhancedCode} ${text}`);
  error.responseCode = prefixes ? (`${code} ${enhancedCode}` as unknown as number) : code;
  return error;
}

/** RFC 5321 section 3.8: with this reply the server closes the connection. */
export function closesConnection({ code }: SmtpReply): boolean {
  return code === 421;
}

/** In answer to one recipient of several 421 would close the connection before the others have their answers. */
export function forOneRecipient(reply: SmtpReply): SmtpReply {
  return closesConnection(reply) ? { ...reply, code: 450 } : reply;
}

/** Something of this server failed; the sender shall try again. RFC 3463: other or undefined mail system status. */
export const LOCAL_ERROR: SmtpReply = Object.freeze({ code: 451, enhancedCode: '4.3.0', text: 'The message cannot be processed now; try again later' });
/** RFC 3463: mail system full. */
export const NO_ROOM: SmtpReply = Object.freeze({ code: 452, enhancedCode: '4.3.1', text: 'There is no room to hold the message now; try again later' });
/** RFC 3463: message too big for system. */
export const TOO_LONG: SmtpReply = Object.freeze({
  code: 552,
  enhancedCode: '5.3.4',
  text: 'The message is too long to be held until its sender is authenticated, on which it depends whether it needs secure transport',
});
/** RFC 3463: other or undefined security status. */
export const NOT_AUTHENTICATED_NOW: SmtpReply = Object.freeze({ code: 451, enhancedCode: '4.7.0', text: 'The sender cannot be authenticated now; try again later' });
