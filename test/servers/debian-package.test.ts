// Where mail servers of Debian cannot be run, the tests say why.
import { describe, expect, it } from 'vitest';
import { obstacleAt, releaseOf } from './debian-package.js';
import type { Machine } from './debian-package.js';

const fit: Machine = { platform: 'linux', architecture: 'x64', root: true, release: 'debian 12', programs: ['apt-get', 'dpkg-deb', 'ldd', 'unshare'] };

describe('a machine', () => {
  it.each<[string, Partial<Machine>, string | null]>([
    ['that will do', {}, null],
    ['of another system', { platform: 'darwin' }, 'this is darwin, and it takes Linux'],
    ['of another architecture', { architecture: 'arm64' }, 'this machine is arm64, and the libraries are known for x64 alone'],
    ['of another release', { release: 'debian 13' }, 'this is debian 13, and the libraries are known for debian 12 alone'],
    ['that says nothing of itself', { release: '' }, 'this is a system without a name, and the libraries are known for debian 12 alone'],
    ['without root', { root: false }, 'it takes root, for a mail server changes users'],
    ['without programs', { programs: ['ldd', 'unshare'] }, 'there is no apt-get, no dpkg-deb in /usr/bin'],
  ])('%s', (_name, changes, obstacle) => {
    expect(obstacleAt({ ...fit, ...changes })).toBe(obstacle);
  });

  it('is known by os-release', () => {
    expect(releaseOf('PRETTY_NAME="Debian GNU/Linux 12 (bookworm)"\nVERSION_ID="12"\nID=debian\n')).toBe('debian 12');
    expect([releaseOf('ID=debian\n'), releaseOf('')]).toEqual(['debian', '']);
  });
});
