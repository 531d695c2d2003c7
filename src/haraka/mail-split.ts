// A queued mail whose recipients the policy treats differently becomes several, one for each delivery of the decision (S-8.5, S-22.5). Haraka keeps all
// recipients of a domain in one.

import { unlink } from 'node:fs/promises';
import type { Delivery } from '../model/decision.js';
import type { QueuedMail } from './haraka-objects.js';
import { releaseMail } from './mail-control.js';

/** @param push - takes a mail into the delivery queue */
export function splitMail(mail: QueuedMail, deliveries: readonly Delivery[], push: (part: QueuedMail) => void): void {
  // The hook ends here, without its callback; its timer would put the mail back into the queue.
  mail.current_hook?.[2]();
  const parts: QueuedMail[] = [];
  let isBroken = false;
  releaseMail(mail);
  // What Haraka does when a part cannot be written, once or more: the whole mail waits, and no part of it is sent.
  mail.bounce = (error) => {
    if (isBroken) return;
    isBroken = true;
    for (const part of parts) void unlink(part.path).catch(ignore);
    mail.temp_fail(error);
  };
  for (const { recipients } of deliveries) {
    const concerned = mail.todo.rcpt_to.filter((_recipient, index) => recipients.includes(index));
    mail.split_to_new_recipients(concerned, 'the transport policy treats them differently', (part) => {
      part.num_failures = mail.num_failures;
      parts.push(part);
      if (isBroken || parts.length < deliveries.length) return;
      for (const whole of parts) push(whole);
      mail.discard();
    });
  }
}

function ignore(): void {
  // A part that is not there any more is as good as removed.
}
