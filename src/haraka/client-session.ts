// What the connection of the client is: by its socket, for Haraka itself does not tell whom the certificate was signed by (S-9.1).

import { Socket } from 'node:net';
import type { Session } from '../model/message.js';
import { readProperty } from '../model/property.js';
import { sessionOf } from '../node-tls/session.js';
import type { CaCertificates } from '../node-tls/trust-anchors.js';
import type { Connection } from './haraka-objects.js';

/** @param ca - the CA certificates of `tls.ini`, which clients are trusted by; undefined where there are none */
export function clientSession({ client }: Connection, ca: CaCertificates | undefined): Session {
  // After STARTTLS the socket of TLS is behind the one that Haraka goes on to use; with TLS from the start there is one alone.
  const cleartext = readProperty(client, 'cleartext');
  const socket = cleartext instanceof Socket ? cleartext : client;
  if (!(socket instanceof Socket)) return { tls: false };
  return sessionOf(socket, ca === undefined ? {} : { ca });
}
