// docs/index.md: its example is that of the README, and its figures are those of the pages that it links.
import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';

const home = read('docs/index.md');
const performance = read('docs/performance.md');

it('has the example of the README', () => {
  expect(exampleOf(home)).toBe(exampleOf(read('README.md')));
});

it('says how long a decision takes as it was measured', () => {
  const [, microseconds = '', millions = ''] = /under (\d+) µs in a policy with ([\d.]+) million entries/.exec(home) ?? [];
  const [table = ''] = performance.split(/^### /m).filter((part) => part.startsWith('evaluate'));
  const rows = table.slice(table.indexOf(`**${(Number(millions) * 1e6).toLocaleString('en')} entries`));
  const engine = /^\| outbound, 1 recipient \|.*?µs \|.*?µs \| ([\d.]+) µs \|/m.exec(rows)?.[1];
  expect(Number(engine)).toBeGreaterThan(0);
  expect(Number(engine)).toBeLessThan(Number(microseconds));
});

it('says what an entry takes as it was measured', () => {
  const bytes = Number(/an entry takes under (\d+) bytes/.exec(home)?.[1]);
  const measured = [...performance.matchAll(/^\| engine from (?:text|snapshot) \| ([\d.]+) \|/gm)].map(([, each]) => Number(each));
  expect(measured.length).toBeGreaterThan(1);
  expect(Math.max(...measured)).toBeLessThan(bytes);
});

it('says what became of the messages under load as it was counted', () => {
  const [, messages = '', kills = ''] = /sends ([\d,]+) messages while the policy daemon is killed (\d+) times/.exec(home) ?? [];
  const load = read('docs/postfix.md');
  expect(load.replaceAll('\n', ' ')).toMatch(`${messages} messages go in and out over 50 connections while the daemon is killed ${kills} times`);
  expect(load).toMatch(/^\| lost, doubled, .*\| 0 \|$/m);
  expect(load).toMatch(/^\| MAIL FROM in plaintext .*\| 0 \|$/m);
});

function exampleOf(page: string): string | undefined {
  return /## Fifteen lines\n.*?^```ts\n(.*?)^```/ms.exec(page)?.[1];
}

function read(path: string): string {
  return readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8');
}
