// The part of a report that people read.

import { visible } from '../explain/visible-text.js';
import { utf8Bytes } from '../model/utf8.js';
import type { FailedRecipient } from './failed-recipient.js';
import { quotedPrintable } from './quoted-printable.js';

export function explanationForSender(failed: readonly FailedRecipient[], reportingMta: string): string {
  const lines = [
    `This is the mail system at ${reportingMta}.`,
    '',
    'Your message could not be delivered to the recipients below, and it will',
    'not be tried again. The header of your message, or all of it, is attached.',
    '',
    ...failed.flatMap(({ recipient, fields }) => [`<${visible(recipient, MAX_TEXT)}>`, `    ${placeOf(fields.remoteMta)}${visible(withoutType(fields.diagnosticCode), MAX_TEXT)}`, '']),
  ];
  const head = ['Content-Type: text/plain; charset=utf-8', 'Content-Transfer-Encoding: quoted-printable', ''];
  return `${head.join('\r\n')}\r\n${quotedPrintable(lines.map(utf8Bytes))}`;
}

const MAX_TEXT = 900;

function placeOf(remoteMta: string | null): string {
  return remoteMta === null ? '' : `${visible(withoutType(remoteMta), MAX_TEXT)}: `;
}

/** `smtp; 550 ...`: people need no type. */
function withoutType(field: string): string {
  return field.replace(/^[a-z0-9]+; /, '');
}
