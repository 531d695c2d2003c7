// The examples for mail servers end by themselves, and everything went as they say. That for nodemailer runs with the tests of its adapter.
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { beforeAll, expect, it, vi } from 'vitest';
import { builtFile } from '../package/built-package.js';
import { root } from '../package/source-file.js';
import { reasonAgainst, tellLeftOut } from '../servers/debian-package.js';

// The first run on a machine downloads Postfix.
vi.setConfig({ testTimeout: 120_000 });

const reason = await reasonAgainst();

beforeAll(() => {
  builtFile('index.js');
});

it.each([
  ['smtp-server', '6 messages reached a mailbox, 4 did not.'],
  ['haraka', 'Everything went as it says.'],
])('the example for %s', async (name, lastLine) => expect(await lastLineOf(name)).toBe(lastLine));

if (reason !== null) {
  tellLeftOut('the example for Postfix', reason);
  it(`the example for postfix is left out: ${reason}`, () => expect(reason).not.toBe(''));
} else {
  it('the example for postfix', async () => expect(await lastLineOf('postfix')).toBe('Everything went as it says.'));
}

/** Rejects if the exit code is not 0. */
async function lastLineOf(name: string): Promise<string> {
  const { stdout } = await promisify(execFile)(process.execPath, [join(root, `examples/${name}.mjs`)], { cwd: root });
  return stdout.trimEnd().split('\n').at(-1)!;
}
