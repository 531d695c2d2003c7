// Where the engine comes from that decides now.

import type { PolicyEngine } from '../engine.js';
import { readProperty } from '../model/property.js';
import { describeValue } from '../model/quotation.js';

/** An engine, or whatever holds the one that decides now: what `holdEngine`, `followSnapshotFile` and `followPolicyFile` give. */
export type EngineSource = PolicyEngine | { readonly engine: PolicyEngine };

/**
 * Asked once a message, so that a message sees one policy, whole. What a holder throws is thrown.
 * @throws TypeError where there is no engine (S-12.4)
 */
export function engineNow(source: EngineSource): PolicyEngine {
  if (isEngine(source)) return source;
  const { engine } = checkEngineSource(source) as { readonly engine: unknown };
  if (isEngine(engine)) return engine;
  throw new TypeError(`what holds the engine has none now: its \`engine\` is ${describeValue(engine)}`);
}

/**
 * For whoever asks for the engine later.
 * @throws TypeError for what neither is an engine nor can hold one (S-12.4)
 */
export function checkEngineSource(source: EngineSource): EngineSource {
  if (isEngine(source) || (typeof source === 'object' && (source as unknown) !== null && 'engine' in source)) return source;
  throw new TypeError(`the policy is given as an engine, or as an object with one as \`engine\`, not ${describeValue(source)}`);
}

function isEngine(value: unknown): value is PolicyEngine {
  return typeof readProperty(value, 'evaluate') === 'function';
}
