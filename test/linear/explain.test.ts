// Explaining takes time linear in the message, whatever a sender writes (S-12.2): four times the authors take about four times as long.
import { expect, it } from 'vitest';
import { compilePolicy } from '../../src/index.js';

const MANY = 2000;
const FEW = MANY / 4;
/** Milliseconds of the processor that are no trouble. */
const NOISE = 250;
/** Four for linear, sixteen for quadratic time. */
const RATIO = 12;

const FIRST = 0x4e00;
const LETTERS = 20_000;
/** CJK: an alphabet so large that trying each of its letters would show. */
const letter = (number: number): string => String.fromCodePoint(FIRST + (number % LETTERS));

const names = Array.from({ length: 300 }, (_, name) => Array.from({ length: 8 }, (__, at) => letter(7 * (8 * name + at))));

/** Each is one letter from an entry. */
function authors(count: number): string {
  const slips = Array.from({ length: count }, (_, number) => {
    const name = [...(names[number % names.length] ?? [])];
    name[number % name.length] = letter(13 * number + 5);
    return name.join('');
  });
  return slips.map((name, number) => `user${number}@${name}.example`).join(', ');
}

it('S-12.2: explaining is linear in the authors, each of which looks like an entry', () => {
  const engine = compilePolicy({
    addressLists: { partners: names.map((name) => `${name.join('')}.example`) },
    orgUnits: [{ path: '/', settings: [{ id: 'partners', appliesTo: ['inbound'], addressLists: ['partners'] }] }],
  });
  const explain = (count: number): number => {
    const message = { envelope: { mailFrom: null, rcptTo: ['ann@corp.example'] }, from: authors(count) };
    return engine.explain(message, 'inbound').recipients[0]?.settings[0]?.nearMisses.length ?? 0;
  };
  expect(explain(FEW)).toBe(FEW);
  expect(explain(MANY)).toBe(MANY);
  const many = fastest(() => explain(MANY));
  expect(many < NOISE || many < RATIO * fastest(() => explain(FEW))).toBe(true);
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
