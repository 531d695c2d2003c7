import { Socket } from 'node:net';
import { expect, it } from 'vitest';
import type { SMTPServerSession } from 'smtp-server';
import { ClientSessions } from '../../../src/smtp-server/client-session.js';

const session = (more: object = {}): SMTPServerSession => ({ xClient: new Map(), xForward: new Map(), ...more }) as unknown as SMTPServerSession;

it('a session of which nothing was heard has no TLS, and so has one with a socket that has none', () => {
  const sessions = new ClientSessions({ ca: undefined, upstreamSession: undefined });
  const one = session();
  expect(sessions.of(one)).toEqual({ tls: false });
  sessions.secured(one, new Socket());
  expect(sessions.of(one)).toEqual({ tls: false });
});

it('whoever was asked to tell is believed', () => {
  const asked: unknown[] = [];
  const told = { tls: true, version: 'TLSv1.3' } as const;
  const sessions = new ClientSessions({ ca: undefined, upstreamSession: (one) => (asked.push(one), asked.length === 1 ? told : null) });
  const proxied = session({ xClient: new Map([['ADDR', '192.0.2.1']]) });
  expect([sessions.of(proxied), sessions.of(proxied)]).toEqual([told, { tls: false }]);
  expect(asked).toEqual([proxied, proxied]);
});
