// The examples of the playground by name: a page opens one with `/playground#example=NAME`.
import { addressListExamples } from './examples/address-lists.js';
import { authenticationExamples } from './examples/authentication.js';
import { authorExamples } from './examples/author.js';
import { constraintExamples } from './examples/constraints.js';
import { orgUnitExamples } from './examples/org-units.js';
import { outcomeExamples } from './examples/outcomes.js';
import type { PlaygroundExample } from './examples/example.js';

export interface ExampleGroup {
  /** That of its concept page. */
  readonly title: string;
  readonly examples: readonly (readonly [name: string, example: PlaygroundExample])[];
}

/** In the order of the concept pages. */
export const exampleGroups: readonly ExampleGroup[] = [
  { title: 'Org units and inheritance', examples: Object.entries(orgUnitExamples) },
  { title: 'Lists and exact matching', examples: Object.entries(addressListExamples) },
  { title: 'The author', examples: Object.entries(authorExamples) },
  { title: 'Authentication', examples: Object.entries(authenticationExamples) },
  { title: 'Constraints', examples: Object.entries(constraintExamples) },
  { title: 'Outcomes', examples: Object.entries(outcomeExamples) },
];

export const examples: ReadonlyMap<string, PlaygroundExample> = new Map(exampleGroups.flatMap((group) => group.examples));
