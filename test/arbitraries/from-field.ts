// Texts of From fields built from known mailboxes, in all the ways of RFC 5322 and its obsolete forms (S-4.2).

import type fc from 'fast-check';
import { LOCAL_PARTS, isDotAtom, quoted, readAddress, spellLocalPart, type PlainAddress } from './address.js';
import { drawn, type Choices } from './choices.js';
import { anyDomain, spellDomain } from './domain.js';

export interface FromFieldCase {
  /** One text for each From field. */
  readonly fields: readonly string[];
  /** Canonical addresses, in order. */
  readonly mailboxes: readonly string[];
  readonly caseSensitiveLocalParts: boolean;
}

const BLANKS: readonly string[] = ['', '', ' ', '  ', '\t', '\r\n ', '\n\t', ' (work) ', '(a (nested (deep)) one)', ' (ceo@partner.example) ', '(\\) "not, quoted )', '\r\n (folded\r\n comment) '];
const PHRASES: readonly string[] = [
  'Ann', 'Ann Bob', '"ceo@partner.example"', '"Last, First"', '"say \\"hi\\" \\\\"', '=?utf-8?q?ceo=40partner.example?=', 'John Q. Public', 'Jürgen Groß', '"<ceo@partner.example>" and more',
  '"folded\r\n name"', "O'Hara (home)", '', '"" ', '社長',
];
const GROUPS: readonly string[] = ['Team', '"All, of us"', 'undisclosed recipients', 'A (b@partner.example) group'];
const ROUTES: readonly string[] = ['@relay.example:', '@a.example,@b.example:', '@a.example, ,@[192.0.2.9] : '];
const SEPARATORS: readonly string[] = [',', ', ', ' ,\r\n ', ',(x),', ', ,', ' , (ceo@partner.example) , '];

/** Texts of one to three fields with one to five mailboxes, and the canonical answer. */
export function fromFieldCases(): fc.Arbitrary<FromFieldCase> {
  return drawn(160, (choices) => {
    const caseSensitiveLocalParts = choices.chance(30);
    const mailboxes = choices.times(choices.pick([1, 2, 3, 5]), () => ({ localPart: choices.pick(LOCAL_PARTS), domain: anyDomain(choices) }));
    const fields = fromFieldTexts(choices, mailboxes, caseSensitiveLocalParts);
    return { fields, mailboxes: mailboxes.map((mailbox) => readAddress(mailbox, caseSensitiveLocalParts).text), caseSensitiveLocalParts };
  });
}

/** The mailboxes as the text of one field or, now and then, of several. */
export function fromFieldTexts(choices: Choices, mailboxes: readonly PlainAddress[], caseSensitive: boolean): string[] {
  if (mailboxes.length < 2 || !choices.chance(30)) return [fromFieldText(choices, mailboxes, caseSensitive)];
  const split = 1 + choices.below(mailboxes.length - 1);
  return [mailboxes.slice(0, split), mailboxes.slice(split)].map((part) => fromFieldText(choices, part, caseSensitive));
}

export function fromFieldText(choices: Choices, mailboxes: readonly PlainAddress[], caseSensitive: boolean): string {
  const elements = mailboxes.map((mailbox) => mailboxText(choices, mailbox, caseSensitive));
  if (choices.chance(15)) groupSome(choices, elements);
  if (choices.chance(8)) elements.splice(choices.below(elements.length + 1), 0, `${choices.pick(GROUPS)}:${blanks(choices)};`);
  const text = elements.reduce((before, element) => `${before}${choices.pick(SEPARATORS)}${element}`);
  return `${choices.chance(5) ? ', ' : ''}${text}${choices.chance(5) ? ' ,' : ''}`;
}

/** Puts some neighbours into a group. */
function groupSome(choices: Choices, elements: string[]): void {
  const start = choices.below(elements.length);
  const count = 1 + choices.below(elements.length - start);
  const members = elements.slice(start, start + count).join(choices.pick(SEPARATORS));
  elements.splice(start, count, `${choices.pick(GROUPS)}${blanks(choices)}:${blanks(choices)}${members}${blanks(choices)};${blanks(choices)}`);
}

/** One mailbox: bare or in angle brackets, with a display name, comments, a route. */
export function mailboxText(choices: Choices, mailbox: PlainAddress, caseSensitive: boolean): string {
  const address = addressText(choices, mailbox, caseSensitive);
  switch (choices.below(6)) {
    case 1:
      return `${blanks(choices)}<${blanks(choices)}${address}${blanks(choices)}>${blanks(choices)}`;
    case 2:
    case 3:
      return `${choices.pick(PHRASES)}${blanks(choices)}<${address}>${blanks(choices)}`;
    case 4:
      return `${choices.pick(PHRASES)} <${choices.pick(ROUTES)}${address}>`;
    case 5:
      return `${blanks(choices)}${address}${blanks(choices)}`;
    default:
      return address;
  }
}

function addressText(choices: Choices, { localPart, domain }: PlainAddress, caseSensitive: boolean): string {
  if (choices.chance(70)) return `${spellLocalPart(choices, localPart, caseSensitive)}@${spellDomain(choices, domain)}`;
  return `${obsoleteLocalPart(choices, localPart)}${blanks(choices)}@${blanks(choices)}${obsoleteDomain(choices, domain)}`;
}

/** Words, quoted or not, with blanks around the dots (RFC 5322 section 4.4, obs-local-part). */
function obsoleteLocalPart(choices: Choices, localPart: string): string {
  if (!isDotAtom(localPart)) return quoted(localPart);
  return localPart
    .split('.')
    .map((atom) => (choices.chance(30) ? quoted(atom) : atom))
    .reduce((before, word) => `${before}${blanks(choices)}.${blanks(choices)}${word}`);
}

function obsoleteDomain(choices: Choices, domain: string): string {
  if (domain.startsWith('[')) return domain;
  return domain.split('.').reduce((before, label) => `${before}${blanks(choices)}.${blanks(choices)}${label}`);
}

function blanks(choices: Choices): string {
  return choices.pick(BLANKS);
}
