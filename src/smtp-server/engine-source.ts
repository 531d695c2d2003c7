// Where the engine comes from that decides now.

import type { PolicyEngine } from '../engine.js';
import { readProperty } from '../model/property.js';
import { describeValue } from '../model/quotation.js';

/** An engine, or whatever holds the one that decides now: what `holdEngine`, `followSnapshotFile` and `followPolicyFile` give. */
export type EngineSource = PolicyEngine | { readonly engine: PolicyEngine };

/** Asked once a message, so that a message sees one policy, whole. It throws what the holder throws. */
export function engineNow(source: EngineSource): PolicyEngine {
  return 'engine' in source ? source.engine : source;
}

/** @throws TypeError for what is neither (S-12.4) */
export function checkEngineSource(source: EngineSource): EngineSource {
  if (typeof source === 'object' && (source as unknown) !== null && ('engine' in source || typeof readProperty(source, 'evaluate') === 'function')) return source;
  throw new TypeError(`the policy is given as an engine, or as an object with one as \`engine\`, not ${describeValue(source)}`);
}
