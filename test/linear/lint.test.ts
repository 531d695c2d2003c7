// Lint takes time linear in the entries, whatever names they have: four times the entries take about four times as long.
import { expect, it } from 'vitest';
import { lintPolicy } from '../../src/lint/index.js';

/** Milliseconds of the processor that are no trouble. */
const NOISE = 500;
/** Four for linear, sixteen for quadratic time. */
const RATIO = 12;

const LETTERS: readonly (readonly [plain: string, alike: string])[] = [['a', 'а'], ['e', 'е'], ['o', 'о'], ['p', 'р'], ['c', 'с'], ['y', 'у']];

/** A name of Latin letters, or with Cyrillic ones wherever the number has a bit. */
function lookAlike(number: number): string {
  return Array.from({ length: 12 }, (_, at) => LETTERS[at % LETTERS.length]?.[(number >> at) & 1] ?? '').join('');
}

it.each<[string, number, (number: number) => string]>([
  ['hosts of domains that are one slip apart', 4000, (number) => `host${number}.partner${number % 50}.example`],
  ['domains of one skeleton', 1600, (number) => `${lookAlike(number)}.example`],
  ['addresses of one skeleton', 4000, (number) => `${lookAlike(number)}@partner.example`],
])('S-14.4: lint is linear in %s', (_name, size, entry) => {
  const lint = (count: number): number => {
    const entries = Array.from({ length: count }, (_, number) => entry(number));
    return lintPolicy({ addressLists: { list: entries } }, { limit: 100 }).filter(({ code }) => code === 'look-alike-entry' || code === 'similar-entry').length;
  };
  expect(lint(size)).toBeGreaterThanOrEqual(100);
  const many = fastest(() => lint(size));
  expect(many < NOISE || many < RATIO * fastest(() => lint(size / 4))).toBe(true);
});

/** Processor time, which other programs do not lengthen: the best of three runs. */
function fastest(run: () => unknown): number {
  const times = [1, 2, 3].map(() => {
    const start = process.cpuUsage();
    run();
    const { user, system } = process.cpuUsage(start);
    return (user + system) / 1000;
  });
  return Math.min(...times);
}
