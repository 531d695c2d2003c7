// The examples of the playground by name: a page opens one with `/playground#example=NAME`.
import type { PlaygroundState } from './state.js';

export interface PlaygroundExample {
  /** What the list of examples calls it. */
  readonly title: string;
  /** What to look at, and what to change: a sentence or two. */
  readonly hint: string;
  readonly state: PlaygroundState;
}

export const examples: ReadonlyMap<string, PlaygroundExample> = new Map<string, PlaygroundExample>();
