// Holds the engine that decides now, so that another can take its place between two messages.

import type { PolicyEngine } from '../engine.js';

/** Whoever evaluates asks it for the engine once a message: then the message sees one policy, whole. */
export interface EngineHolder {
  /** The one that decides now: take it once for each message, which then sees one policy, whole. */
  readonly engine: PolicyEngine;
  /** From now on another engine decides. Messages that have the one before keep it. @returns the engine before */
  replace(engine: PolicyEngine): PolicyEngine;
}

/**
 * Holds an engine, and lets another take its place between two messages.
 *
 * @example
 * const holder = holdEngine(openSnapshot(bytes));
 * const { engine } = holder; // for this message
 * holder.replace(openSnapshot(newBytes)); // for the messages after it
 */
export function holdEngine(engine: PolicyEngine): EngineHolder {
  let current = engine;
  return {
    get engine() {
      return current;
    },
    replace(next) {
      const before = current;
      current = next;
      return before;
    },
  };
}
