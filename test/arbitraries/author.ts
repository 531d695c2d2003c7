// Authors of messages: known ones written as From fields or header blocks, and unknown ones of either reason (S-4.1 to S-4.3, S-4.6).

import type { ReadAuthor } from '../reference/facts.js';
import { readAddress, type PlainAddress } from './address.js';
import type { Choices } from './choices.js';
import { fromFieldTexts } from './from-field.js';

/** What goes into the message, and how it reads. */
export interface AuthorCase {
  readonly from?: unknown;
  readonly headers?: unknown;
  readonly read: ReadAuthor;
}

const MISSING: readonly Omit<AuthorCase, 'read'>[] = [
  {}, { from: [] }, { from: '' }, { from: ' \t' }, { from: 'undisclosed:;' }, { from: '(ceo@partner.example)' }, { from: ', ,' }, { from: [undefined] }, { from: ['', 'Team: (x) ;'] },
  { from: [], headers: 'From: ceo@partner.example\r\n\r\n' }, { headers: '' }, { headers: 'Subject: x\r\n\r\nFrom: ceo@partner.example\r\n' }, { headers: 'From:\r\n' },
  { headers: 'From ceo@partner.example Mon Nov 23 20:00:00 2026\nSender: ceo@partner.example\n\n' }, { headers: 'X-From: ceo@partner.example\r\nResent-From: ceo@partner.example\r\n' },
];
const MALFORMED: readonly Omit<AuthorCase, 'read'>[] = [
  { from: 'ann@' }, { from: 'ann' }, { from: 'Ann <ann>' }, { from: '<>' }, { from: 'Ann <>' }, { from: 'ann@@partner.example' }, { from: 'ann@partner.example bob@partner.example' },
  { from: '"ann@partner.example' }, { from: '(ann@partner.example' }, { from: '<ann@partner.example' }, { from: 'ann@partner.example>' }, { from: ['ann@partner.example', null] }, { from: null },
  { from: 42 }, { from: {} }, { from: ['', 42] }, { from: 'ann@par_tner.example' }, { from: 'ann@partner.example\rx' }, { from: 'ann@partner.example\u0000' },
  { from: 'ann@partner.example\r\nX: y' }, { from: 'ann@[127.1]' }, { from: '=?utf-8?q?ceo=40partner.example?=' }, { from: ['ann@partner.example', 'bob'] }, { from: 'ann@partner..example' },
  { headers: 42 }, { headers: null }, { headers: 'From: ann\r\n' }, { headers: 'From: ann@partner.example\r\nfrom : bob@\r\n' }, { headers: 'From: ann@partner.example\r,bob@partner.example\r\n' },
  { from: 'Team: ann@partner.example' }, { from: 'Team: Inner: ann@partner.example;;' }, { from: '\ud800@partner.example' },
];

export function unknownAuthor(choices: Choices): AuthorCase {
  const reason = choices.pick(['missing', 'malformed'] as const);
  return { ...choices.pick(reason === 'missing' ? MISSING : MALFORMED), read: { known: false, reason } };
}

/** A message with these mailboxes in its From field or fields. */
export function knownAuthor(choices: Choices, mailboxes: readonly PlainAddress[], caseSensitive: boolean): AuthorCase {
  const read: ReadAuthor = { known: true, mailboxes: mailboxes.map((mailbox) => readAddress(mailbox, caseSensitive)) };
  const texts = fromFieldTexts(choices, mailboxes, caseSensitive);
  if (choices.chance(25)) return { headers: headerBlock(choices, texts), read };
  if (texts.length > 1) return { from: choices.chance(20) ? [undefined, ...texts, undefined] : texts, read };
  return { from: choices.chance(30) ? texts : texts[0], ...(choices.chance(10) && { headers: 'From: ceo@partner.example\r\n' }), read };
}

/** A header block with these From fields, and with other fields and a body that never count. */
export function headerBlock(choices: Choices, texts: readonly string[]): string {
  const end = choices.pick(['\r\n', '\n']);
  const decoys = ['Sender: ceo@partner.example', 'Reply-To: <ceo@partner.example>', 'Subject: from: ceo@partner.example', 'X-Long: a\r\n\tFrom: ceo@partner.example', 'Return-Path: <bob@bank.co.uk>'];
  const fields = texts.map((text) => `${choices.pick(['From', 'from', 'FROM', 'From ', 'fRoM\t'])}:${choices.pick([' ', '', '\r\n ', '  '])}${text}`);
  const lines = [...choices.some(decoys, 25), ...fields.flatMap((field) => [field, ...choices.some(decoys, 10)])];
  const separator = choices.chance(8) ? `From ceo@partner.example Mon Nov 23 20:00:00 2026${end}` : '';
  const body = choices.pick(['', end, `${end}From: ceo@partner.example${end}`, `${end}text${end}${end}From: x@y`]);
  return `${separator}${lines.join(end)}${end}${body}`;
}
