// A hook that ends without its callback, where what Haraka would make of an answer can be overruled by a plugin at the hook `deny`, or is not wanted.

import type { QueuedMail } from './haraka-objects.js';

/** Its timer would put the mail back into the queue, and the hooks after it would keep Haraka from running any other. */
export function endHook(mail: QueuedMail): void {
  mail.current_hook?.[2]();
  mail.hooks_to_run = [];
}
