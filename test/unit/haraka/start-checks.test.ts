// clause S-22.7
import { describe, expect, it } from 'vitest';
import { compilePolicy } from '../../../src/engine.js';
import { readOptions } from '../../../src/haraka/options.js';
import { clientCa, isTlsEnabled, pluginsOn } from '../../../src/haraka/running-haraka.js';
import { startProblems } from '../../../src/haraka/start-checks.js';
import { standInPlugin, textsOf } from './stand-ins.js';

const OWN = 'smtp-tls-policy/haraka';
const engine = compilePolicy({ domains: ['organisation.example'] });

function haraka(hooks: Readonly<Record<string, readonly string[]>>, { cfg = {}, enableTls = true }: { cfg?: unknown; enableTls?: boolean } = {}): ReturnType<typeof standInPlugin> {
  const registered = Object.fromEntries(Object.entries(hooks).map(([hook, plugins]) => [hook, plugins.map((plugin) => ({ plugin }))]));
  return standInPlugin({ plugins: { registered_hooks: registered }, tls_socket: { cfg }, 'outbound/config': { cfg: { enable_tls: enableTls } } });
}

const GOOD = { data: [OWN], queue: [OWN], get_mx: [OWN, 'queue/smtp_forward'], queue_outbound: [OWN], capabilities: ['tls'] };

describe('startProblems', () => {
  it('finds nothing where all is well', () => {
    const plugin = haraka(GOOD, { cfg: { no_tls_hosts: {}, redis: { disable_for_failed_hosts: false } } });
    expect([startProblems(plugin, readOptions(''), engine), plugin.logged]).toEqual([[], []]);
  });

  it.each([
    ['data', 'inbound = true\noutbound = false'],
    ['queue', 'inbound = true\noutbound = false'],
    ['get_mx', 'inbound = false'],
    ['queue_outbound', 'inbound = false'],
  ])('another plugin comes first at %s', (hook, options) => {
    const plugin = haraka({ ...GOOD, [hook]: ['hasty', OWN] });
    expect(startProblems(plugin, readOptions(options), engine)).toEqual([`\`hasty\` comes before \`${OWN}\` at the hook ${hook}, and could take mail out of its sight; name \`${OWN}\` first in config/plugins`]);
  });

  it.each([
    ['no STARTTLS', { ...GOOD, capabilities: [] }, {}, 'warn', 'the plugin `tls` is not in config/plugins'],
    ['hosts that are offered none', GOOD, { cfg: { no_tls_hosts: { '192.0.2.1': undefined } } }, 'warn', '`no_tls_hosts` or `disable_for_failed_hosts`'],
    ['hosts that lose it', GOOD, { cfg: { redis: { disable_for_failed_hosts: true } } }, 'warn', '`no_tls_hosts` or `disable_for_failed_hosts`'],
    ['no TLS for what goes out', GOOD, { enableTls: false }, 'error', '`enable_tls` is false in outbound.ini'],
    ['another way out', { ...GOOD, queue_outbound: [OWN, 'dkim', 'queue/smtp_forward'] }, {}, 'warn', '`queue/smtp_forward` would deliver outbound mail in a way of its own'],
  ])('tells of %s', (_what, hooks, changes, level, words) => {
    const plugin = haraka(hooks, changes);
    expect(startProblems(plugin, readOptions(''), engine)).toEqual([]);
    expect(textsOf(plugin.logged, level)).toEqual([expect.stringContaining(words)]);
  });

  it('tells of a policy without domains, unless nobody who relays is looked at', () => {
    const [told, silent] = [haraka(GOOD), haraka(GOOD)];
    startProblems(told, readOptions(''), compilePolicy({}));
    startProblems(silent, readOptions('check_relaying = false'), compilePolicy({}));
    expect([textsOf(told.logged), silent.logged]).toEqual([['the policy names no `domains`: mail from clients that may relay counts as outbound, all of it'], []]);
  });
});

describe('what the running Haraka says', () => {
  it('of hooks that nobody has: nothing', () => {
    expect(pluginsOn(haraka({}), 'get_mx')).toEqual([]);
  });

  it('of TLS: whether it is on for certain', () => {
    expect([isTlsEnabled(haraka({})), isTlsEnabled(standInPlugin())]).toEqual([true, false]);
  });

  it.each([['PEM', 'PEM'], [Buffer.from('PEM'), Buffer.from('PEM')], [undefined, undefined], [['PEM'], undefined]])('of the CA of clients: %o', (ca, expected) => {
    expect(clientCa(standInPlugin({ tls_socket: { certsByHost: { '*': { ca } } } }))).toEqual(expected);
  });
});
