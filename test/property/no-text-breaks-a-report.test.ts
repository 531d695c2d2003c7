// S-10.3: whatever the texts of messages, servers and policies, a report has its three parts, and its fields stand one a line.

import { Buffer } from 'node:buffer';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { nonDeliveryReport } from '../../src/report/non-delivery-report.js';
import { partsOf } from '../unit/report/report-parts.js';
import { assertUntil, HitRate, RUNS } from './runs.js';

/** Pieces of which structure is made, and others. */
const piece = fc.oneof(
  fc.constantFrom('\r\n', '\n', '\r', '--', '=_', '1', '2', '_report', '--=_1_report', '--=_2_report--', 'Content-Type: text/html', ': ', '\0', 'ü', '\u2028', '\u{1F4EC}'),
  fc.string({ maxLength: 4 }),
);
const text = fc.array(piece, { maxLength: 12 }).map((pieces) => pieces.join(''));

it('whatever the texts, a report has three parts, and its fields stand one a line', () => {
  const taken = new HitRate();
  assertUntil(
    fc.property(text, text, text, fc.constantFrom('headers' as const, 'message' as const), (original, recipient, words, returned) => {
      const failed = [{ recipient, fields: { finalRecipient: recipient, action: 'failed' as const, status: '5.7.10', diagnosticCode: words, remoteMta: words } }];
      const bytes = new Uint8Array(Buffer.from(original));
      const options = { mailFrom: 'ann@example.com', reportingMta: 'mx.example.com', date: 'today', messageId: '<1@a>', original: bytes, returned };
      const { message, body } = nonDeliveryReport(failed, options)!;
      const report = Buffer.from(message).toString('latin1');
      const parts = partsOf(report);
      expect(parts).toHaveLength(3);
      expect(parts[1]!.body.split('\r\n')).toHaveLength(8);
      expect(body === '7bit' && /[^\0-\x7f]/.test(report)).toBe(false);
      taken.count(original.includes('--=_1_report'));
      if (parts[2]!.head[0] === 'Content-Type: message/rfc822') expect(Buffer.from(parts[2]!.body, 'latin1')).toEqual(Buffer.from(bytes));
    }),
    RUNS,
    () => taken.share > 0.1,
  );
  expect(taken.share).toBeGreaterThan(0.1);
});
