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
  const connection = standInConnection({ transaction, field: 'mx.organisation.example;\r\n\tdmarc=pass header.from=partner.example' });
  const upstream = { kind: 'upstream', authservIds: ['front.example'] } as const;

  it('the field of Haraka', () => {
    expect(senderAuthentication({ kind: 'field' }, connection, transaction, '')).toEqual({ dmarc: { result: 'pass', domain: 'partner.example' } });
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
