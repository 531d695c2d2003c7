import { expect, it } from 'vitest';
import { answerOnce, callHandler } from '../../../src/smtp-server/answers.js';

it('the first answer counts', () => {
  const answers: unknown[][] = [];
  const answer = answerOnce<[string?]>((...said) => answers.push(said));
  answer(null, 'first');
  answer(new Error('second'));
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
  await Promise.resolve();
  expect(told).toEqual([new Error('thrown'), new Error('rejected')]);
});
