// Errors of single connections, which must not end the process: a handshake that fails, a client that resets.

import { tellListener } from './answers.js';
import type { SMTPServer } from './smtp-server-types.js';

/**
 * Keeps the server serving when a connection fails. smtp-server emits an `error` event for a client whose TLS handshake fails, and Node ends a process in
 * which nobody listens for it. Errors of the listener itself (a port that is taken) are not swallowed: they are thrown, unless somebody else listens.
 *
 * @param server - of `new SMTPServer`
 * @param onConnectionError - hears of each; nothing need be done about it
 * @returns the server
 * @example
 * const server = handleConnectionErrors(new SMTPServer(secureTransport(engine, { onData })), (error) => log.info(error.message));
 * server.listen(25);
 * @see clause S-20.7
 */
export function handleConnectionErrors<Server extends SMTPServer>(server: Server, onConnectionError: (error: Error) => void = () => undefined): Server {
  server.on('error', (error: Error) => {
    if (isOfConnection(error)) tellListener(() => onConnectionError(error));
    else if (server.listenerCount('error') === 1) throw error;
  });
  return server;
}

/** smtp-server adds the address of the client to the errors of a session, and its details to those of a handshake before there is one. */
function isOfConnection(error: Error): boolean {
  return 'remoteAddress' in error || 'meta' in error;
}
