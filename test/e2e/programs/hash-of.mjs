// The hash of what an engine decides for these recipients.
import { createHash } from 'node:crypto';

export function hashOf(engine, recipients) {
  return createHash('sha256').update(JSON.stringify(engine.evaluate({ envelope: { mailFrom: 'user1@corp.test', rcptTo: recipients } }, 'outbound'))).digest('hex');
}
