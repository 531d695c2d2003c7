// The states of the playground that a conformance vector speaks of: each policy with each message, where a state can say both.
import { isDeepStrictEqual } from 'node:util';
import type { PlaygroundState } from '../../../docs/playground/state.js';
import { readState } from '../../../docs/playground/read-state.js';
import { revive } from '../../conformance/special-value.mjs';
import { readVectors, vectorFiles } from '../../conformance/vector.js';
import type { Vector } from '../../conformance/vector.js';

export interface VectorState {
  readonly id: string;
  readonly state: PlaygroundState;
}

/** Of every vector that evaluates a message: those that a state cannot say (functions as options, values that no JSON has) are left out. */
export function vectorStates(): readonly VectorState[] {
  return vectorFiles().flatMap(readVectors).flatMap(statesOf);
}

function statesOf(vector: Vector): VectorState[] {
  const { options = {}, direction = 'inbound' } = vector;
  const { replyProfile = 'default', ...others } = options as Record<string, unknown>;
  if (Object.keys(others).length > 0) return [];
  return policiesOf(vector).filter(isPlain).flatMap((policy) => messagesOf(vector).filter(isPlain).flatMap((message) => {
    const state = readState({ policy: JSON.stringify(policy, null, 2), direction, message, replyProfile });
    return state !== null && isDeepStrictEqual(state.message, message) ? [{ id: vector.id, state }] : [];
  }));
}

/** JSON says all of it. */
function isPlain(value: unknown): boolean {
  try {
    return isDeepStrictEqual(JSON.parse(JSON.stringify(value)), value);
  } catch {
    return false;
  }
}

/** Each kind has them under names of its own; one that has no message says nothing of a decision. */
function policiesOf({ policy, policies = policy === undefined ? [] : [policy] }: Vector): unknown[] {
  return (policies as unknown[]).map(revive);
}

function messagesOf({ kind, message, messages = message === undefined ? [] : [message], cases }: Vector): unknown[] {
  const given = messages as object[];
  if (kind !== 'sender-authentication') return given.map(revive);
  return (cases as [part: object, expected: unknown][]).flatMap(([part]) => given.map((one) => revive({ ...one, ...part })));
}
