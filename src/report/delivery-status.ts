// The part of a report that software reads (RFC 3464 section 2): one block for the message, and one for each recipient.

import { safeText } from '../model/safe-text.js';
import type { FailedRecipient } from './failed-recipient.js';

/** An address that is not ASCII stands in it in the form of RFC 6533 section 3 for 7-bit channels, so that the part is ASCII. */
export function deliveryStatus(failed: readonly FailedRecipient[], reportingMta: string): string {
  const blocks = [[`Reporting-MTA: dns; ${reportingMta}`], ...failed.map(({ fields }) => recipientFields(fields))];
  return `Content-Type: message/delivery-status\r\n\r\n${blocks.map((lines) => `${lines.join('\r\n')}\r\n`).join('\r\n')}`;
}

function recipientFields({ finalRecipient, action, status, remoteMta, diagnosticCode }: FailedRecipient['fields']): string[] {
  return [
    field('Final-Recipient', finalRecipient),
    field('Action', action),
    field('Status', status),
    ...(remoteMta === null ? [] : [field('Remote-MTA', remoteMta)]),
    field('Diagnostic-Code', diagnosticCode),
  ];
}

/** The fields may come from elsewhere, a queue or another library, and hold anything. */
function field(name: string, value: string): string {
  return `${name}: ${safeText(value, MAX_VALUE)}`;
}

/** RFC 5322 section 2.1.1: a line has at most 998 characters. */
const MAX_VALUE = 960;
