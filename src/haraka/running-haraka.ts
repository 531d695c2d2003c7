// The modules of the Haraka that runs, as far as the plugin uses them.

import { readElements, readProperty } from '../model/property.js';
import type { CaCertificates } from '../node-tls/trust-anchors.js';
import type { HarakaPlugin, MailExchanger, QueuedMail } from './haraka-objects.js';
import type { RunningHaraka } from './tested-haraka.js';

export function runningHaraka(plugin: HarakaPlugin): RunningHaraka {
  const description = plugin.haraka_require('package.json');
  const { prototype } = plugin.haraka_require('outbound/hmail') as { prototype?: unknown };
  return {
    version: String(readProperty(description, 'version')),
    modules: {
      'outbound/hmail': prototype,
      'outbound/client_pool': plugin.haraka_require('outbound/client_pool'),
      tls_socket: plugin.haraka_require('tls_socket'),
      plugins: plugin.haraka_require('plugins'),
    },
  };
}

export interface HarakaOutbound {
  readonly net_utils: { get_mx(domain: string): Promise<MailExchanger[]> };
  readonly delivery_queue: { push(mail: QueuedMail): void };
}

export function harakaOutbound(plugin: HarakaPlugin): HarakaOutbound {
  return plugin.haraka_require('outbound') as HarakaOutbound;
}

/** `enable_tls` of outbound.ini, as it stands now. */
export function isTlsEnabled(plugin: HarakaPlugin): boolean {
  return readProperty(readProperty(plugin.haraka_require('outbound/config'), 'cfg'), 'enable_tls') === true;
}

/** `ca` of tls.ini, by which Haraka trusts the certificates of clients. */
export function clientCa(plugin: HarakaPlugin): CaCertificates | undefined {
  const ca = readProperty(readProperty(readProperty(plugin.haraka_require('tls_socket'), 'certsByHost'), '*'), 'ca');
  return typeof ca === 'string' || Buffer.isBuffer(ca) ? ca : undefined;
}

/** Whether tls.ini can make Haraka offer a client no STARTTLS. */
export function mayWithholdStarttls(plugin: HarakaPlugin): boolean {
  const cfg = readProperty(plugin.haraka_require('tls_socket'), 'cfg');
  const hosts = readProperty(cfg, 'no_tls_hosts');
  const named = typeof hosts === 'object' && hosts !== null && Object.keys(hosts).length > 0;
  return named || readProperty(readProperty(cfg, 'redis'), 'disable_for_failed_hosts') === true;
}

/** The plugins that a hook runs, in their order. */
export function pluginsOn(plugin: HarakaPlugin, hook: string): string[] {
  const hooks = readElements(readProperty(readProperty(plugin.haraka_require('plugins'), 'registered_hooks'), hook)) ?? [];
  return hooks.map((registered) => String(readProperty(registered, 'plugin')));
}
