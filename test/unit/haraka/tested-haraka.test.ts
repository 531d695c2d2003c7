// clause S-22.1
import { createRequire } from 'node:module';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { checkHaraka } from '../../../src/haraka/tested-haraka.js';

const { resolve } = createRequire(import.meta.url);

/** Methods that read as those of the Haraka that is installed. */
function methods(change: (source: string) => string = (source) => source): Record<string, unknown> {
  const source = change(readFileSync(resolve('haraka/outbound/hmail.js'), 'utf8'));
  const all = ['found_mx', 'try_deliver', 'try_deliver_host_on_socket', 'temp_fail', 'bounce', 'split_to_new_recipients', 'sort_mx', 'discard'];
  return Object.fromEntries(all.map((name) => [name, functionThatReads(bodyOf(source, name))]));
}

function bodyOf(source: string, name: string): string {
  const start = source.search(new RegExp(`^    (async )?${name}\\(.*\\) \\{$`, 'm'));
  return source.slice(start, source.indexOf('\n    }\n', start));
}

/** It is never called. */
function functionThatReads(body: string): unknown {
  // eslint-disable-next-line @typescript-eslint/no-implied-eval
  return new Function(`/* ${body.replaceAll('*/', '')} */`);
}

describe('checkHaraka', () => {
  it('takes the Haraka that is installed', () => {
    const { version } = JSON.parse(readFileSync(resolve('haraka/package.json'), 'utf8')) as { version: string };
    expect(() => checkHaraka({ version, queuedMail: methods() }, null)).not.toThrow();
  });

  it.each(['3.2.0', '3.4.0', '3.30.1', '4.3.3', '3.3.4-beta', 'undefined'])('refuses version %s, unless it is named', (version) => {
    expect(() => checkHaraka({ version, queuedMail: methods() }, null)).toThrow(`was tested with Haraka 3.3, and this is \`${version}\``);
    expect(() => checkHaraka({ version, queuedMail: methods() }, '3.3')).toThrow('untested_haraka');
    expect(() => checkHaraka({ version, queuedMail: methods() }, version)).not.toThrow();
  });

  it('refuses a Haraka that delivers in another way, whatever the version', () => {
    const changed = methods((source) => source.replaceAll('get_force_tls', 'must_use_tls'));
    expect(() => checkHaraka({ version: '3.3.4', queuedMail: changed }, '3.3.4')).toThrow('does not deliver mail in the way that smtp-tls-policy controls: try_deliver of outbound/hmail.js changed');
    expect(() => checkHaraka({ version: '3.3.4', queuedMail: undefined }, null)).toThrow('found_mx, try_deliver, try_deliver_host_on_socket, temp_fail, bounce');
  });
});
