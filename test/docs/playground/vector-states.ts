// The states of the playground that a conformance vector speaks of: each policy with each message, where a state can say both.
import { isDeepStrictEqual } from 'node:util';
import type { PlaygroundState } from '../../../docs/playground/state.js';
import { MAX_STATE_BYTES } from '../../../docs/playground/permalink.js';
import { readState } from '../../../docs/playground/read-state.js';
import { revive } from '../../conformance/special-value.mjs';
import { readVectors, vectorFiles } from '../../conformance/vector.js';
import type { Vector } from '../../conformance/vector.js';

export interface VectorState {
  readonly id: string;
  readonly state: PlaygroundState;
}

/**
 * Of every vector with a policy; one that has no message is asked about one that most policies of the vectors know. Left out is what a state cannot say:
 * functions as options, values that no JSON has, and more than a link holds.
 */
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

/** JSON says all of it, and it fits into a link. */
function isPlain(value: unknown): boolean {
  try {
    const written = JSON.stringify(value);
    return written.length < MAX_STATE_BYTES / 2 && isDeepStrictEqual(JSON.parse(written), value);
  } catch {
    return false;
  }
}

const letter = { envelope: { mailFrom: 'ann@own.example', rcptTo: ['cfo@partner.example'] }, from: 'cfo@partner.example', session: { tls: false } };

/** Each kind has them under names of its own. */
function policiesOf({ policy, policies = policy === undefined ? [] : [policy] }: Vector): unknown[] {
  return (policies as unknown[]).map(revive);
}

function messagesOf({ kind, message = letter, messages = [message], cases }: Vector): unknown[] {
  const given = messages as object[];
  if (kind !== 'sender-authentication') return given.map(revive);
  return (cases as [part: object, expected: unknown][]).flatMap(([part]) => given.map((one) => revive({ ...one, ...part })));
}
