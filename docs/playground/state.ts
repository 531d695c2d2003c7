// What the playground shows, as data: it fits into a permalink, an example and a policy test.
import type { Direction, Message, ReplyProfile } from '../../src/index.js';

export interface PlaygroundState {
  /** The policy as text: JSON, perhaps not valid yet. */
  readonly policy: string;
  readonly direction: Direction;
  /** The message as `evaluate` takes it, with its session if the connection is known. */
  readonly message: Message;
  readonly replyProfile: ReplyProfile;
}
