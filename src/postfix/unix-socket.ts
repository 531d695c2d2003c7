// Unix sockets as files: one that a daemon left behind when it was killed is taken away, and nothing else is.

import { lstat, unlink } from 'node:fs/promises';
import { connect } from 'node:net';

/**
 * Makes way for a socket at a path.
 *
 * @throws Error if something stands there that is no socket, or a socket on which somebody listens
 */
export async function makeWay(path: string): Promise<void> {
  const found = await lstat(path).catch(nothingThere);
  if (found === null) return;
  if (!found.isSocket()) throw new Error(`${path} is there already and is no socket; name another path`);
  if (await isAnswered(path)) throw new Error(`somebody listens at ${path} already; end that daemon first, or name another path`);
  await unlink(path);
}

function nothingThere(error: NodeJS.ErrnoException): null {
  if (error.code === 'ENOENT') return null;
  throw error;
}

function isAnswered(path: string): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(path);
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
    // Only a refusal says for certain that nobody is there.
    socket.once('error', (error: NodeJS.ErrnoException) => resolve(error.code !== 'ECONNREFUSED'));
  });
}
