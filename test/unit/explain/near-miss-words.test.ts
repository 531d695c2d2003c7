// Near misses in words: why, and what to do (S-11.2).
import { describe, expect, it } from 'vitest';
import { nearMissWords } from '../../../src/explain/near-miss-words.js';
import { parseAddress } from '../../../src/model/address.js';

describe('nearMissWords', () => {
  it.each([
    [
      { kind: 'subdomain', entry: 'partner.example', address: 'x@mail.partner.example' },
      '`mail.partner.example` is a subdomain of entry `partner.example`; entries match exactly, write `*.partner.example` as well if subdomains are meant',
    ],
    [
      { kind: 'subdomain', entry: 'x@partner.example', address: 'x@mail.partner.example' },
      '`mail.partner.example` is a subdomain of that of entry `x@partner.example`; entries match exactly, so add `x@mail.partner.example` if it is meant',
    ],
    [
      { kind: 'parent-domain', entry: 'mail.partner.example', address: 'x@partner.example' },
      '`partner.example` is a parent domain of entry `mail.partner.example`; entries match exactly, so add `partner.example` if it is meant',
    ],
    [
      { kind: 'parent-domain', entry: 'x@mail.partner.example', address: 'x@partner.example' },
      '`partner.example` is a parent domain of entry `x@mail.partner.example`; entries match exactly, so add `x@partner.example` if it is meant',
    ],
    [
      { kind: 'parent-domain', entry: '*.partner.example', address: '"a@b"@partner.example' },
      '`partner.example` is above entry `*.partner.example`, which matches subdomains only; add `partner.example` if it is meant',
    ],
    [
      { kind: 'look-alike', entry: 'modern.example', address: 'x@rnodern.example' },
      '`rnodern.example` looks like entry `modern.example` and is another; entries match exactly, and it may be there to deceive',
    ],
    [
      { kind: 'look-alike', entry: 'al@modern.example', address: 'a1@modern.example' },
      '`a1@modern.example` looks like entry `al@modern.example` and is another; entries match exactly, and it may be there to deceive',
    ],
    [
      { kind: 'envelope-only', entry: 'partner.example', address: 'x@partner.example' },
      '`x@partner.example` matches entry `partner.example`, but is the envelope sender only; the author in From: counts',
    ],
    [
      { kind: 'display-name-only', entry: 'partner.example', address: 'partner.example' },
      "`partner.example` matches entry `partner.example`, but stands in a display name or comment only; the author's address counts",
    ],
  ] as const)('%j', (nearMiss, expected) => {
    expect(nearMissWords(nearMiss)).toBe(expected);
  });

  it('shows what an A-label is displayed as', () => {
    const { text, domain } = parseAddress('x@p\u0430rtner.example', false)!;
    expect(nearMissWords({ kind: 'look-alike', entry: 'partner.example', address: text })).toBe(
      `\`${domain}\` (displayed as \`p\u0430rtner.example\`) looks like entry \`partner.example\` and is another; entries match exactly, and it may be there to deceive`,
    );
    expect(nearMissWords({ kind: 'look-alike', entry: 'x@partner.example', address: text })).toBe(
      `\`x@${domain}\` (displayed as \`x@p\u0430rtner.example\`) looks like entry \`x@partner.example\` and is another; entries match exactly, and it may be there to deceive`,
    );
  });
});
