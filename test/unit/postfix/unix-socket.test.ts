import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { makeWay } from '../../../src/postfix/unix-socket.js';

const folder = mkdtempSync(join(tmpdir(), 'smtp-tls-policy-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** A socket whose process was killed. */
function staleSocket(path: string): void {
  const code = `require('net').createServer().listen(${JSON.stringify(path)}, () => process.kill(process.pid, 'SIGKILL'))`;
  spawnSync(process.execPath, ['-e', code]);
  if (!existsSync(path)) throw new Error('the socket should have been left');
}

it('takes a socket away that nobody listens at, and does nothing where nothing is', async () => {
  const path = join(folder, 'stale.sock');
  staleSocket(path);
  await makeWay(path);
  expect(existsSync(path)).toBe(false);
  await makeWay(path);
});

it('leaves a socket that somebody listens at', async () => {
  const path = join(folder, 'live.sock');
  const server = createServer((socket) => socket.destroy());
  await new Promise<void>((resolve) => server.listen(path, resolve));
  await expect(makeWay(path)).rejects.toThrow(/somebody listens at .*live\.sock already/);
  expect(existsSync(path)).toBe(true);
  await new Promise((resolve) => server.close(resolve));
});

it('leaves what is no socket, and a link to one', async () => {
  const [file, link] = [join(folder, 'file'), join(folder, 'link')];
  writeFileSync(file, 'kept');
  staleSocket(join(folder, 'target.sock'));
  symlinkSync(join(folder, 'target.sock'), link);
  for (const path of [file, link, folder]) await expect(makeWay(path)).rejects.toThrow('is there already and is no socket; name another path');
});

it('says what the file system says', async () => {
  writeFileSync(join(folder, 'plain'), '');
  await expect(makeWay(join(folder, 'plain', 'a.sock'))).rejects.toThrow(/ENOTDIR/);
});
