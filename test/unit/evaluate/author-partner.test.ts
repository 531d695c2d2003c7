// Inbound, the partner is the author (S-4.1, S-4.3, S-5.4).
import { describe, expect, it } from 'vitest';
import { readAuthorPartner } from '../../../src/evaluate/message-reading.js';
import type { AuthorOptions } from '../../../src/evaluate/message-reading.js';
import { publicSuffixOrganizationalDomain } from '../../../src/evaluate/organizational-domain.js';

const options: AuthorOptions = { caseSensitive: false, unknownAuthor: 'match', alignment: 'relaxed', organizationalDomain: publicSuffixOrganizationalDomain };

/** Each author address and whether it is authenticated. */
function addressesOf(message: object, changed: Partial<AuthorOptions> = {}): string[] {
  const { partner } = readAuthorPartner(message, { ...options, ...changed });
  return partner.kind === 'known' ? partner.addresses.map(({ address, authenticated }) => `${address.text}: ${authenticated()}`) : ['unknown'];
}

describe('readAuthorPartner', () => {
  it('S-4.1: every mailbox of every field counts, in order; the partner has each once', () => {
    const message = { from: ['B@b.example, a@a.example', 'b@b.example'] };
    expect(readAuthorPartner(message, options).reading).toEqual({ known: true, mailboxes: ['b@b.example', 'a@a.example', 'b@b.example'] });
    expect(addressesOf(message)).toEqual(['b@b.example: unknown', 'a@a.example: unknown']);
    expect(readAuthorPartner(message, { ...options, caseSensitive: true }).reading).toEqual({ known: true, mailboxes: ['B@b.example', 'a@a.example', 'b@b.example'] });
    expect(addressesOf(message, { caseSensitive: true })).toHaveLength(3);
  });

  it.each([
    [{}, 'missing'],
    [{ from: [] }, 'missing'],
    [{ from: 'undisclosed:;' }, 'missing'],
    [{ from: 'a@a.example b@b.example' }, 'malformed'],
    [{ from: null }, 'malformed'],
    [{ from: ['a@a.example', 5] }, 'malformed'],
    [{ headers: null }, 'malformed'],
  ])('S-4.3: %j has an unknown author, %s', (message, reason) => {
    expect(readAuthorPartner(message, options)).toEqual({ reading: { known: false, reason }, partner: { kind: 'unknown' } });
    expect(readAuthorPartner(message, { ...options, unknownAuthor: 'no-match' })).toEqual({ reading: { known: false, reason }, partner: { kind: 'known', addresses: [] } });
  });

  it('S-12.6: the reading belongs to the reader', () => {
    expect(Object.isFrozen(readAuthorPartner({}, options).reading)).toBe(false);
    expect(Object.isFrozen(readAuthorPartner({ from: 'a@a.example' }, options).reading)).toBe(false);
  });

  it('S-5.4: each mailbox is authenticated on its own', () => {
    const from = 'a@a.example, b@b.example';
    expect(addressesOf({ from, authentication: { dmarc: { result: 'pass', domain: 'b.example' } } })).toEqual(['a@a.example: no', 'b@b.example: yes']);
  });

  it('S-5.4: a DMARC pass without a domain is for the one domain that all share', () => {
    const authentication = { dmarc: { result: 'pass' } };
    expect(addressesOf({ from: 'a@a.example, b@A.example', authentication })).toEqual(['a@a.example: yes', 'b@a.example: yes']);
    expect(addressesOf({ from: 'a@a.example, b@b.example', authentication })).toEqual(['a@a.example: unknown', 'b@b.example: unknown']);
  });

  it('S-5.4: an SPF pass without a domain is for the domain of mailFrom', () => {
    const message = (mailFrom: unknown) => ({ from: 'a@a.example', envelope: { mailFrom }, authentication: { spf: { result: 'pass' } } });
    expect(addressesOf(message('bounces@sub.a.example'))).toEqual(['a@a.example: yes']);
    expect(addressesOf(message('bounces@sub.a.example'), { alignment: 'strict' })).toEqual(['a@a.example: no']);
    expect(addressesOf(message('bounces@sub.a.example'), { organizationalDomain: (domain) => domain })).toEqual(['a@a.example: no']);
    expect(addressesOf(message('bounces@b.example'))).toEqual(['a@a.example: no']);
    expect(addressesOf(message(null))).toEqual(['a@a.example: unknown']);
  });

  it('S-12.3: authentication that cannot be read is unknown', () => {
    const message = Object.defineProperty({ from: 'a@a.example' }, 'authentication', {
      get() {
        throw new Error('no');
      },
    });
    expect(addressesOf(message)).toEqual(['a@a.example: unknown']);
  });
});
