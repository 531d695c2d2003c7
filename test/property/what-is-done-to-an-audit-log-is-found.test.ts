// S-16.3, S-16.4: a log as it was written is whole, and whatever is done to one of its bytes or lines is an error; at its end, with the head that was kept.

import fc from 'fast-check';
import { expect, it } from 'vitest';
import { lineHash, parseAuditLog, verifyAuditLog } from '../../src/audit/index.js';
import type { DocumentChange, VerifyOptions } from '../../src/audit/index.js';
import { Choices, choiceRows } from '../arbitraries/choices.js';
import { policyCases } from '../arbitraries/policy.js';
import { logCase } from './audit-logs.js';
import type { LogCase } from './audit-logs.js';
import { HitRate, RUNS } from './runs.js';

const bytesOf = (lines: readonly string[]): Uint8Array => new TextEncoder().encode(lines.map((line) => `${line}\n`).join(''));
const errors = (log: Uint8Array, options?: VerifyOptions): number => verifyAuditLog(log, options).filter(({ severity }) => severity === 'error').length;

function assertOfLogs(numRuns: number, law: (log: LogCase, choices: Choices) => void): void {
  fc.assert(
    fc.property(fc.noBias(fc.tuple(policyCases(), choiceRows(400))), ([policyCase, numbers]) => {
      const choices = new Choices(numbers);
      law(logCase(policyCase, choices, 2 + choices.below(4)), choices);
    }),
    { numRuns },
  );
}

it('a log as it was written is whole, and reads as what was written', () => {
  const kinds = new Set<DocumentChange['kind']>();
  assertOfLogs(Math.ceil(RUNS / 5), ({ records, lines, policy }) => {
    const log = bytesOf(lines);
    expect(parseAuditLog(log)).toEqual({ records, findings: [] });
    expect(errors(log, { head: lineHash(lines.at(-1)!), policy })).toBe(0);
    for (const { changes } of records) for (const { kind } of changes) kinds.add(kind);
  });
  if (RUNS >= 1000) expect(kinds.size).toBe(22);
});

interface Deed {
  readonly log: Uint8Array;
  /** Nothing before the last line was touched. */
  readonly atTheEnd: boolean;
}

/** What can be done to a log. Null: nothing came of it. */
const DEEDS: Readonly<Record<string, (lines: readonly string[], choices: Choices) => Deed | null>> = {
  'a byte changed': (lines, choices) => atByte(lines, choices, (byte) => [(byte + 1 + choices.below(255)) % 256]),
  'a bit changed': (lines, choices) => atByte(lines, choices, (byte) => [byte ^ (1 << choices.below(8))]),
  'a byte removed': (lines, choices) => atByte(lines, choices, () => []),
  'a byte inserted': (lines, choices) => atByte(lines, choices, (byte) => [choices.pick([32, 10, 48, byte]), byte]),
  'a digit or letter changed': (lines, choices) => {
    const place = choices.below(lines.length);
    const line = lines[place]!;
    const at = (choices.below(line.length) + line.slice(choices.below(line.length)).search(/[0-9a-f]/)) % line.length;
    const other = /[0-9a-f]/.test(line[at] ?? '') ? line.slice(0, at) + choices.pick(['0', '1', 'a', 'b']) + line.slice(at + 1) : line;
    return other === line ? null : { log: bytesOf([...lines.slice(0, place), other, ...lines.slice(place + 1)]), atTheEnd: place === lines.length - 1 };
  },
  'a line removed': (lines, choices) => {
    const place = choices.below(lines.length);
    return { log: bytesOf(lines.filter((_, index) => index !== place)), atTheEnd: place === lines.length - 1 };
  },
  'two lines swapped': (lines, choices) => {
    const [one, other] = [choices.below(lines.length), choices.below(lines.length)];
    const swapped = lines.map((line, index) => (index === one ? lines[other]! : index === other ? lines[one]! : line));
    return one === other ? null : { log: bytesOf(swapped), atTheEnd: false };
  },
  'a line repeated': (lines, choices) => {
    const [line, place] = [choices.pick(lines), choices.below(lines.length + 1)];
    return { log: bytesOf([...lines.slice(0, place), line, ...lines.slice(place)]), atTheEnd: false };
  },
  'the end cut': (lines, choices) => {
    const log = bytesOf(lines);
    return { log: log.subarray(0, choices.below(log.length)), atTheEnd: true };
  },
  'the beginning cut': (lines, choices) => ({ log: bytesOf(lines.slice(1 + choices.below(lines.length - 1))), atTheEnd: false }),
};

function atByte(lines: readonly string[], choices: Choices, write: (byte: number) => number[]): Deed {
  const log = bytesOf(lines);
  const at = (choices.below(0x10000) * 0x10000 + choices.below(0x10000)) % log.length;
  return { log: Uint8Array.from([...log.subarray(0, at), ...write(log[at]!), ...log.subarray(at + 1)]), atTheEnd: at >= bytesOf(lines.slice(0, -1)).length };
}

it('whatever is done to it is found, at its end with the head', () => {
  const rates = new Map(Object.keys(DEEDS).map((name) => [name, { atTheEnd: new HitRate(), foundWithoutHead: new HitRate(), done: 0 }]));
  assertOfLogs(Math.ceil(RUNS / 5), ({ lines }, choices) => {
    const head = lineHash(lines.at(-1)!);
    const original = Buffer.from(bytesOf(lines));
    for (const [name, act] of Object.entries(DEEDS)) {
      const deed = act(lines, choices);
      if (deed === null || original.equals(deed.log)) continue;
      const rate = rates.get(name)!;
      rate.done++;
      rate.atTheEnd.count(deed.atTheEnd);
      expect(errors(deed.log, { head }), name).toBeGreaterThan(0);
      const found = errors(deed.log) > 0;
      if (!deed.atTheEnd) expect(found, name).toBe(true);
      else rate.foundWithoutHead.count(found);
    }
  });
  if (RUNS < 1000) return;
  for (const [name, { done, atTheEnd }] of rates) {
    expect(done, name).toBeGreaterThan(RUNS / 20);
    if (name !== 'the end cut') expect(atTheEnd.share, name).toBeLessThan(0.6);
  }
  // Without the head a tail may be lost in silence: the law needs it.
  expect(rates.get('a line removed')!.foundWithoutHead.share).toBe(0);
  expect(rates.get('a line removed')!.atTheEnd.share).toBeGreaterThan(0.05);
});
