import { expect, it } from 'vitest';
import type { SMTPServerSession } from 'smtp-server';
import { closeConnection } from '../../../src/smtp-server/connections.js';

const [one, other] = [{}, {}] as unknown as [SMTPServerSession, SMTPServerSession];

it('closes the connection of the session and no other', () => {
  const closed: string[] = [];
  const connections = new Set([
    { session: one, close: () => void closed.push('one') },
    { session: other, close: () => void closed.push('other') },
  ]);
  closeConnection({ connections }, one);
  expect(closed).toEqual(['one']);
});

it.each([undefined, null, {}])('closes nothing of %s, which is no server', (server) => expect(() => closeConnection(server, one)).not.toThrow());
