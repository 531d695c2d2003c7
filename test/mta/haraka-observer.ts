// A plugin of the tests that tells what became of queued mail, and what it tells.
import type { HarakaProcess } from './haraka-process.js';
import { until } from './haraka-process.js';

export interface Observed {
  readonly event: 'delivered' | 'deferred' | 'bounced';
  readonly rcptTo: readonly string[];
  /** Attempts before this one. */
  readonly failures: number;
  readonly reason: string;
}

export const OBSERVER = `exports.register = function () {
  this.register_hook('delivered', 'tell_delivered');
  this.register_hook('deferred', 'tell_deferred');
  this.register_hook('bounce', 'tell_bounced');
};
function tell(plugin, event, mail, failures, reason) {
  plugin.lognotice('OBSERVED ' + JSON.stringify({ event, rcptTo: mail.todo.rcpt_to.map(({ address }) => address), failures, reason: String(reason) }) + ' .');
}
exports.tell_delivered = function (next, mail) { tell(this, 'delivered', mail, mail.num_failures, ''); next(); };
exports.tell_deferred = function (next, mail, { err }) { tell(this, 'deferred', mail, mail.num_failures - 1, err); next(); };
exports.tell_bounced = function (next, mail, error) { tell(this, 'bounced', mail, mail.num_failures, error.message); next(); };
`;

export function observations(haraka: HarakaProcess): Observed[] {
  return [...haraka.log().matchAll(/OBSERVED (\{.*\}) \./g)].map(([, json]) => JSON.parse(json!) as Observed);
}

/** What became of mail to the recipient, the first time. */
export function fateOf(haraka: HarakaProcess, recipient: string): Promise<Observed> {
  return until(() => observations(haraka).find(({ rcptTo }) => rcptTo.includes(recipient)));
}
