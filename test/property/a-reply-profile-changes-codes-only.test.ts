// S-10.1: a profile changes codes and never an outcome; S-10.3: every reply is one line of printable ASCII of at most 512 octets.

import { expect, it } from 'vitest';
import type { Decision, ReplyProfile } from '../../src/index.js';
import { assertLaw, engineOf } from './situation.js';

const PROFILES: readonly ReplyProfile[] = ['default', 'rfc3207', 'postfix', 'exchange', 'gmail'];

it('decisions under two profiles differ in codes alone', () => {
  let replies = 0;
  assertLaw(({ policyCase, cases }, seen) => {
    const engines = PROFILES.map((replyProfile) => engineOf({ ...policyCase, replyProfile }));
    for (const { message, direction } of cases) {
      const decisions = engines.map((engine) => engine.evaluate(message, direction));
      const [first] = decisions;
      for (const decision of decisions) {
        seen(decision);
        expect(withoutCodes(decision)).toEqual(withoutCodes(first));
        for (const { outcome, reply } of decision.recipients) {
          expect(reply === null).toBe(outcome === 'deliver' || outcome === 'pending');
          if (reply === null) continue;
          replies += 1;
          expect(`${reply.code} ${reply.enhancedCode} ${reply.text}`).toMatch(/^[245]\d\d [245]\.\d{1,3}\.\d{1,3} [ -~]+$/);
          expect(`${reply.code} ${reply.enhancedCode} ${reply.text}\r\n`.length).toBeLessThanOrEqual(512);
        }
      }
    }
  });
  expect(replies).toBeGreaterThan(0);
});

function withoutCodes(decision: Decision | undefined): unknown {
  const codeless = JSON.stringify(decision, (key, value: unknown) => (['code', 'enhancedCode', 'replyProfile'].includes(key) ? null : value));
  return JSON.parse(codeless) as unknown;
}
