// The load run, small: the whole of it is `node test/mta/load-smtp-server.mjs`.
import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';
import { builtFile } from '../package/built-package.js';

it('loses nothing, takes nothing in breach of the policy and nothing twice, however often the server is killed', async () => {
  builtFile('smtp-server.js');
  const script = fileURLToPath(new URL('load-smtp-server.mjs', import.meta.url));
  const { stdout } = await promisify(execFile)(process.execPath, [script, '--messages', '200', '--kills', '3']);
  expect(stdout).toMatch(/^200 messages over 50 connections in [\d.]+ s, the server killed 3 times/);
  expect(stdout).toMatch(/all as it should be\n$/);
});
