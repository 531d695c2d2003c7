// The fields of a case, of a row of its table, or of the defaults: read alike, and laid over each other (S-18.2).

import { readFrom } from '../header/from-field.js';
import { canonicalAddress } from '../model/address.js';
import type { Session } from '../model/message.js';
import { quote } from '../model/quotation.js';
import type { Direction } from '../model/transport.js';
import { refused } from '../policy/draft.js';
import type { Draft, Refused } from '../policy/draft.js';
import type { Findings, Path } from '../policy/findings.js';
import type { Expectation, RecipientExpectation } from './expectation.js';
import { sessionObject } from './policy-test-schema.js';
import type { FieldsFrame } from './policy-test-schema.js';
import { readExpectation } from './read-expectation.js';
import { readTestedAuthentication } from './read-authentication.js';
import type { TestedAuthentication } from './read-authentication.js';
import { complain, oneOrSeveral, partOf, whole } from './reading.js';
import type { Part } from './reading.js';
import { readSessionWords, SESSION_WORDS } from './session-words.js';

/** What is left out is undefined. */
export interface Fields {
  readonly direction?: Direction | undefined;
  readonly author?: Author | undefined;
  readonly mailFrom?: string | null | undefined;
  readonly to?: readonly string[] | undefined;
  readonly authentication?: TestedAuthentication | undefined;
  readonly secureTransport?: boolean | undefined;
  readonly session?: TestedSession | undefined;
  readonly expect?: Expectation | undefined;
  /** Nothing in them was refused, so what is not there was left out. */
  readonly readable: boolean;
}

export type Author = { readonly from: readonly string[] } | { readonly headers: string };

/** Not known yet is something that one can say. */
export interface TestedSession {
  readonly session: Session | undefined;
}

export function readFields(draft: Exclude<Draft<FieldsFrame>, Refused>, path: Path, findings: Findings): Fields {
  const before = findings.errors.length;
  const read = <T>(key: keyof FieldsFrame, reader: (part: Part) => T | Refused): T | undefined => {
    const part = partOf(draft[key], [...path, key], findings);
    const value = part === undefined ? refused : reader(part);
    return value === refused ? undefined : value;
  };
  const fields = {
    direction: read('direction', ({ value }) => value as Direction),
    author: readAuthor(draft, path, findings),
    mailFrom: read('mailFrom', readMailFrom),
    to: read('to', readRecipients),
    authentication: read('authentication', readTestedAuthentication),
    secureTransport: read('secureTransport', ({ value }) => value as boolean),
    session: read('session', readTestedSession),
    expect: read('expect', readExpectation),
  };
  const refusedParts = Object.values(draft).some((value) => value === refused);
  return { ...fields, readable: !refusedParts && findings.errors.length === before };
}

/** The nearer fields where they say something, else the farther; expectations part by part. */
export function laidOver(farther: Fields, nearer: Fields): Fields {
  const said = Object.fromEntries(Object.entries(nearer).filter(([, value]) => value !== undefined)) as Fields;
  return { ...farther, ...said, expect: expectedOver(farther.expect, nearer.expect), readable: farther.readable && nearer.readable };
}

function expectedOver(farther: Expectation | undefined, nearer: Expectation | undefined): Expectation | undefined {
  if (farther === undefined || nearer === undefined) return nearer ?? farther;
  const own = [...nearer.recipients].map(([recipient, parts]) => [recipient, partsOver(farther.recipients.get(recipient) ?? {}, parts)] as const);
  return { ...partsOver(farther, nearer), recipients: new Map([...farther.recipients, ...own]) };
}

/** Constraints are several facts, so a row that speaks of one keeps the others. A route or a reply is one thing, and is replaced. */
function partsOver(farther: RecipientExpectation, nearer: RecipientExpectation): RecipientExpectation {
  const constraints = { ...farther.constraints, ...nearer.constraints };
  return { ...farther, ...nearer, ...(Object.keys(constraints).length > 0 && { constraints }) };
}

function readAuthor({ from, headers }: Exclude<Draft<FieldsFrame>, Refused>, path: Path, findings: Findings): Author | undefined {
  const fromPart = partOf(from, [...path, 'from'], findings);
  const headersPart = partOf(headers, [...path, 'headers'], findings);
  if (fromPart !== undefined && headersPart !== undefined) complain(headersPart, 'a message has `from` or `headers`; keep one of them');
  if (fromPart === undefined) return headersPart === undefined ? undefined : readHeaders(headersPart);
  const values = oneOrSeveral(fromPart, 'the value of a From field', 'the value of a From field, or a list of them');
  if (values === refused) return undefined;
  if (values.length > 0 && !readFrom(values).known) {
    complain(fromPart, 'this names no author, who would match every entry; correct it, or give a message that is broken on purpose as `headers`');
  }
  return { from: values };
}

function readHeaders(part: Part): Author | undefined {
  const headers = part.value as string;
  if (headers.trim() !== '') return { headers };
  complain(part, 'the header block is empty; write `from: []` if the message has no author');
  return undefined;
}

/** What is no address would match every entry (S-4.4): a typing error that passes for the wrong reason. */
function readRecipients(part: Part): readonly string[] | Refused {
  const texts = oneOrSeveral(part, 'an address', 'an address, or a list of addresses');
  if (texts === refused) return refused;
  texts.forEach((text, index) => {
    if (canonicalAddress(text) === null) complain(part, `${quote(text)} is no address; correct it`, Array.isArray(part.value) ? [index] : []);
  });
  return texts;
}

/** What is no address would belong to the root (S-6.2). */
function readMailFrom(part: Part): string | null | Refused {
  const mailFrom = part.value as string | null;
  if (mailFrom === null || mailFrom === '' || canonicalAddress(mailFrom) !== null) return mailFrom;
  return complain(part, `${quote(mailFrom)} is no address; correct it, or write null for the null reverse-path`);
}

function readTestedSession(part: Part): TestedSession | Refused {
  if (typeof part.value !== 'string') {
    const session = whole(sessionObject, part);
    return session === refused ? refused : readWholeSession(session, part);
  }
  const words = readSessionWords(part.value);
  if (words.ok) return { session: words.session };
  const advice = words.word === null ? '' : `; ${part.findings.advice(words.word, SESSION_WORDS, `words: ${SESSION_WORDS.join(', ')}`)}`;
  return complain(part, `${words.problem}${advice}`);
}

/** Of TLS there is a version, and without it there is nothing more to say. */
function readWholeSession(session: Session, part: Part): TestedSession | Refused {
  const keys = Object.keys(session);
  if (session.tls && !keys.includes('version')) return complain(part, 'name the TLS version, as in `{ tls: true, version: TLSv1.2 }`');
  if (!session.tls && keys.length > 1) return complain(part, 'without TLS there is neither a version nor a certificate; leave them out');
  return { session };
}
