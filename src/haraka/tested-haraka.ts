// Whether this Haraka is one that the plugin was tested with, and whether what it takes the place of for outbound mail is still as it was (S-22.1).

import { readProperty } from '../model/property.js';
import { quote } from '../model/quotation.js';

export interface RunningHaraka {
  readonly version: string;
  /** Its modules, by name; of what stands for a message in the outbound queue the prototype. */
  readonly modules: Readonly<Record<ModuleName, unknown>>;
}

export type ModuleName = 'outbound/hmail' | 'outbound/client_pool' | 'tls_socket' | 'plugins';

/** The end-to-end tests run with 3.3.4; the other versions of 3.3 are taken where the texts below stand in them, as they do in 3.3.0. */
const TESTED = /^3\.3\.\d+$/;

/**
 * @param untested - the version that the administrator wants to be used though it was not tested
 * @throws Error that says what to do
 */
export function checkHaraka({ version, modules }: RunningHaraka, untested: string | null): void {
  if (!TESTED.test(version) && version !== untested) {
    throw new Error(
      `smtp-tls-policy was tested with Haraka 3.3, and this is ${quote(version)}: use a tested version, or, once you have tried it, say \`untested_haraka = ${version}\` in smtp-tls-policy.ini`,
    );
  }
  const changed = EXPECTED.flatMap(([module, method, ...texts]) => {
    const source = sourceOf(readProperty(modules[module], method));
    return texts.every((text) => source.includes(text)) ? [] : [`${method} of ${module}.js`];
  });
  if (changed.length === 0) return;
  throw new Error(`this Haraka ${quote(version)} does not deliver mail in the way that smtp-tls-policy controls (${changed.join(', ')}); use a tested version`);
}

/** What `mail-control.ts`, `socket-control.ts` and `hook-end.ts` lean on, as it stands in the sources of Haraka. */
const EXPECTED: readonly (readonly [module: ModuleName, method: string, ...texts: string[]])[] = [
  ['outbound/hmail', 'found_mx', 'resolve_mx_hosts(mxs)'],
  [
    'outbound/hmail',
    'try_deliver',
    'this.mxlist.shift()',
    'this.force_tls = this.get_force_tls(mx)',
    "temp_fail('Tried all MXs')",
    'this.try_deliver_host_on_socket(mx, host, mx.port, socket)',
  ],
  [
    'outbound/hmail',
    'try_deliver_host_on_socket',
    '!socket.isSecure()',
    'self.temp_fail(`No TLS available but required by configuration.`)',
    "send_command('STARTTLS')",
    'socket.upgrade(tls_options, (authorized, verifyError, cert, cipher) =>',
    'self.force_tls && !authorized',
  ],
  ['outbound/hmail', 'temp_fail', "run_hooks('deferred'"],
  ['outbound/hmail', 'bounce', '_bounce(err, opts)'],
  ['outbound/hmail', 'split_to_new_recipients', 'cb(split_mail)'],
  ['outbound/hmail', 'sort_mx', 'priority'],
  ['outbound/hmail', 'discard', 'this.next_cb()'],
  // A connection is used once.
  ['outbound/client_pool', 'get_client', 'tls_socket.connect(socketArgs)'],
  ['outbound/client_pool', 'release_client', 'socket.destroy()'],
  ['tls_socket', 'connect', 'socket.upgrade = (options, cb2) =>', 'tls.connect(options)', 'socket.cleartext = cleartext', 'cb2(cleartext.authorized'],
  ['plugins', 'run_hooks', 'object.current_hook[2]()', 'object.hooks_to_run.push([plugin, item.method])'],
  ['plugins', 'run_next_hook', 'item.push(cancel)', 'object.current_hook = item', 'if (cancelled) return'],
];

function sourceOf(method: unknown): string {
  return typeof method === 'function' ? Function.prototype.toString.call(method) : '';
}
