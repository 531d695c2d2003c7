// What Haraka calls when it loads the plugin: the options, the policy, the checks, and the hooks (S-22).

import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { CaCertificates } from '../node-tls/trust-anchors.js';
import { pemCertificates } from '../node-tls/trust-anchors.js';
import { quote } from '../model/quotation.js';
import { DENY } from './haraka-objects.js';
import type { Connection, HarakaAddress, HarakaPlugin, Hook, Next, QueuedMail } from './haraka-objects.js';
import { Inbound } from './inbound.js';
import { OPTION_FILE, readOptions } from './options.js';
import type { PluginOptions } from './options.js';
import { Outbound } from './outbound.js';
import { PolicyInForce } from './policy-in-force.js';
import { policyLocation } from './policy-location.js';
import { clientCa, harakaOutbound, isTlsEnabled, runningHaraka } from './running-haraka.js';
import { answer, POLICY_UNAVAILABLE } from './smtp-answer.js';
import { OTHER_WAYS, startProblems } from './start-checks.js';
import { checkHaraka } from './tested-haraka.js';

const policies = new WeakMap<HarakaPlugin, PolicyInForce>();

/**
 * For Haraka, which calls it when `smtp-tls-policy/haraka` stands in `config/plugins`.
 *
 * @throws Error for a version of Haraka that was not tested, for options that cannot be read, and where there is no policy file: Haraka does not start
 * @see clause S-22.1
 */
export function register(this: HarakaPlugin): void {
  const folder = this.config.overrides_path ?? this.config.root_path;
  const options = readOptions(textOf(join(folder, OPTION_FILE)));
  checkHaraka(runningHaraka(this), options.untestedHaraka);
  const ca = options.caFile === null ? undefined : readCa(folder, options.caFile);
  const policy = new PolicyInForce(policyLocation(folder, options.policy), options.replyProfile, this);
  policies.set(this, policy);
  const hooks = startHooks(this, options, policy);
  if (options.inbound) hooks.push(...inboundHooks(this, options, policy));
  if (options.outbound) hooks.push(...outboundHooks(this, policy, ca));
  for (const [index, { hook, priority, run }] of hooks.entries()) {
    const method = `smtp_tls_policy_${hook}_${index}`;
    Object.assign(this, { [method]: failingClosed(this, run as LooseHook) });
    this.register_hook(hook, method, priority);
  }
}

/** For Haraka, which calls it when it ends. */
export function shutdown(this: HarakaPlugin): void {
  policies.get(this)?.close();
}

interface PluginHook {
  readonly hook: string;
  readonly priority: number;
  readonly run: Hook;
}

/** The lowest and highest that Haraka knows. */
const FIRST = -100;
const LAST = 100;

function startHooks(plugin: HarakaPlugin, options: PluginOptions, policy: PolicyInForce): PluginHook[] {
  const refuse = (next: Next, error: unknown): unknown => next(DENY, error instanceof Error ? error.message : String(error));
  const begin = (next: Next): void => {
    const problems = policy.ready.then((engine) => startProblems(plugin, options, engine));
    void problems.then((found) => (found.length === 0 ? next() : refuse(next, new Error(found.join('\n')))), (error: unknown) => refuse(next, error));
  };
  // Haraka starts a worker anew when one has ended, and ends itself where that cannot begin: the others go on with the policy that they have.
  const beginWorker = (next: Next): void => {
    void policy.ready.then(
      () => begin(next),
      () => {
        plugin.logcrit('this worker has no valid policy: its mail is answered with 451, until there is one');
        next();
      },
    );
  };
  return [
    { hook: 'init_master', priority: FIRST, run: begin },
    { hook: 'init_child', priority: FIRST, run: beginWorker },
  ];
}

function inboundHooks(plugin: HarakaPlugin, options: PluginOptions, policy: PolicyInForce): PluginHook[] {
  const inbound = new Inbound({ plugin, options, engine: () => policy.engine, clientCa: () => clientCa(plugin) });
  const decide = (next: Next, connection: Connection): unknown => inbound.decide(next, connection);
  return [
    { hook: 'data', priority: FIRST, run: (next, connection: Connection) => inbound.begin(next, connection) },
    { hook: 'rcpt_ok', priority: LAST, run: (next, connection: Connection, recipient: HarakaAddress) => inbound.recipient(next, connection, recipient) },
    // After the plugins that authenticate the sender.
    { hook: 'data_post', priority: LAST, run: decide },
    { hook: 'queue', priority: FIRST, run: decide },
    { hook: 'queue_outbound', priority: FIRST, run: decide },
  ];
}

function outboundHooks(plugin: HarakaPlugin, policy: PolicyInForce, ca: CaCertificates | undefined): PluginHook[] {
  const { net_utils: netUtils, delivery_queue: deliveryQueue } = harakaOutbound(plugin);
  const outbound = new Outbound({
    plugin,
    engine: () => policy.engine,
    ca,
    tlsEnabled: () => isTlsEnabled(plugin),
    lookUp: (domain) => netUtils.get_mx(domain),
    push: (mail) => deliveryQueue.push(mail),
    otherWays: OTHER_WAYS,
  });
  return [
    { hook: 'queue_outbound', priority: FIRST, run: (next, connection: Connection) => outbound.queue(next, connection) },
    { hook: 'get_mx', priority: FIRST, run: (next, mail: QueuedMail) => outbound.begin(next, mail) },
  ];
}

type LooseHook = (next: Next, subject: unknown, detail: unknown) => unknown;

/** Haraka goes on as if there were no policy where a plugin throws. */
function failingClosed(plugin: HarakaPlugin, run: LooseHook): LooseHook {
  return (next, subject, detail) => {
    try {
      run(next, subject, detail);
    } catch (error) {
      plugin.logcrit(`the policy cannot be applied: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
      answer(next, POLICY_UNAVAILABLE);
    }
  };
}

/** Without the file everything is as it is by default. */
function textOf(path: string): string {
  return existsSync(path) ? readFileSync(path, 'utf8') : '';
}

function readCa(folder: string, file: string): string {
  const text = textOf(join(folder, file));
  if (pemCertificates(text).length > 0) return text;
  throw new Error(`there are no CA certificates in PEM in the file ${quote(file)} of ${folder}, which \`ca_file\` in ${OPTION_FILE} names`);
}
