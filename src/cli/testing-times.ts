// The values of --testing-since, --testing-days and --at: since when settings have been in testing mode, and for how long they may be (S-14.2).

import { readInstant } from '../audit/instant.js';
import { readPolicySource } from '../files/policy-source.js';
import type { TestingSince, TestingTimes } from '../lint/lint-options.js';
import type { Policy } from '../model/policy.js';
import { readElements } from '../model/property.js';
import { quote } from '../model/quotation.js';
import { contentOf } from '../policy/parsed-policy.js';
import { InputError, UsageError } from './failure.js';
import { bytesOf, STANDARD_INPUT, STANDARD_INPUT_NAME } from './input-bytes.js';
import type { Io } from './io.js';

export interface TestingFlags {
  readonly 'testing-since'?: string | undefined;
  readonly 'testing-days'?: string | undefined;
  readonly at?: string | undefined;
}

/** Null where nothing is asked. @throws UsageError for options that do not go together @throws InputError for a file that is none */
export async function readTestingTimes(flags: TestingFlags, io: Io): Promise<TestingTimes | null> {
  const { 'testing-since': operand, 'testing-days': days, at } = flags;
  if (operand === undefined) {
    if (days !== undefined || at !== undefined) throw new UsageError('--testing-days and --at are about the settings of --testing-since FILE; name it');
    return null;
  }
  if (days === undefined) throw new UsageError('--testing-since: say for how many days a setting may be in testing mode: --testing-days DAYS');
  return { limitInDays: readDays(days), now: at === undefined ? Date.now() : readAt(at), since: await readSince(operand, io) };
}

/** What a policy has no definition of: misspelt, or gone since. */
export function namesWithoutSetting({ since }: TestingTimes, policy: Policy): string[] {
  const { orgUnits } = contentOf(policy);
  const defined = new Set(orgUnits.flatMap(({ path, settings }) => settings.map(({ id }) => JSON.stringify([path, id]))));
  return since.filter(({ orgUnit, setting }) => !defined.has(JSON.stringify([orgUnit, setting]))).map(({ orgUnit, setting }) => `${quote(setting)} of ${quote(orgUnit)}`);
}

function readDays(text: string): number {
  if (!/^\d{1,6}(?:\.\d{1,6})?$/.test(text)) throw new UsageError(`--testing-days ${text}: write a number of days, such as 30`);
  return Number(text);
}

function readAt(text: string): number {
  try {
    return readInstant(text, '--at');
  } catch (error) {
    throw new UsageError(messageOf(error));
  }
}

async function readSince(operand: string, io: Io): Promise<TestingSince[]> {
  const file = operand === STANDARD_INPUT ? STANDARD_INPUT_NAME : operand;
  const source = readPolicySource(await bytesOf(operand, io), file);
  const [problem] = source.findings;
  if (problem !== undefined) throw new InputError(`${file}:${problem.line}:${problem.column}: ${problem.message}`);
  const fail = (path: readonly (string | number)[], message: string): never => {
    const { line, column } = source.positionOf(path, false);
    throw new InputError(`${file}:${line}:${column}: ${message}`);
  };
  const items = readElements(source.value) ?? fail([], `the times are a list, each item ${ITEM}`);
  return items.map((item, index) => testingSince(item, (key, message) => fail(key === null ? [index] : [index, key], message)));
}

const ITEM = 'with `orgUnit`, `setting` and `since`';

function testingSince(item: unknown, fail: (key: string | null, message: string) => never): TestingSince {
  if (typeof item !== 'object' || item === null) return fail(null, `an item is an object ${ITEM}`);
  const { orgUnit, setting, since, ...others } = item as Partial<Record<string, unknown>>;
  const [unknown] = Object.keys(others);
  if (unknown !== undefined) fail(unknown, `an item has no ${quote(unknown)}; it is an object ${ITEM}`);
  if (typeof orgUnit !== 'string') return fail(null, '`orgUnit` must be the path of an org unit');
  if (typeof setting !== 'string') return fail(null, '`setting` must be the id of a setting');
  try {
    return { orgUnit, setting, since: readInstant(since, '`since`') };
  } catch (error) {
    return fail(since === undefined ? null : 'since', messageOf(error));
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
