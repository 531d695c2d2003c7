import { expect, it, vi } from 'vitest';
import { answerOnce, callHandler, tellListener } from '../../../src/smtp-server/answers.js';

it('the first answer counts', () => {
  const answers: unknown[][] = [];
  const answer = answerOnce<[string?]>((...said) => answers.push(said));
  expect([answer(null, 'first'), answer(new Error('second'))]).toEqual([true, false]);
  expect(answers).toEqual([[null, 'first']]);
});

it('what a handler throws is told, and what its promise rejects with', async () => {
  const told: unknown[] = [];
  const failed = (error: unknown): void => void told.push(error);
  callHandler(() => 'fine', failed);
  callHandler(() => Promise.resolve(), failed);
  callHandler(() => {
    throw new Error('thrown');
  }, failed);
  callHandler(() => Promise.reject(new Error('rejected')), failed);
  callHandler(() => ({ then: (_fulfilled: unknown, rejected: (error: unknown) => void) => rejected(new Error('of another class')) }), failed);
  await vi.waitFor(() => expect(told).toEqual([new Error('thrown'), new Error('rejected'), new Error('of another class')]));
});

it('what a listener throws, or its promise rejects with, is a warning', async () => {
  const warnings: Error[] = [];
  const listen = (warning: Error): void => void warnings.push(warning);
  process.on('warning', listen);
  tellListener(() => {
    throw new Error('thrown');
  });
  tellListener(() => Promise.reject(new Error('rejected')));
  tellListener(() => {
    throw Object.create(null);
  });
  await vi.waitFor(() => expect(warnings.map(({ message }) => message).sort()).toEqual(['rejected', 'something threw an object', 'thrown']));
  process.off('warning', listen);
});
