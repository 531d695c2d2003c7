// S-20.1, S-20.8: what is said before the header is seen, the decision on the whole message says too, whoever the author is.

import { expect, it } from 'vitest';
import { acceptsAnyAuthor } from '../../src/reception/foregone-acceptance.js';
import { foregoneReply } from '../../src/reception/foregone-reply.js';
import { assertLaw, engineOf } from './situation.js';
import { HitRate } from './runs.js';

/** Few are: what no author could change. */
const LEAST_REJECTED = 0.005;

it('an acceptance that is settled is one, and so is a rejection', () => {
  const accepted = new HitRate();
  const rejected = new HitRate();
  assertLaw(({ policyCase, cases }, seen) => {
    const engine = engineOf(policyCase);
    for (const { message } of cases) {
      const session = message.session ?? { tls: false };
      // Some messages have no envelope that could be read.
      const { mailFrom = null } = (message.envelope as typeof message.envelope | null) ?? {};
      const decision = seen(engine.evaluate({ ...message, session }, 'inbound'));
      const settled = acceptsAnyAuthor(engine, { envelope: message.envelope, session });
      accepted.count(settled);
      if (settled) expect(decision.outcome).toBe('deliver');
      for (const { recipient, outcome } of decision.recipients) {
        const reply = foregoneReply(engine, { mailFrom, recipient, session });
        rejected.count(reply !== null);
        if (reply !== null) expect(outcome).toBe('reject');
      }
    }
  }, 0.2, () => rejected.share > LEAST_REJECTED);
  expect(accepted.share).toBeGreaterThan(0.1);
  expect(rejected.share).toBeGreaterThan(LEAST_REJECTED);
});
