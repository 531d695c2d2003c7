// Where two decisions differ. What S-9.2 and S-10.1 leave to the engine's words is compared by what the words have to name.

import type { SmtpReply, Violation } from '../../src/model/decision.js';

/** The first difference as `path: expected ..., found ...`, or null. */
export function disagreement(expected: unknown, actual: unknown, path = ''): string | null {
  if (Object.is(expected, actual)) return null;
  if (typeof expected !== 'object' || typeof actual !== 'object' || expected === null || actual === null || Array.isArray(expected) !== Array.isArray(actual)) return differs(path, expected, actual);
  const name = path.slice(path.lastIndexOf('.') + 1);
  if (name === 'reply') return replyDisagreement(path, expected as SmtpReply, actual as SmtpReply);
  if (name === 'violations') return violationDisagreement(path, expected as Violation[], actual as Violation[]);
  const keys = new Set([...Object.keys(expected), ...Object.keys(actual)]);
  for (const key of keys) {
    if (!Object.hasOwn(expected, key) || !Object.hasOwn(actual, key)) return differs(`${path}.${key}`, (expected as never)[key], (actual as never)[key]);
    const difference = disagreement((expected as never)[key], (actual as never)[key], `${path}.${key}`);
    if (difference !== null) return difference;
  }
  return null;
}

function replyDisagreement(path: string, expected: SmtpReply, actual: SmtpReply): string | null {
  const [type, ...id] = expected.text.split(' ');
  const setting = id.join(' ');
  if (expected.code !== actual.code || expected.enhancedCode !== actual.enhancedCode) return differs(path, expected, actual);
  if (!actual.text.includes(type as string)) return differs(`${path}.text`, type, actual.text);
  if (/^[ -~]{1,40}$/.test(setting) && !actual.text.includes(setting)) return differs(`${path}.text`, setting, actual.text);
  return /^[ -~]+$/.test(actual.text) && `${actual.code} ${actual.enhancedCode} ${actual.text}\r\n`.length <= 512 ? null : differs(`${path}.text`, 'one short line', actual.text);
}

function violationDisagreement(path: string, expected: readonly Violation[], actual: readonly Violation[]): string | null {
  const types = actual.map((violation) => violation.type);
  if (types.join() !== expected.map((violation) => violation.type).join()) return differs(path, expected, actual);
  return actual.every(({ required, found }) => typeof required === 'string' && required !== '' && typeof found === 'string' && found !== '') ? null : differs(path, 'words', actual);
}

function differs(path: string, expected: unknown, actual: unknown): string {
  return `${path}: expected ${JSON.stringify(expected)}, found ${JSON.stringify(actual)}`;
}
