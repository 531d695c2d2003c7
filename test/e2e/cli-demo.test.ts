// The demo without the corpus that it would install. `npm run build` comes first.
import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';

it('shows a decision for each example message and explains three', async () => {
  const demo = fileURLToPath(new URL('../../examples/demo.mjs', import.meta.url));
  const { stdout, stderr } = await promisify(execFile)(process.execPath, [demo, '--no-corpus']);
  expect(stderr).toBe('');
  const decisions = [...stdout.matchAll(/^(deliver|pending|bounce|reject) +([\w-]+)\.eml/gm)].map(([, outcome, name]) => `${name} ${outcome}`);
  expect(decisions).toEqual([
    'bank-statement deliver',
    'bank-notice reject',
    'look-alike deliver',
    'spoofed-display-name deliver',
    'spoofed-author deliver',
    'group-author reject',
    'two-authors reject',
    'mailing-list deliver',
    'payment-order pending',
    'to-the-auditor bounce',
    'patch deliver',
    'confidential bounce',
  ]);
  expect(stdout.match(/^== Explained: /gm)).toHaveLength(3);
  expect(stdout).toContain('The SpamAssassin corpus was left out, as asked.');
});
