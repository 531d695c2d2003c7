// A mail server that does not want to stop is stopped.
import { spawn } from 'node:child_process';
import { expect, it } from 'vitest';
import { endGroup } from './mount-namespace.js';

it.each([
  ['at a polite word', '', 20_000, 'SIGTERM'],
  ['by force, if it does not listen', 'process.on("SIGTERM", () => undefined);', 200, 'SIGKILL'],
])('ends %s', async (_name, deafness, patience, signal) => {
  const child = spawn(process.execPath, ['-e', `${deafness} setInterval(() => undefined, 1000); console.log("up")`], { detached: true, stdio: ['ignore', 'pipe', 'ignore'] });
  const ended = new Promise((resolve) => child.once('close', resolve));
  await new Promise((resolve) => child.stdout.once('data', resolve));
  await endGroup(child, ended, patience);
  expect(child.signalCode).toBe(signal);
});

it('that has ended is left alone', async () => {
  const child = spawn(process.execPath, ['-e', ''], { detached: true, stdio: 'ignore' });
  const ended = new Promise((resolve) => child.once('close', resolve));
  await ended;
  await endGroup(child, ended);
  expect(child.exitCode).toBe(0);
});
