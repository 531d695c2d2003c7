// What a corpus of addresses expects of a field value, in terms that can be compared with a reading: addresses, a number of them, or none.
import { canonicalAddress } from '../../src/model/address.js';
import { fromFields } from '../../src/header/header-block.js';
import { readFrom } from '../../src/header/from-field.js';
import type { AuthorReading } from '../../src/model/decision.js';
import type { CorpusCase } from './corpus.js';

export interface AddressExpectation {
  readonly values: readonly string[];
  /** `first`: the corpus tells the first address alone. */
  readonly expected: 'none' | { readonly count: number } | { readonly addresses: readonly string[]; readonly first?: true };
}

interface ExpectedAddress {
  readonly address?: string | null;
  readonly group?: readonly ExpectedAddress[];
}

/** Undefined where the case has no input. */
export function expectationOf(corpus: string, corpusCase: CorpusCase): AddressExpectation | undefined {
  const input = inputOf(corpusCase);
  if (input === undefined) return undefined;
  switch (corpus) {
    case 'isemail':
      return { values: [input], expected: corpusCase['valid_rfc5322'] === true ? { count: 1 } : 'none' };
    case 'mimekit-mailbox':
      return { values: [input], expected: corpusCase['tryparse_ok'] === true ? { count: 1 } : 'none' };
    case 'mimekit':
      return { values: [input], expected: corpusCase['error'] === true ? 'none' : addresses(reread(String(corpusCase['canonical']))) };
    case 'address-rfc2822':
      return { values: [input], expected: firstOf(String(corpusCase['expected_format'])) };
    case 'cpython-headerregistry':
      return { values: [input], expected: String(corpusCase['defects']).includes('InvalidHeaderDefect') ? 'none' : addresses(flat(corpusCase)) };
    case 'mail-parser':
      // Its inputs are field bodies with the line break that ends the field, and what comes after it.
      return { values: fromFields(`From:${input}`), expected: addresses(flat(corpusCase)) };
    default:
      return { values: [input], expected: corpusCase['error'] === true ? 'none' : addresses(flat(corpusCase)) };
  }
}

export function agrees(reading: AuthorReading, expected: AddressExpectation['expected']): boolean {
  if (expected === 'none') return !reading.known;
  if ('count' in expected) return reading.known && reading.mailboxes.length === expected.count;
  if (!reading.known) return expected.addresses.length === 0;
  const read = expected.first === true ? reading.mailboxes.slice(0, 1) : reading.mailboxes;
  return JSON.stringify(read) === JSON.stringify(expected.addresses);
}

function inputOf(corpusCase: CorpusCase): string | undefined {
  if (typeof corpusCase['input'] === 'string') return corpusCase['input'];
  const base64 = corpusCase['input_base64'];
  return typeof base64 === 'string' ? Buffer.from(base64, 'base64').toString('utf8') : undefined;
}

function addresses(texts: readonly string[]): { addresses: string[] } {
  return { addresses: texts.map((text) => canonicalAddress(text) ?? text) };
}

/** Groups are opened, and names without an address dropped. */
function flat(corpusCase: CorpusCase): string[] {
  const expected = corpusCase['expected'];
  return Array.isArray(expected) ? (expected as ExpectedAddress[]).flatMap(flatten) : [];
}

function flatten({ address, group }: ExpectedAddress): string[] {
  if (group !== undefined) return group.flatMap(flatten);
  return typeof address === 'string' && address !== '' ? [address] : [];
}

/** The addresses in the canonical text of that library, which is a field value again. */
function reread(text: string): string[] {
  const reading = readFrom(text);
  return reading.known ? [...reading.mailboxes] : [text];
}

/** That library leaves the semicolon of a group out. */
function firstOf(format: string): { addresses: string[]; first: true } {
  const reading = readFrom(format.includes(':') && !format.includes('"') ? `${format};` : format);
  const mailboxes = reading.known ? reading.mailboxes.slice(0, 1) : reading.reason === 'missing' ? [] : [format];
  return { addresses: mailboxes, first: true };
}
