// What the connection of the client was (S-9.1): known when TLS begins, and remembered for as long as the server keeps its session.

import type { Socket } from 'node:net';
import type { SMTPServerSession } from './smtp-server-types.js';
import type { Session } from '../model/message.js';
import { sessionOf } from '../node-tls/session.js';
import type { ReceptionSettings } from './options.js';

export class ClientSessions {
  private readonly settings: Pick<ReceptionSettings, 'ca' | 'upstreamSession'>;
  private readonly known = new WeakMap<SMTPServerSession, Session>();

  constructor(settings: Pick<ReceptionSettings, 'ca' | 'upstreamSession'>) {
    this.settings = settings;
  }

  /** TLS has begun. A server to whom TLS comes ended upstream says so as well, with a socket that has none. */
  secured(session: SMTPServerSession, socket: Socket): void {
    const { ca } = this.settings;
    this.known.set(session, sessionOf(socket, ca === undefined ? {} : { ca }));
  }

  /** What cannot be told is no TLS (S-20.2). It throws what `upstreamSession` throws. */
  of(session: SMTPServerSession): Session {
    const { upstreamSession } = this.settings;
    if (upstreamSession !== undefined) return upstreamSession(session) ?? NO_TLS;
    // The socket is that of a proxy, or of another MTA: it says nothing of the client.
    if (session.xClient.size > 0 || session.xForward.size > 0) return NO_TLS;
    return this.known.get(session) ?? NO_TLS;
  }
}

const NO_TLS: Session = Object.freeze({ tls: false });
