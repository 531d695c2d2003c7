// Whether a value is a tally: it may come from a file or another node, and a number that is none would add up to nonsense.

import { readElements, readProperty } from '../model/property.js';
import { firstPartners, frozenCount, OUTCOMES, RESULT_TYPES } from './testing-count.js';
import type { TestingCount } from './testing-count.js';

/** @throws TypeError for what is no tally */
export function readTallyData(value: unknown): TestingCount[] {
  const counts = readElements(readProperty(value, 'counts'));
  if (counts === null) throw new TypeError('a tally has `counts`, an array; give what testingTally made, or its JSON');
  return counts.map(readCount);
}

function readCount(value: unknown, index: number): TestingCount {
  const place = `counts[${index}]`;
  const number = (object: unknown, key: string, where: string): number => checkNumber(readProperty(object, key), `${where}.${key}`);
  const wouldBe = readProperty(value, 'wouldBe');
  const types = readProperty(value, 'resultTypes');
  const found = RESULT_TYPES.filter((type) => readProperty(types, type) !== undefined);
  const count: TestingCount = {
    setting: checkText(readProperty(value, 'setting'), `${place}.setting`),
    orgUnit: checkText(readProperty(value, 'orgUnit'), `${place}.orgUnit`),
    messages: number(value, 'messages', place),
    recipients: number(value, 'recipients', place),
    wouldBe: Object.fromEntries(OUTCOMES.map((outcome) => [outcome, number(wouldBe, outcome, `${place}.wouldBe`)])) as TestingCount['wouldBe'],
    resultTypes: Object.fromEntries(found.map((type) => [type, number(types, type, `${place}.resultTypes`)])),
    partners: firstPartners((readElements(readProperty(value, 'partners')) ?? [null]).map((partner, at) => checkText(partner, `${place}.partners[${at}]`))),
    first: readTime(readProperty(value, 'first'), `${place}.first`),
    last: readTime(readProperty(value, 'last'), `${place}.last`),
  };
  const { deliver, pending, bounce, reject } = count.wouldBe;
  if (deliver + pending + bounce + reject !== count.recipients) throw new TypeError(`\`${place}.recipients\` must be the sum of its \`wouldBe\``);
  return frozenCount(count);
}

function checkText(value: unknown, place: string): string {
  if (typeof value === 'string') return value;
  throw new TypeError(`\`${place}\` of the tally must be text`);
}

function checkNumber(value: unknown, place: string): number {
  if (typeof value === 'number' && Number.isSafeInteger(value) && value >= 0) return value;
  throw new TypeError(`\`${place}\` of the tally must be a whole number from 0`);
}

function readTime(value: unknown, place: string): number | null {
  if (value === null || (typeof value === 'number' && Number.isFinite(value))) return value;
  throw new TypeError(`\`${place}\` of the tally must be a number of milliseconds or null`);
}
