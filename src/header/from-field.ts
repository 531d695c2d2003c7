// The author of a message, from the values of its From fields (S-4.1 to S-4.3, S-4.6).

import type { Address, AddressOptions } from '../model/address.js';
import type { AuthorReading } from '../model/decision.js';
import { readElements, readProperty } from '../model/property.js';
import { isWellFormed } from '../model/text.js';
import { unfold } from './header-field.js';
import { readMailboxList } from './mailbox-list.js';
import { readPlainFrom } from './plain-from.js';

/** The author as the engine needs it: addresses in parts, in the order of the fields and with repetitions. */
export type Author = { readonly known: true; readonly addresses: readonly Address[] } | { readonly known: false; readonly reason: 'missing' | 'malformed' };

/**
 * Every mailbox of a From: field, or of several, by RFC 5322 with its obsolete forms and RFC 6532.
 *
 * Display names, comments and encoded words never yield an address. What cannot be read for certain is malformed, never a guess: mail software
 * disagrees about such fields.
 *
 * @param fields - the value of the field, or of each field; folding is understood
 * @param options - `caseSensitiveLocalParts` keeps the case of ASCII letters in local parts
 * @returns the canonical addresses in order, or the reason why the author is unknown; `malformed` wins over `missing`; it never throws
 * @example readFrom('"Doe, Ann" <Ann@Example.COM> (at home)') // { known: true, mailboxes: ['ann@example.com'] }
 * @example readFrom('ann@example.com <bob@example.net>') // { known: false, reason: 'malformed' }
 * @see clauses S-4.1 to S-4.3; RFC 5322 sections 3.4 and 4.4, RFC 6532, RFC 6854
 */
export function readFrom(fields: string | readonly string[], options?: AddressOptions): AuthorReading {
  const author = readAuthor(fields, readProperty(options, 'caseSensitiveLocalParts') === true);
  return author.known ? { known: true, mailboxes: author.addresses.map(({ text }) => text) } : author;
}

/** The author by From values that may be anything: undefined is left out, what is no string is malformed (S-4.6, S-12.3). */
export function readAuthor(values: unknown, caseSensitive: boolean): Author {
  const fields = typeof values === 'string' ? [values] : readElements(values);
  if (fields === null) return MALFORMED;
  const addresses: Address[] = [];
  for (const field of fields) {
    if (field === undefined) continue;
    const read = typeof field === 'string' ? readField(field, caseSensitive) : null;
    if (read === null) return MALFORMED;
    if (fields.length === 1 && read.length > 0) return { known: true, addresses: read };
    for (const address of read) addresses.push(address);
  }
  return addresses.length === 0 ? MISSING : { known: true, addresses };
}

function readField(value: string, caseSensitive: boolean): Address[] | null {
  const plain = readPlainFrom(value, caseSensitive);
  return plain === null ? readAnyField(value, caseSensitive) : [plain];
}

/** The full reader. */
export function readAnyField(value: string, caseSensitive: boolean): Address[] | null {
  const text = isWellFormed(value) ? unfold(value) : null;
  return text === null ? null : readMailboxList({ text, at: 0, display: null }, caseSensitive);
}

const MISSING: Author = Object.freeze({ known: false, reason: 'missing' });
const MALFORMED: Author = Object.freeze({ known: false, reason: 'malformed' });
