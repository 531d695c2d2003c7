import { expect, it } from 'vitest';
import { errorText, jsonLog } from '../../../src/postfix/event-log.js';

it('writes a JSON object a line, of events that are urgent enough', () => {
  const lines: string[] = [];
  const log = jsonLog((line) => void lines.push(line), 'warning', () => new Date(0));
  log.log('debug', 'request', { protocol: 'milter' });
  log.log('info', 'listening');
  log.log('warning', 'protocol-violation', { reason: 'two\nlines' });
  log.log('error', 'trouble');
  expect(lines).toEqual([
    '{"time":"1970-01-01T00:00:00.000Z","level":"warning","event":"protocol-violation","reason":"two\\nlines"}\n',
    '{"time":"1970-01-01T00:00:00.000Z","level":"error","event":"trouble"}\n',
  ]);
});

it('has the time of the clock unless told otherwise', () => {
  const lines: string[] = [];
  const before = Date.now();
  jsonLog((line) => void lines.push(line), 'debug').log('debug', 'request');
  const { time } = JSON.parse(lines[0]!) as { time: string };
  expect(Date.parse(time)).toBeGreaterThanOrEqual(before);
});

it('finds words for whatever is thrown', () => {
  expect([errorText(new RangeError('too much')), errorText('no error')]).toEqual(['too much', 'no error']);
});
