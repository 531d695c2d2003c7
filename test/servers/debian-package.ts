// Mail servers of Debian, unpacked side by side into a cache folder: their packages conflict, so they cannot be installed side by side.
import { execFile } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';

const run = promisify(execFile);

const cache = join(process.env['XDG_CACHE_HOME'] ?? join(homedir(), '.cache'), 'smtp-tls-policy', 'debian');

/** The packages of Debian 12 that hold the libraries which a mail server may miss on this machine. */
const LIBRARY_PACKAGES: Readonly<Record<string, string>> = {
  'libdb-5.3.so': 'libdb5.3',
  'libevent-2.1.so.7': 'libevent-2.1-7',
  'libgnutls-dane.so.0': 'libgnutls-dane0',
  'libgnutls.so.30': 'libgnutls30',
  'libicui18n.so.72': 'libicu72',
  'libicuuc.so.72': 'libicu72',
  'libicudata.so.72': 'libicu72',
  'libidn.so.12': 'libidn12',
  'libidn2.so.0': 'libidn2-0',
  'libnsl.so.2': 'libnsl2',
  'libpcre2-8.so.0': 'libpcre2-8-0',
  'libsasl2.so.2': 'libsasl2-2',
  'libtirpc.so.3': 'libtirpc3',
  'libunbound.so.8': 'libunbound8',
};

export interface UnpackedPackage {
  readonly folder: string;
  /** For LD_LIBRARY_PATH. */
  readonly libraries: string;
}

/** What this machine is, as far as mail servers of Debian care. */
export interface Machine {
  readonly platform: string;
  readonly architecture: string;
  readonly root: boolean;
  /** `ID` and `VERSION_ID` of os-release(5). */
  readonly release: string;
  readonly programs: readonly string[];
}

/** Why this machine cannot run mail servers of Debian; null if it can. */
export async function reasonAgainst(): Promise<string | null> {
  const machine = {
    platform: process.platform,
    architecture: process.arch,
    root: process.getuid?.() === 0,
    release: releaseOf(existsSync(OS_RELEASE) ? readFileSync(OS_RELEASE, 'utf8') : ''),
    programs: PROGRAMS.filter((program) => existsSync(join('/usr/bin', program))),
  };
  const obstacle = obstacleAt(machine);
  if (obstacle !== null) return obstacle;
  try {
    await run('unshare', ['--mount', 'true']);
    return null;
  } catch {
    return 'it takes a mount namespace, for the users that a mail server looks for';
  }
}

/** Nothing is left out in silence: whoever runs the tests learns what did not run, why, and where it does. */
export function tellLeftOut(what: string, reason: string): void {
  console.warn(`left out, as ${reason}: ${what}. A container of the image node:20-bookworm that may mount (--privileged) has all that it takes.`);
}

const OS_RELEASE = '/etc/os-release';
const RELEASE = 'debian 12';
const PROGRAMS = ['apt-get', 'dpkg-deb', 'ldd', 'unshare'];

/** The libraries above are those of one release on one architecture. */
export function obstacleAt({ platform, architecture, root, release, programs }: Machine): string | null {
  if (platform !== 'linux') return `this is ${platform}, and it takes Linux`;
  if (architecture !== 'x64') return `this machine is ${architecture}, and the libraries are known for x64 alone`;
  if (release !== RELEASE) return `this is ${release === '' ? 'a system without a name' : release}, and the libraries are known for ${RELEASE} alone`;
  if (!root) return 'it takes root, for a mail server changes users';
  const missing = PROGRAMS.filter((program) => !programs.includes(program));
  return missing.length === 0 ? null : `there is no ${missing.join(', no ')} in /usr/bin`;
}

export function releaseOf(text: string): string {
  const value = (key: string): string => new RegExp(`^${key}="?([^"\\n]*)"?$`, 'm').exec(text)?.[1] ?? '';
  return `${value('ID')} ${value('VERSION_ID')}`.trim();
}

const unpacked = new Map<string, Promise<UnpackedPackage>>();

/** @param program - below the folder of the package */
export function unpack(name: string, program: string): Promise<UnpackedPackage> {
  const present = unpacked.get(name) ?? unpackOnce(name, program);
  unpacked.set(name, present);
  return present;
}

async function unpackOnce(name: string, program: string): Promise<UnpackedPackage> {
  const folder = join(cache, name);
  if (!existsSync(folder)) await download(name, folder);
  const libraries = [join(folder, 'usr/lib/postfix'), join(folder, 'usr/lib/x86_64-linux-gnu'), join(folder, 'lib/x86_64-linux-gnu')].join(':');
  // A library may miss others in turn.
  for (let round = 0; round < 3; round++) {
    const missing = await missingLibraries(join(folder, program), libraries);
    if (missing.length === 0) break;
    for (const library of missing) await download(LIBRARY_PACKAGES[library] ?? library, folder);
  }
  return { folder, libraries };
}

async function missingLibraries(program: string, libraries: string): Promise<string[]> {
  const { stdout } = await run('ldd', [program], { env: { ...process.env, LD_LIBRARY_PATH: libraries } });
  return [...stdout.matchAll(/^\s*(\S+) => not found/gm)].map(([, library]) => library!);
}

/** Into a folder that appears when it is complete, or into one that is there. */
async function download(name: string, folder: string): Promise<void> {
  mkdirSync(cache, { recursive: true });
  const temporary = mkdtempSync(join(cache, 'download-'));
  try {
    await fetchPackage(name, temporary);
    const archive = readdirSync(temporary).find((file) => file.endsWith('.deb'))!;
    const target = existsSync(folder) ? folder : join(temporary, 'unpacked');
    await run('dpkg-deb', ['-x', join(temporary, archive), target]);
    if (target !== folder) renameSync(target, folder);
  } finally {
    rmSync(temporary, { recursive: true, force: true });
  }
}

const TRIES = 10;

async function fetchPackage(name: string, folder: string): Promise<void> {
  for (let left = TRIES; left > 0; left--) {
    const got = await run('apt-get', ['download', '-qq', name], { cwd: folder }).then(() => true, () => false);
    if (got) return;
    // A new machine has no lists of packages yet; another process may be fetching them.
    await run('apt-get', ['update', '-qq']).catch(() => sleep(3000));
  }
  throw new Error(`apt-get cannot download ${name}`);
}
