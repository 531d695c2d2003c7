// The sender authentication of a case: a word, or results as `pass` or `pass:example.com`, as the command line has them (S-5.1, S-18.3).

import type { Authentication, AuthResult } from '../model/message.js';
import { parseAddressLiteral } from '../model/address-literal.js';
import { canonicalDomain } from '../model/domain.js';
import { quote } from '../model/quotation.js';
import { refused } from '../policy/draft.js';
import type { Refused } from '../policy/draft.js';
import { authenticationObject } from './policy-test-schema.js';
import { complain, oneOrSeveral, partOf, whole } from './reading.js';
import type { Part } from './reading.js';

export type TestedAuthentication = { readonly kind: 'pass' | 'fail' | 'unknown' } | { readonly kind: 'results'; readonly results: Authentication };

const WORDS = ['pass', 'fail', 'unknown'] as const;
const RESULTS: readonly AuthResult[] = ['pass', 'fail', 'softfail', 'neutral', 'none', 'temperror', 'permerror', 'policy'];

export function readTestedAuthentication(part: Part): TestedAuthentication | Refused {
  const { value, path, findings } = part;
  if (typeof value === 'string') {
    const kind = WORDS.find((word) => word === value);
    if (kind !== undefined) return { kind };
    return complain(part, `${quote(value)} says nothing of authentication; ${findings.advice(value, WORDS, 'write `pass`, `fail`, `unknown` or results such as `{ spf: fail, dkim: pass:example.com }`')}`);
  }
  const frame = whole(authenticationObject, part);
  if (frame === refused) return refused;
  if (Object.keys(frame).length === 0) return complain(part, 'this has no result; write one, or `unknown` if none was supplied');
  const before = findings.errors.length;
  const spf = partOf(frame.spf, [...path, 'spf'], findings);
  const dkim = partOf(frame.dkim, [...path, 'dkim'], findings);
  const dmarc = partOf(frame.dmarc, [...path, 'dmarc'], findings);
  const results: Authentication = {
    ...(spf === undefined ? {} : { spf: readResult(spf) }),
    ...(dkim === undefined ? {} : { dkim: readSignatures(dkim) }),
    ...(dmarc === undefined ? {} : { dmarc: readResult(dmarc) }),
  };
  return findings.errors.length > before ? refused : { kind: 'results', results };
}

/** The facts, for a message of these authors' domains. */
export function authenticationFacts(tested: TestedAuthentication, domains: readonly string[]): { authentication?: Authentication } {
  switch (tested.kind) {
    case 'unknown':
      return {};
    case 'fail':
      return { authentication: { dmarc: { result: 'fail' } } };
    case 'pass':
      // A signature for every author, for there is one DMARC result at most.
      return { authentication: { dkim: domains.map((domain) => ({ result: 'pass', domain })) } };
    case 'results':
      return { authentication: tested.results };
  }
}

function readSignatures(part: Part): { result: AuthResult; domain: string }[] {
  const texts = oneOrSeveral(part, 'a result such as `pass:example.com`', 'a result such as `pass:example.com`, or a list of them');
  if (texts === refused) return [];
  return texts.map((text, index) => {
    const place: Part = { ...part, value: text, path: Array.isArray(part.value) ? [...part.path, index] : part.path };
    const { result, domain = '' } = readResult(place);
    if (!text.includes(':')) complain(place, `name the domain that signed, as in \`${result}:example.com\``);
    return { result, domain };
  });
}

/** Of a part that is text. A result that was refused is `none`, which nobody will see. */
function readResult(part: Part): { result: AuthResult; domain?: string } {
  const [word = '', ...rest] = (part.value as string).split(':');
  const result = RESULTS.find((known) => known === word) ?? 'none';
  if (result !== word) complain(part, `${quote(word)} is no result; ${part.findings.advice(word, RESULTS, `results: ${RESULTS.join(', ')}`)}`);
  if (rest.length === 0) return { result };
  const domain = rest.join(':');
  if (canonicalDomain(domain) === null && parseAddressLiteral(domain) === null) complain(part, `${quote(domain)} is no domain; write ${result}:example.com`);
  return { result, domain };
}
