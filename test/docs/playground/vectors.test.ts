// The playground decides the conformance vectors as the engine does, and a link carries each of them unharmed.
import { describe, expect, it } from 'vitest';
import { answer } from '../../../docs/playground/answer.js';
import { fragmentOf, readFragment } from '../../../docs/playground/permalink.js';
import { compilePolicy, PolicyError } from '../../../src/index.js';
import type { PolicyInput } from '../../../src/index.js';
import type { PlaygroundState } from '../../../docs/playground/state.js';
import { vectorStates } from './vector-states.js';

const states = vectorStates();

describe('the vectors that a state can say', () => {
  it('are several hundred, of most vectors that evaluate', () => {
    console.log(`${states.length} states of ${new Set(states.map(({ id }) => id)).size} vectors`);
    expect(states.length).toBeGreaterThanOrEqual(300);
  });

  it('get the decision of the engine', () => {
    const wrong = states.filter(({ state }) => JSON.stringify(decisionShown(state)) !== JSON.stringify(decisionOf(state)));
    expect(wrong.map(({ id }) => id)).toEqual([]);
  });

  it('are what their links hold', async () => {
    const read = await Promise.all(states.map(async ({ state }) => readFragment((await fragmentOf(state)) ?? '')));
    expect(read).toEqual(states.map(({ state }) => ({ kind: 'state', state })));
  });
});

function decisionShown(state: PlaygroundState): unknown {
  const shown = answer(state);
  return shown.kind === 'decided' ? shown.decision : 'invalid';
}

function decisionOf({ policy, message, direction, replyProfile }: PlaygroundState): unknown {
  try {
    return compilePolicy(JSON.parse(policy) as PolicyInput, { replyProfile }).evaluate(message, direction);
  } catch (error) {
    if (error instanceof PolicyError) return 'invalid';
    throw error;
  }
}
