// A package registry on loopback: it has this package, as it is packed, and every other in the version that is installed here. So `npm install` is run as its reader runs it, without a network.
import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { basename, dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { root } from '../../package/source-file.js';

export interface LocalRegistry {
  readonly url: string;
  close(): Promise<void>;
}

interface Installed {
  /** The folder, or the packed file. */
  readonly path: string;
  readonly version: string;
  readonly manifest: object;
}

const run = promisify(execFile);

/** @param packed - this package, as `npm pack` packs it */
export async function startLocalRegistry(packed: string): Promise<LocalRegistry> {
  const own = readManifest(root);
  const packages = new Map([...installedPackages(), [own.name, [{ path: packed, version: own.version, manifest: own }]]]);
  const server = createServer((request, response) => {
    answer(request.url ?? '').then(
      (body) => response.writeHead(body === null ? 404 : 200).end(body ?? '{}'),
      (error: unknown) => response.writeHead(500).end(String(error)),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return { url, close: () => new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  }) };

  async function answer(path: string): Promise<string | Buffer | null> {
    const [name = '', version] = decodeURIComponent(path.slice(1)).split('/-/');
    const all = packages.get(name);
    if (all === undefined) return null;
    if (version === undefined) return JSON.stringify(packument(name, all));
    const one = all.find((each) => each.version === version);
    return one === undefined ? null : tarball(one.path);
  }

  function packument(name: string, all: readonly Installed[]): object {
    const versions = all.map(({ version, manifest }) => [version, { ...manifest, dist: { tarball: `${url}/${name}/-/${version}` } }] as const);
    return { name, 'dist-tags': { latest: all[0]!.version }, versions: Object.fromEntries(versions) };
  }
}

/** By name; first the version that the project itself sees. */
function installedPackages(): Map<string, Installed[]> {
  const { packages } = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')) as { packages: Record<string, { version?: string }> };
  const found = new Map<string, Installed[]>();
  for (const place of Object.keys(packages).sort((one, other) => one.length - other.length)) {
    const name = place.split('node_modules/').at(-1)!;
    const path = join(root, place);
    if (name === '') continue;
    const installed = { path, version: packages[place]!.version ?? '', get manifest() {
      return readManifest(path);
    } };
    found.set(name, [...(found.get(name) ?? []), installed]);
  }
  return found;
}

function readManifest(folder: string): { name: string; version: string } {
  return JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as { name: string; version: string };
}

/** npm takes away the first folder of the names in a tarball, whatever it is called. */
async function tarball(path: string): Promise<Buffer> {
  if (path.endsWith('.tgz')) return readFileSync(path);
  const { stdout } = await run('tar', ['-cz', '--exclude=node_modules', '-C', dirname(path), basename(path)], { encoding: 'buffer', maxBuffer: 2 ** 28 });
  return stdout;
}
