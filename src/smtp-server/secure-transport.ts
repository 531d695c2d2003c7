// The policy at the door of an SMTP or LMTP server: the handlers of smtp-server, wrapped around those of the developer.

import type { Socket } from 'node:net';
import type { SMTPServerAddress, SMTPServerDataStream, SMTPServerOptions, SMTPServerSession } from './smtp-server-types.js';
import { describeValue } from '../model/quotation.js';
import type { Callback } from './answers.js';
import { checkEngineSource } from '../snapshot/engine-source.js';
import type { EngineSource } from '../snapshot/engine-source.js';
import { receptionSettings } from './options.js';
import type { SecureTransportOptions } from './options.js';
import type { DataCallback } from './recipient-results.js';
import { MailReception } from './mail-reception.js';

/**
 * The options of a server that keeps to the policy: what a setting for inbound mail requires, the client's connection must have, or the message is refused.
 *
 * The author is read from the header block while the message comes in; nothing of the message reaches `onData` before it is decided, and of one that is refused
 * nothing does. The stream that `onData` gets has every byte of the message. Recipients whom no header could save are refused in answer to RCPT, before
 * `onRcptTo` is asked. A server for LMTP answers for each recipient, and `onData` finds those in the envelope who may have the message.
 *
 * @param source - the engine, or what holds the one that decides now; each message sees one engine
 * @param server - the options of the server, with the developer's own handlers, `onData` at the least; they are left as they are
 * @param options - what the adapter cannot know by itself
 * @returns options for `new SMTPServer`; what is changed in them is no longer looked after
 * @throws TypeError for options that are not what they should be
 * @example
 * const server = handleConnectionErrors(new SMTPServer(secureTransport(engine, { key, cert, authOptional: true, onData })));
 * server.listen(25);
 * @see clauses S-9.5 and S-20.2 to S-20.6
 */
export function secureTransport(source: EngineSource, server: SMTPServerOptions, options: SecureTransportOptions = {}): SMTPServerOptions {
  const handlers = handlersOf(server);
  const reception = new MailReception(checkEngineSource(source), receptionSettings(server, options));
  return {
    ...server,
    onSecure(socket, session, callback) {
      reception.answer(session, callback, (answer) => {
        reception.secured(session, socket);
        return callOrAccept(handlers.onSecure, this, [socket, session], answer);
      });
    },
    onMailFrom(address, session, callback) {
      reception.answer(session, callback, (answer) => {
        reception.begin(session);
        return callOrAccept(handlers.onMailFrom, this, [address, session], answer);
      });
    },
    onRcptTo(address, session, callback) {
      reception.answer(session, callback, (answer) => {
        if (reception.refusesRecipient(address.address, session, answer)) return undefined;
        return callOrAccept(handlers.onRcptTo, this, [address, session], answer);
      });
    },
    onData(stream, session, callback) {
      const handOn = (message: SMTPServerDataStream, answer: DataCallback): unknown => Reflect.apply(handlers.onData, this, [message, session, answer]);
      reception.receive({ server: this, stream, session, callback, handOn });
    },
  };
}

/** The developer's handlers, which are called as smtp-server calls them: on the server. */
interface Handlers {
  readonly onSecure?: Handler<[socket: Socket, session: SMTPServerSession]> | undefined;
  readonly onMailFrom?: Handler<[address: SMTPServerAddress, session: SMTPServerSession]> | undefined;
  readonly onRcptTo?: Handler<[address: SMTPServerAddress, session: SMTPServerSession]> | undefined;
  readonly onData: (stream: SMTPServerDataStream, session: SMTPServerSession, answer: DataCallback) => unknown;
}

/** smtp-server wants nothing from it; an async function returns a promise all the same. */
type Handler<Facts extends unknown[]> = (...given: [...Facts, answer: Callback]) => unknown;

/** Without a handler smtp-server accepts, and not at once: it loses its place in what a client pipelines when every handler answers before it returns. */
function callOrAccept<Facts extends unknown[]>(handler: Handler<Facts> | undefined, server: unknown, facts: Facts, answer: Callback): unknown {
  if (handler !== undefined) return Reflect.apply(handler, server, [...facts, answer]);
  setImmediate(answer);
  return undefined;
}

/** Without `onData` smtp-server takes every message and throws it away. */
function handlersOf(server: SMTPServerOptions): Handlers {
  if (typeof server !== 'object' || (server as unknown) === null) throw new TypeError(`the options of the server are an object with \`onData\`, not ${describeValue(server)}`);
  if (typeof server.onData !== 'function') throw new TypeError('the options of the server need `onData`, the function that takes the messages');
  return { ...server } as Handlers;
}
