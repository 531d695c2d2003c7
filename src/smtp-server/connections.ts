// The connection that a session belongs to, as far as the server tells.

import type { SMTPServer, SMTPServerSession } from './smtp-server-types.js';

/** Closes the connection; the replies that were sent before go out. */
export function closeConnection(server: unknown, session: SMTPServerSession): void {
  for (const connection of connectionsOf(server)) if (connection.session === session) connection.close();
}

function connectionsOf(server: unknown): Iterable<Connection> {
  return (server as SMTPServer | undefined)?.connections ?? [];
}

/** Of a handler that is called without its server nothing can be closed: the client does it, or its time-out. */
type Connection = SMTPServer['connections'] extends Set<infer One> ? One : never;
