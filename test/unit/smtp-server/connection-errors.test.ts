import { EventEmitter } from 'node:events';
import { expect, it, vi } from 'vitest';
import type { SMTPServer } from 'smtp-server';
import { handleConnectionErrors } from '../../../src/smtp-server/connection-errors.js';

const server = (): SMTPServer => new EventEmitter() as unknown as SMTPServer;
const ofSession = Object.assign(new Error('reset'), { remoteAddress: '192.0.2.1' });
const ofHandshake = Object.assign(new Error('no shared cipher'), { meta: { stage: 'connect' } });
const ofListener = Object.assign(new Error('address in use'), { code: 'EADDRINUSE' });

it('errors of connections are heard and go no further', () => {
  const heard: Error[] = [];
  const one = server();
  expect(handleConnectionErrors(one, (error) => heard.push(error))).toBe(one);
  one.emit('error', ofSession);
  one.emit('error', ofHandshake);
  expect(heard).toEqual([ofSession, ofHandshake]);
});

it('errors of connections need not be heard', () => expect(handleConnectionErrors(server()).emit('error', ofHandshake)).toBe(true));

it('errors of the listener are thrown, unless somebody else listens', () => {
  const one = handleConnectionErrors(server());
  expect(() => one.emit('error', ofListener)).toThrow(ofListener);
  const heard: Error[] = [];
  one.on('error', (error: Error) => heard.push(error));
  one.emit('error', ofListener);
  expect(heard).toEqual([ofListener]);
});

it('a listener that throws does not end the process', async () => {
  const warnings: Error[] = [];
  const listen = (warning: Error): void => void warnings.push(warning);
  process.on('warning', listen);
  const one = handleConnectionErrors(server(), () => {
    throw new Error('the log is full');
  });
  expect(one.emit('error', ofSession)).toBe(true);
  await vi.waitFor(() => expect(warnings.map(({ message }) => message)).toEqual(['the log is full']));
  process.off('warning', listen);
});
