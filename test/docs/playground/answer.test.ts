// What the pictures of a decision are told of it.
import { expect, it } from 'vitest';
import { answer, orgUnitsOf } from '../../../docs/playground/answer.js';
import { startingState } from '../../../docs/playground/starting-state.js';
import type { PlaygroundState } from '../../../docs/playground/state.js';

const policy = JSON.stringify({
  orgUnits: [{ path: '/Sales' }, { path: '/Sales/EMEA' }, { path: '/Finance' }],
  users: { 'ann@here.example': '/Sales/EMEA', 'bob@here.example': '/Sales/EMEA', 'carl@here.example': '/Finance' },
});

it.each([
  ['inbound the org units of the recipients, each once', { direction: 'inbound', mailFrom: 'carl@here.example' }, ['/Sales/EMEA', '/Finance', '/']],
  ['outbound that of the sender', { direction: 'outbound', mailFrom: 'carl@here.example' }, ['/Finance']],
] as const)('points out %s', (_, { direction, mailFrom }, orgUnits) => {
  const rcptTo = ['ann@here.example', 'carl@here.example', 'bob@here.example', 'dora@here.example'];
  const state: PlaygroundState = { ...startingState, policy, direction, message: { envelope: { mailFrom, rcptTo } } };
  const decided = answer(state);
  expect(decided.kind === 'decided' && orgUnitsOf(decided.decision)).toEqual(orgUnits);
});
