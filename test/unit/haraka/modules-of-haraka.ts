// The methods of the Haraka that is installed, by their text alone: they are never called.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { ModuleName } from '../../../src/haraka/tested-haraka.js';

const { resolve } = createRequire(import.meta.url);

const METHODS: Readonly<Record<ModuleName, readonly string[]>> = {
  'outbound/hmail': ['found_mx', 'try_deliver', 'try_deliver_host_on_socket', 'temp_fail', 'bounce', 'split_to_new_recipients', 'sort_mx', 'discard'],
  'outbound/client_pool': ['get_client', 'release_client'],
  tls_socket: ['connect'],
  plugins: ['run_hooks', 'run_next_hook'],
};

export function versionOfHaraka(): string {
  return (JSON.parse(readFileSync(resolve('haraka/package.json'), 'utf8')) as { version: string }).version;
}

/** Functions that read as the methods do. */
export function modulesOfHaraka(change: (source: string) => string = (source) => source): Record<ModuleName, Record<string, unknown>> {
  const read = (module: ModuleName): Record<string, unknown> => {
    const source = change(readFileSync(resolve(`haraka/${module}.js`), 'utf8'));
    return Object.fromEntries(METHODS[module].map((name) => [name, functionThatReads(bodyOf(source, name))]));
  };
  return { 'outbound/hmail': read('outbound/hmail'), 'outbound/client_pool': read('outbound/client_pool'), tls_socket: read('tls_socket'), plugins: read('plugins') };
}

/** Up to the line that closes it, at the depth of its first. */
function bodyOf(source: string, name: string): string {
  const begin = new RegExp(`^( *)(async |exports\\.|plugins\\.|function )?${name}( = )?(function )?\\(.*\\{$`, 'm').exec(source)!;
  const start = begin.index;
  return source.slice(start, source.indexOf(`\n${begin[1]!}}`, start));
}

function functionThatReads(body: string): unknown {
  // eslint-disable-next-line @typescript-eslint/no-implied-eval
  return new Function(`/* ${body.replaceAll('*/', '')} */`);
}
