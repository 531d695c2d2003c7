// An example of the playground, made from a policy and a message as objects.
import stringify from 'json-stringify-pretty-compact';
import type { Direction, Message, PolicyInput } from '../../../src/index.js';
import type { PlaygroundState } from '../state.js';

export interface PlaygroundExample {
  /** What the list of examples calls it. */
  readonly title: string;
  /** What to look at, and what to change: a sentence or two. */
  readonly hint: string;
  readonly state: PlaygroundState;
}

/** What an example shows, in the words of its title and hint. */
type Words = Pick<PlaygroundExample, 'title' | 'hint'>;

export type NamedExamples = Readonly<Record<string, PlaygroundExample>>;

export function outbound(words: Words, policy: PolicyInput, message: Message): PlaygroundExample {
  return example(words, policy, message, 'outbound');
}

export function inbound(words: Words, policy: PolicyInput, message: Message): PlaygroundExample {
  return example(words, policy, message, 'inbound');
}

function example({ title, hint }: Words, policy: PolicyInput, message: Message, direction: Direction): PlaygroundExample {
  return { title, hint, state: { policy: stringify(policy, { maxLength: 76 }), direction, message, replyProfile: 'default' } };
}
