// The readers of header fields take linear time, whatever a sender writes (S-12.2): four times the input takes about four times as long.
import { describe, expect, it } from 'vitest';
import { authenticationFrom } from '../../src/header/authentication-results.js';
import { displayTexts } from '../../src/header/display-text.js';
import { readFrom } from '../../src/header/from-field.js';
import { fromFields } from '../../src/header/header-block.js';

const LARGE = 1 << 20;
const SMALL = LARGE / 4;
/** Milliseconds of the processor that are no trouble: quadratic time for a megabyte would be many seconds. */
const NOISE = 250;
/** Four for linear, sixteen for quadratic time. */
const RATIO = 12;

const units: readonly string[] = [
  ...['"', '"a" ', '"\\', '(', '()', '(\\', '<', '<>', '<a@b.cc>, ', '[', ',', ':', 'a:;,', 'a: b@c.dd;, ', '@a,', 'a@b,', 'a@', 'a', 'a ', 'a.', '\\', ' '],
  ...['\r\n ', '\n\t', '\r', '\0', '\ud83d', '=?', '=?a', '=?utf-8?q?a?= ', '=?utf-8?b?YQ==?=', '=?utf-8?q?x '],
  ...['\rFrom', 'From\r\n :', 'From: a@b.cc\r\n', 'X: a\rFrom\r\n', ';', ';spf=pass ', ' a.b="c"', 'a='],
];

/** Where the shape stands: alone, or inside something that does not end. */
const readers: Readonly<Record<string, (text: string) => unknown>> = {
  readFrom: (text) => readFrom(text),
  'readFrom of an angle address': (text) => readFrom(`<${text}`),
  'readFrom of a route': (text) => readFrom(`<@${text}`),
  fromFields: (text) => fromFields(text),
  'fromFields of another field': (text) => fromFields(`X: ${text}`),
  displayTexts: (text) => displayTexts(text),
  'displayTexts of a display name': (text) => displayTexts(`"${text.replaceAll('"', '').replaceAll('\\', '')}" <a@b.cc>`),
  authenticationFrom: (text) => authenticationFrom(`Authentication-Results: x; ${text}`, { authservId: 'x' }),
  'authenticationFrom of a value': (text) => authenticationFrom(`Authentication-Results: x; spf=pass smtp.mailfrom=${text}`, { authservId: 'x' }),
};

describe.each(Object.entries(readers))('%s is linear', (_name, read) => {
  it.each(units.map((unit) => [JSON.stringify(unit), unit] as const))('in %s', (_unit, unit) => {
    const large = fastest(read, unit, LARGE);
    expect(large < NOISE || large < RATIO * fastest(read, unit, SMALL)).toBe(true);
  });
});

/** Processor time, which other programs do not lengthen: the best of three runs, or the first that is no trouble. */
function fastest(read: (text: string) => unknown, unit: string, length: number): number {
  const text = unit.repeat(Math.ceil(length / unit.length)).slice(0, length);
  let best = Number.POSITIVE_INFINITY;
  for (let run = 0; run < 3 && (best >= NOISE || length < LARGE); run++) {
    const start = process.cpuUsage();
    read(text);
    const { user, system } = process.cpuUsage(start);
    best = Math.min(best, (user + system) / 1000);
  }
  return best;
}
