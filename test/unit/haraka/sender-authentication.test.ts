// clauses S-22.4 and S-5
import { describe, expect, it } from 'vitest';
import { senderAuthentication } from '../../../src/haraka/sender-authentication.js';
import { standInConnection, standInTransaction } from './stand-ins.js';

const results = { kind: 'results' } as const;

describe('the results of plugins', () => {
  it.each([
    ['nothing', {}, {}, {}],
    ['SPF', { spf: { scope: 'mfrom', result: 'Pass', domain: 'partner.example' } }, {}, { spf: { result: 'pass', domain: 'partner.example' } }],
    ['SPF of a temporary error', { spf: { scope: 'mfrom', result: 'TempError', domain: 'partner.example' } }, {}, { spf: { result: 'temperror', domain: 'partner.example' } }],
    ['SPF that was skipped', { spf: { skip: ['host(relay)'] } }, {}, {}],
    ['SPF of HELO alone', { spf: { scope: 'helo', result: 'Pass', domain: 'mx.partner.example' } }, {}, {}],
    ['signatures', {}, { dkim_results: [{ result: 'pass', domain: 'a.example' }, { result: 'invalid', domain: 'b.example' }, { result: 'tempfail' }, null] }, {
      dkim: [{ result: 'pass', domain: 'a.example' }, { result: 'permerror', domain: 'b.example' }, { result: 'temperror', domain: '' }, { result: '', domain: '' }],
    }],
    ['no signature', { dkim: { skip: ['no/bad signature'], err: [] } }, {}, { dkim: [{ result: 'none', domain: '' }] }],
    ['a plugin that failed', { dkim: { err: ['timeout'] } }, {}, { dkim: [{ result: 'temperror', domain: '' }] }],
    ['a plugin that says nothing of errors', { dkim: { skip: ['no/bad signature'] } }, {}, { dkim: [{ result: 'none', domain: '' }] }],
    ['a plugin that left null', { dkim: null }, {}, {}],
  ])('%s', (_what, found, notes, expected) => {
    const transaction = standInTransaction({ results: found, notes });
    expect(senderAuthentication(results, standInConnection({ transaction }), transaction, '')).toEqual(expected);
  });

  it('for the null reverse-path SPF is that of HELO', () => {
    const transaction = standInTransaction({ mailFrom: '', results: { spf: { scope: 'mfrom', result: 'Pass', domain: 'elsewhere.example' } } });
    const connection = standInConnection({ transaction, results: { spf: { scope: 'helo', result: 'Fail', domain: 'mx.partner.example' } } });
    expect(senderAuthentication(results, connection, transaction, '')).toEqual({ spf: { result: 'fail', domain: 'mx.partner.example' } });
  });
});

describe('other sources', () => {
  const transaction = standInTransaction({ notes: { dkim_results: [{ result: 'pass', domain: 'partner.example' }] } });
  const connection = standInConnection({ transaction });
  const upstream = { kind: 'upstream', authservIds: ['front.example'] } as const;

  it.each([
    ['of the connection and the transaction', ['auth=pass (plain)', 'spf=fail smtp.helo=mx.partner.example'], ['spf=none smtp.mailfrom=partner.example', 'dmarc=pass header.from=partner.example'], {
      spf: { result: 'none', domain: 'partner.example' },
      dmarc: { result: 'pass', domain: 'partner.example' },
    }],
    ['that nobody has written', undefined, undefined, {}],
    ['with what is no text', [null, 7], ['dkim=pass header.d=partner.example'], { dkim: [{ result: 'pass', domain: 'partner.example' }] }],
    // What the client says of itself, with results of its own behind it.
    ['with the name of a user who is none', ['auth=fail (plain) smtp.auth=x; dmarc=fail header.from=partner.example'], [], {}],
    ['with a name of HELO', [], ['spf=none smtp.helo=x;dmarc=pass(c)header.from=partner.example'], {}],
    ['with a name of HELO that has a property', [], ['spf=pass smtp.helo=x(c)smtp.mailfrom=partner.example(c)policy.a=b.elsewhere.example'], {}],
    ['with a selector', [], ['dkim=pass header.i=@elsewhere.example header.d=elsewhere.example header.s=s header.d=partner.example'], {}],
    ['with a line break', [], ['dkim=fail header.d=a.example\r\nAuthentication-Results: here; dmarc=pass header.from=partner.example'], {}],
  ])('the field of Haraka %s', (_what, ofConnection, ofTransaction, expected) => {
    const inMessage = standInTransaction({ notes: { authentication_results: ofTransaction } });
    const written = standInConnection({ transaction: inMessage, ...(ofConnection === undefined ? {} : { written: ofConnection }) });
    expect(senderAuthentication({ kind: 'field' }, written, inMessage, '')).toEqual(expected);
  });

  it('the field of the server before, by its authserv-id', () => {
    const headers = 'Authentication-Results: front.example; spf=pass smtp.mailfrom=partner.example\r\nAuthentication-Results: other.example; dkim=pass header.d=x.example\r\n\r\n';
    expect(senderAuthentication(upstream, connection, transaction, headers)).toEqual({ spf: { result: 'pass', domain: 'partner.example' } });
    expect(senderAuthentication(upstream, connection, transaction, undefined)).toEqual({});
  });

  it('nobody', () => {
    expect(senderAuthentication({ kind: 'none' }, connection, transaction, '')).toEqual({});
  });
});
