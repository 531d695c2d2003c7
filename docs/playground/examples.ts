// The examples of the playground by name: a page opens one with `/playground#example=NAME`.
import { addressListExamples } from './examples/address-lists.js';
import { authenticationExamples } from './examples/authentication.js';
import { authorExamples } from './examples/author.js';
import { constraintExamples } from './examples/constraints.js';
import { orgUnitExamples } from './examples/org-units.js';
import { outcomeExamples } from './examples/outcomes.js';
import type { PlaygroundState } from './state.js';

export interface PlaygroundExample {
  /** What the list of examples calls it. */
  readonly title: string;
  /** What to look at, and what to change: a sentence or two. */
  readonly hint: string;
  readonly state: PlaygroundState;
}

/** In the order of the concept pages. */
export const examples: ReadonlyMap<string, PlaygroundExample> = new Map<string, PlaygroundExample>(
  [orgUnitExamples, addressListExamples, authorExamples, authenticationExamples, constraintExamples, outcomeExamples].flatMap((group) => Object.entries(group)),
);
