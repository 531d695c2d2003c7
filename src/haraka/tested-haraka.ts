// Whether this Haraka is one that the plugin was tested with, and whether what it takes the place of for outbound mail is still as it was (S-22.1).

import { readProperty } from '../model/property.js';
import { quote } from '../model/quotation.js';

export interface RunningHaraka {
  readonly version: string;
  /** The prototype of what stands for a message in the outbound queue. */
  readonly queuedMail: unknown;
}

/** The versions that the end-to-end tests were run with: 3.3.0 and what follows, up to 3.4. */
const TESTED = /^3\.3\.\d+$/;

/**
 * @param untested - the version that the administrator wants to be used though it was not tested
 * @throws Error that says what to do
 */
export function checkHaraka({ version, queuedMail }: RunningHaraka, untested: string | null): void {
  if (!TESTED.test(version) && version !== untested) {
    throw new Error(
      `smtp-tls-policy was tested with Haraka 3.3, and this is ${quote(version)}: use a tested version, or, once you have tried it, say \`untested_haraka = ${version}\` in smtp-tls-policy.ini`,
    );
  }
  const missing = EXPECTED.filter(({ method, text }) => !sourceOf(readProperty(queuedMail, method)).includes(text)).map(({ method }) => method);
  if (missing.length === 0) return;
  throw new Error(`this Haraka ${quote(version)} does not deliver mail in the way that smtp-tls-policy controls: ${[...new Set(missing)].join(', ')} of outbound/hmail.js changed; use a tested version`);
}

/** What `mail-control.ts` and `socket-control.ts` lean on, as it stands in the sources of Haraka. */
const EXPECTED: readonly { readonly method: string; readonly text: string }[] = [
  { method: 'found_mx', text: 'resolve_mx_hosts(mxs)' },
  { method: 'try_deliver', text: 'this.mxlist.shift()' },
  { method: 'try_deliver', text: 'this.force_tls = this.get_force_tls(mx)' },
  { method: 'try_deliver', text: "temp_fail('Tried all MXs')" },
  { method: 'try_deliver', text: 'this.try_deliver_host_on_socket(mx, host, mx.port, socket)' },
  { method: 'try_deliver_host_on_socket', text: 'self.force_tls && !' },
  { method: 'try_deliver_host_on_socket', text: '!socket.isSecure()' },
  { method: 'try_deliver_host_on_socket', text: 'self.temp_fail(`No TLS available but required by configuration.`)' },
  { method: 'try_deliver_host_on_socket', text: 'socket.upgrade(tls_options, (authorized, verifyError, cert, cipher) =>' },
  { method: 'try_deliver_host_on_socket', text: "send_command('STARTTLS')" },
  { method: 'temp_fail', text: "run_hooks('deferred'" },
  { method: 'bounce', text: '_bounce(err, opts)' },
  { method: 'split_to_new_recipients', text: 'cb(split_mail)' },
  { method: 'sort_mx', text: 'priority' },
  { method: 'discard', text: 'this.next_cb()' },
];

function sourceOf(method: unknown): string {
  return typeof method === 'function' ? Function.prototype.toString.call(method) : '';
}
