// S-8.3: what is decided for a recipient does not depend on the others of the message; the message's constraint is the join of theirs.

import { expect, it } from 'vitest';
import { join, opportunistic } from '../../src/index.js';
import type { Message } from '../../src/index.js';
import { assertLaw, engineOf } from './situation.js';

it('every recipient is decided as if it were alone, and the message is their join', () => {
  assertLaw(({ policyCase, cases }, seen) => {
    const engine = engineOf(policyCase);
    for (const { message, direction } of cases) {
      const decision = seen(engine.evaluate(message, direction));
      const rcptTo = readableRecipients(message) ?? [];
      rcptTo.forEach((recipient, index) => {
        const alone = engine.evaluate({ ...message, envelope: { ...message.envelope, rcptTo: [recipient] } }, direction);
        expect(alone.recipients).toEqual([decision.recipients[index]]);
      });
      expect(decision.constraints).toEqual(decision.recipients.reduce((joined, { constraints }) => join(joined, constraints), opportunistic));
    }
  });
});

function readableRecipients(message: Message): readonly string[] | null {
  const rcptTo: unknown = (message.envelope as Message['envelope'] | null | undefined)?.rcptTo;
  return Array.isArray(rcptTo) ? (rcptTo as string[]) : null;
}
