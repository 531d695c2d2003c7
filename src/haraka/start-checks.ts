// What an administrator has to know when Haraka starts: what would leave mail outside the policy, or reject what the sender cannot mend (S-22.7).

import type { PolicyEngine } from '../engine.js';
import { quoteAll, quote } from '../model/quotation.js';
import type { HarakaPlugin } from './haraka-objects.js';
import { ownDomains } from './inbound-recipients.js';
import type { PluginOptions } from './options.js';
import { isTlsEnabled, mayWithholdStarttls, pluginsOn } from './running-haraka.js';

/** Plugins of Haraka that take outbound mail with a way of their own, on which there is TLS or not. */
export const OTHER_WAYS: readonly string[] = ['queue/smtp_forward', 'queue/smtp_proxy', 'queue/qmail-queue'];

/** Hooks at which a plugin that comes first could end all others. */
export const FIRST_AT = { inbound: ['data', 'queue'], outbound: ['get_mx', 'queue_outbound'] } as const;

/** @returns what must be mended before mail can be let in; what is only to be known goes to the log */
export function startProblems(plugin: HarakaPlugin, options: PluginOptions, engine: PolicyEngine): string[] {
  if (options.inbound) warnOfInbound(plugin, options, engine);
  if (options.outbound) warnOfOutbound(plugin);
  const hooks = [...(options.inbound ? FIRST_AT.inbound : []), ...(options.outbound ? FIRST_AT.outbound : [])];
  return hooks.flatMap((hook) => {
    const [first] = pluginsOn(plugin, hook);
    return first === plugin.name ? [] : [`${quote(String(first))} comes before ${quote(plugin.name)} at the hook ${hook}, and could take mail out of its sight; name ${quote(plugin.name)} first in config/plugins`];
  });
}

function warnOfInbound(plugin: HarakaPlugin, { checkRelaying }: PluginOptions, engine: PolicyEngine): void {
  if (!pluginsOn(plugin, 'capabilities').includes('tls')) {
    plugin.logwarn('the plugin `tls` is not in config/plugins: Haraka offers no STARTTLS, and mail for which the policy requires TLS can come by a port of its own (smtps_port) alone');
  }
  if (mayWithholdStarttls(plugin)) {
    plugin.logwarn('`no_tls_hosts` or `disable_for_failed_hosts` of tls.ini makes Haraka offer no STARTTLS to some clients: where the policy requires TLS of their mail, every attempt of theirs is rejected');
  }
  if (checkRelaying && ownDomains(engine).size === 0) {
    plugin.logwarn('the policy names no `domains`: mail from clients that may relay counts as outbound, all of it');
  }
}

function warnOfOutbound(plugin: HarakaPlugin): void {
  if (!isTlsEnabled(plugin)) plugin.logerror('`enable_tls` is false in outbound.ini: mail for which the policy requires TLS waits in the queue');
  const ways = pluginsOn(plugin, 'queue_outbound').filter((name) => OTHER_WAYS.includes(name));
  if (ways.length > 0) {
    plugin.logwarn(`${quoteAll(ways)} would deliver outbound mail in a way of its own: what the policy requires something of, or has a route for, Haraka's own outbound delivers instead`);
  }
}
