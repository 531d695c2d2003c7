// An address changed in one place, and what the change means by S-2 and S-3: the same address, or another one that is near it.

import type fc from 'fast-check';
import { LOCAL_PARTS, isDotAtom, quoted, readAddress, type PlainAddress } from './address.js';
import { drawn, type Choices } from './choices.js';
import { DOMAINS, kinOf } from './domain.js';

export const MUTATIONS = [
  'subdomain', 'parent', 'look-alike', 'extended-domain', 'domain-case', 'trailing-dot', 'u-label', 'local-case', 'plus-tag', 'local-dot', 'quoting', 'quoted-pair', 'comment', 'folding', 'angle-brackets', 'display-name',
  'encoded-word',
] as const;
export type Mutation = (typeof MUTATIONS)[number];

export interface MutationCase {
  readonly mutation: Mutation;
  /** Canonical, before the change; local parts folded. */
  readonly original: string;
  /** The changed text as an envelope has it; null: only a From field can be written so. */
  readonly address: string | null;
  /** The changed text as the value of a From field. */
  readonly from: string;
  /** Canonical, after the change, as a policy reads it that folds the case of local parts. */
  readonly result: string;
  /** And one that does not (S-2.2). */
  readonly caseSensitiveResult: string;
  readonly equal: boolean;
}

const ATOMS = LOCAL_PARTS.filter((localPart) => isDotAtom(localPart));

export function mutationCases(): fc.Arbitrary<MutationCase> {
  return drawn(8, (choices) => mutate({ localPart: choices.pick(ATOMS), domain: choices.pick(DOMAINS) }, choices.pick(MUTATIONS), choices));
}

/** `original` has a local part that is a dot-atom, and a domain that is no literal. */
export function mutate(original: PlainAddress, mutation: Mutation, choices: Choices): MutationCase {
  const { text, from = text, changed = original } = change(original, mutation, choices);
  const before = readAddress(original, false).text;
  const result = readAddress(changed, false).text;
  return { mutation, original: before, address: text ?? null, from: from as string, result, caseSensitiveResult: readAddress(changed, true).text, equal: before === result };
}

/** `text` and `from` as in the case; `changed`: what they mean, where it is not the original. */
interface Change {
  readonly text?: string;
  readonly from?: string;
  readonly changed?: PlainAddress;
}

function change({ localPart, domain }: PlainAddress, mutation: Mutation, choices: Choices): Change {
  const plain = `${localPart}@${domain}`;
  switch (mutation) {
    case 'subdomain':
    case 'parent':
    case 'look-alike':
      return written({ localPart, domain: kinOf(domain, mutation) });
    case 'extended-domain':
      return written({ localPart, domain: kinOf(domain, choices.pick(['extended', 'prefixed'])) });
    case 'domain-case':
      return { text: `${localPart}@${domain.toUpperCase()}` };
    case 'trailing-dot':
      return { text: `${plain}.` };
    case 'u-label':
      return { text: `${localPart}@${domain.replace('xn--bcher-kva', 'BÜcher')}` };
    case 'local-case':
      return written({ localPart: localPart.replace(/[a-z]/g, (letter) => letter.toUpperCase()), domain });
    case 'plus-tag':
      return written({ localPart: `${localPart}+news`, domain });
    case 'local-dot':
      return written({ localPart: localPart.includes('.') ? localPart.replace('.', '') : `${localPart}.x`, domain });
    case 'quoting':
      return { text: `${quoted(localPart)}@${domain}` };
    case 'quoted-pair':
      return { text: `"${localPart.replace(/[^]/gu, '\\$&')}"@${domain}` };
    case 'comment':
      return { from: choices.pick([`(ceo@partner.test) ${plain}`, `${plain} (Ann \\) <ceo@partner.test>)`, `${localPart}(x)@(y)${domain}`]) };
    case 'folding':
      return { from: choices.pick([`\r\n ${plain}`, `Ann\r\n\t<${plain}>`, `${localPart}\r\n @\n ${domain}`]) };
    case 'angle-brackets':
      return { from: choices.pick([`<${plain}>`, `< ${plain} >`, `<@relay.example:${plain}>`]) };
    case 'display-name':
      return { from: `"${plain.replace(/["\\]/g, '\\$&')}" <other@elsewhere.test>`, changed: OTHER };
    case 'encoded-word':
      return { from: `=?utf-8?q?${choices.pick(['ceo=40partner.example', 'ann'])}?= <other@elsewhere.test>`, changed: OTHER };
  }
}

const OTHER: PlainAddress = { localPart: 'other', domain: 'elsewhere.test' };

function written(changed: PlainAddress): Change {
  return { text: `${changed.localPart}@${changed.domain}`, changed };
}
