// clause S-22.1
import { describe, expect, it } from 'vitest';
import { checkHaraka } from '../../../src/haraka/tested-haraka.js';
import { modulesOfHaraka, versionOfHaraka } from './modules-of-haraka.js';

describe('checkHaraka', () => {
  it('takes the Haraka that is installed', () => {
    expect(() => checkHaraka({ version: versionOfHaraka(), modules: modulesOfHaraka() }, null)).not.toThrow();
  });

  it.each(['3.2.0', '3.4.0', '3.30.1', '4.3.3', '3.3.4-beta', 'undefined'])('refuses version %s, unless it is named', (version) => {
    const running = { version, modules: modulesOfHaraka() };
    expect(() => checkHaraka(running, null)).toThrow(`was tested with Haraka 3.3, and this is \`${version}\``);
    expect(() => checkHaraka(running, '3.3')).toThrow('untested_haraka');
    expect(() => checkHaraka(running, version)).not.toThrow();
  });

  it.each([
    ['get_force_tls', 'must_use_tls', 'try_deliver of outbound/hmail.js'],
    ['socket.destroy()', 'pool.push(socket)', 'release_client of outbound/client_pool.js'],
    ['socket.cleartext', 'socket.secure', 'connect of tls_socket.js'],
    ['item.push(cancel)', 'item.cancel = cancel', 'run_next_hook of plugins.js'],
  ])('refuses a Haraka that delivers in another way, whatever the version: %s', (before, after, named) => {
    const modules = modulesOfHaraka((source) => source.replaceAll(before, after));
    expect(() => checkHaraka({ version: '3.3.4', modules }, '3.3.4')).toThrow(`does not deliver mail in the way that smtp-tls-policy controls (${named})`);
  });

  it('refuses what has none of the methods', () => {
    const modules = { ...modulesOfHaraka(), 'outbound/hmail': undefined };
    expect(() => checkHaraka({ version: '3.3.4', modules }, null)).toThrow('(found_mx of outbound/hmail.js, try_deliver of outbound/hmail.js, ');
  });
});
