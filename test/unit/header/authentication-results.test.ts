// Sender authentication from the receiver's own fields (S-5.1, S-5.6).
import { describe, expect, it } from 'vitest';
import { authenticationFrom } from '../../../src/header/authentication-results.js';

const own = { authservId: 'mx.example.org' };
/** By the results of one field of our own. */
const of = (results: string): unknown => authenticationFrom(`Authentication-Results: mx.example.org; ${results}\r\n`, own);

describe('authenticationFrom reads', () => {
  it('a field as Gmail writes it', () => {
    const headers = [
      'Received: by 2002:a05:0:0:0',
      'Authentication-Results: mx.example.org;',
      '       dkim=pass header.i=@example.com header.s=s1 header.b=Ab/c+12;',
      '       dkim=neutral (body hash did not verify) header.i=@list.example header.s=s2 header.b=Zz;',
      '       spf=pass (mx.example.org: domain of ann@example.com designates 192.0.2.1 as permitted sender) smtp.mailfrom=ann@example.com;',
      '       dmarc=pass (p=REJECT sp=REJECT dis=NONE) header.from=example.com',
      'From: Ann <ann@example.com>',
      '',
      'Authentication-Results: mx.example.org; spf=fail',
    ];
    const authentication = {
      spf: { result: 'pass', domain: 'example.com' },
      dkim: [
        { result: 'pass', domain: 'example.com' },
        { result: 'neutral', domain: 'list.example' },
      ],
      dmarc: { result: 'pass', domain: 'example.com' },
    };
    expect(authenticationFrom(headers.join('\r\n'), own)).toEqual(authentication);
    expect(authenticationFrom(headers.join('\n'), own)).toEqual(authentication);
  });

  it('a field as Exchange writes it, given its authserv-id', () => {
    expect(
      of('spf=pass (sender IP is 192.0.2.1)\r\n smtp.mailfrom=example.com; dkim=none (message not signed)\r\n header.d=none;dmarc=none action=none header.from=;compauth=fail reason=001'),
    ).toEqual({ spf: { result: 'pass', domain: 'example.com' }, dkim: [{ result: 'none', domain: 'none' }], dmarc: { result: 'none' } });
  });

  it('only the methods that have results', () => {
    expect(of('spf=fail')).toEqual({ spf: { result: 'fail' } });
    expect(Object.keys(authenticationFrom('Authentication-Results: mx.example.org; spf=fail', own))).toEqual(['spf']);
    expect(Object.keys(authenticationFrom('Authentication-Results: mx.example.org; dkim=fail', own))).toEqual(['dkim']);
    expect(Object.keys(authenticationFrom('Authentication-Results: mx.example.org; dmarc=fail', own))).toEqual(['dmarc']);
    expect(Object.keys(authenticationFrom('Authentication-Results: mx.example.org; spf=fail', own).spf ?? {})).toEqual(['result']);
    expect(of('auth=pass smtp.auth=a@b.example; gateway.spf=pass; x-dkim=pass; arc=pass')).toEqual({});
  });

  it('words that RFC 8601 does not know', () => {
    expect(of('spf=HardFail; dkim=dkim_pass; dmarc=bestguesspass')).toEqual({
      spf: { result: 'hardfail' },
      dkim: [{ result: 'dkim_pass', domain: '' }],
      dmarc: { result: 'bestguesspass' },
    });
  });

  it.each([
    ['smtp.mailfrom=example.com', { domain: 'example.com' }],
    ['smtp.mailfrom=Ann@Example.com', { domain: 'Example.com' }],
    ['smtp.mailfrom=@example.com', { domain: 'example.com' }],
    ['smtp.mailfrom=<ann@example.com>', { domain: 'example.com' }],
    ['smtp.mailfrom=<@a.example:ann@example.com>', { domain: 'example.com' }],
    ['smtp.mailfrom=x<ann@example.com>', { domain: 'example.com>' }],
    ['smtp.mailfrom=<ann@example.com', { domain: 'example.com' }],
    ['smtp.mailfrom="a@b"@example.com', { domain: 'example.com' }],
    ['smtp.mailfrom=ann@', { domain: '' }],
    ['smtp.mailfrom=<>', {}],
    ['smtp.mailfrom=""', {}],
    ['smtp.mailfrom=<> smtp.helo=mx.example.com', {}],
    ['smtp.helo=mx.example.com', { domain: 'mx.example.com' }],
    ['smtp.helo=mx.example.com smtp.mailfrom=ann@example.com', { domain: 'example.com' }],
    ['smtp.rcpttodomain=example.com', {}],
  ])('the domain of SPF in %s', (properties, domain) => {
    expect(of(`spf=pass ${properties}`)).toEqual({ spf: { result: 'pass', ...domain } });
  });

  it.each([
    ['header.d=example.com', 'example.com'],
    ['header.i=@example.com', 'example.com'],
    ['header.i=ann@mail.example.com', 'mail.example.com'],
    ['header.i=@mail.example.com header.d=example.com', 'example.com'],
    ['header.d="" header.i=@mail.example.com', ''],
    ['header.s=example.com', ''],
  ])('the domain of DKIM in %s', (properties, domain) => {
    expect(of(`dkim=pass ${properties}`)).toEqual({ dkim: [{ result: 'pass', domain }] });
  });

  it.each([
    ['header.from=example.com', { domain: 'example.com' }],
    ['header.from=ann@example.com', { domain: 'example.com' }],
    ['header.d=example.com', {}],
  ])('the domain of DMARC in %s', (properties, domain) => {
    expect(of(`dmarc=pass ${properties}`)).toEqual({ dmarc: { result: 'pass', ...domain } });
  });
});

describe('authenticationFrom chooses among several results', () => {
  const spf = (...results: string[]): unknown => of(results.map((result, index) => `spf=${result} smtp.mailfrom=${String(index)}.example`).join('; '));

  it.each([
    [['fail', 'pass', 'pass'], 'pass', 1],
    [['temperror', 'pass'], 'pass', 1],
    [['fail', 'temperror', 'odd'], 'temperror', 1],
    [['none', 'odd', 'temperror'], 'odd', 1],
    [['fail', 'none'], 'fail', 0],
    [['softfail', 'fail'], 'softfail', 0],
    [['neutral', 'fail'], 'neutral', 0],
    [['none', 'fail'], 'none', 0],
    [['permerror', 'fail'], 'permerror', 0],
    [['policy', 'fail'], 'policy', 0],
    [['fail', 'softfail'], 'fail', 0],
    [['fail', 'neutral'], 'fail', 0],
    [['fail', 'permerror'], 'fail', 0],
    [['fail', 'policy'], 'fail', 0],
  ])('of SPF: %j', (results, result, index) => {
    expect(spf(...results)).toEqual({ spf: { result, domain: `${String(index)}.example` } });
  });

  it('of SPF: one for MAIL FROM, even a failure, before one for HELO', () => {
    expect(of('spf=pass smtp.helo=mx.example.com; spf=fail smtp.mailfrom=example.com')).toEqual({ spf: { result: 'fail', domain: 'example.com' } });
    expect(of('spf=pass smtp.helo=mx.example.com; spf=fail smtp.mailfrom=<>')).toEqual({ spf: { result: 'fail' } });
    expect(of('spf=pass smtp.helo=mx.example.com; spf=softfail')).toEqual({ spf: { result: 'softfail' } });
    expect(of('spf=pass smtp.helo=c.example; spf=fail smtp.mailfrom=a.example smtp.helo=b.example')).toEqual({ spf: { result: 'fail', domain: 'a.example' } });
    expect(of('spf=fail smtp.helo=a.example; spf=pass smtp.helo=b.example')).toEqual({ spf: { result: 'pass', domain: 'b.example' } });
  });

  it('of DMARC', () => {
    expect(of('dmarc=fail header.from=a.example; dmarc=pass header.from=b.example')).toEqual({ dmarc: { result: 'pass', domain: 'b.example' } });
  });

  it('of DKIM: all of them', () => {
    expect(of('dkim=fail header.d=a.example; dkim=pass header.d=b.example; dkim=pass header.d=b.example')).toEqual({
      dkim: [
        { result: 'fail', domain: 'a.example' },
        { result: 'pass', domain: 'b.example' },
        { result: 'pass', domain: 'b.example' },
      ],
    });
  });

  it('of several fields', () => {
    const headers = 'Authentication-Results: a.example; dkim=pass header.d=x.example\nauthentication-results : b.example; dkim=fail header.d=y.example; spf=pass';
    expect(authenticationFrom(headers, { authservId: ['a.example', 'b.example'] })).toEqual({
      spf: { result: 'pass' },
      dkim: [
        { result: 'pass', domain: 'x.example' },
        { result: 'fail', domain: 'y.example' },
      ],
    });
  });
});

describe('authenticationFrom trusts', () => {
  const headers = 'Authentication-Results: MX.Example.org; spf=pass\r\n\r\n';

  it.each([
    ['the very id', 'MX.Example.org'],
    ['the id in another case', 'mx.eXAMPLE.ORG'],
    ['one of several', ['a.example', 'mx.example.org']],
    ['one beside what is no string', [undefined, 7, 'mx.example.org']],
  ])('%s', (_name, authservId) => {
    expect(authenticationFrom(headers, { authservId } as never)).toEqual({ spf: { result: 'pass' } });
  });

  it.each([
    ['another id', 'mx.example.com'],
    ['a parent', 'example.org'],
    ['a child', 'a.mx.example.org'],
    ['an empty id', ''],
    ['no id', []],
    ['null', null],
    ['undefined', undefined],
    ['an array in an array', [['mx.example.org']]],
  ])('nothing by %s', (_name, authservId) => {
    expect(authenticationFrom(headers, { authservId } as never)).toEqual({});
  });

  it('no id by folding letters beyond ASCII', () => {
    expect(authenticationFrom('Authentication-Results: mk.example; spf=pass', { authservId: 'm\u212a.example' })).toEqual({});
    expect(authenticationFrom('Authentication-Results: \u00fc.example; spf=pass', { authservId: '\u00dc.example' })).toEqual({});
  });

  it.each([
    ['the field of another receiver', 'Authentication-Results: mx.example.com; spf=pass'],
    ['a field without an authserv-id', 'Authentication-Results: spf=pass smtp.mailfrom=mx.example.org'],
    ['an empty authserv-id', 'Authentication-Results: ""; spf=pass'],
    ['a field of another version', 'Authentication-Results: mx.example.org 2; spf=pass'],
    ['a field that cannot be read', 'Authentication-Results: mx.example.org; spf=pass; dkim'],
    ['a field with a bare CR', 'Authentication-Results: mx.example.org; spf=pass\r dkim=pass\r\n'],
    ['a field with NUL', 'Authentication-Results: mx.example.org; spf=pass (\0)\r\n'],
    ['a field behind a bare CR', 'X: 1\rAuthentication-Results: mx.example.org; spf=pass'],
    ['a field by another name', 'ARC-Authentication-Results: mx.example.org; spf=pass\nAuthentication-Results-Original: mx.example.org; spf=pass'],
    ['a field in the body', 'X: 1\n\nAuthentication-Results: mx.example.org; spf=pass'],
    ['results in comments and quoted strings', 'Authentication-Results: mx.example.org; auth=pass (; spf=pass) smtp.auth="; spf=pass"'],
    ['no result', 'Authentication-Results: mx.example.org; none'],
    ['nothing', ''],
  ])('nothing in %s', (_name, text) => {
    expect(authenticationFrom(text, { authservId: ['mx.example.org', ''] })).toEqual({});
  });

  it('its own field beside one that counts for nothing', () => {
    const both = 'Authentication-Results: mx.example.com; dkim=pass\r\nAuthentication-Results: mx.example.org; dkim\r\nAuthentication-Results: mx.example.org; spf=pass\r\n';
    expect(authenticationFrom(both, own)).toEqual({ spf: { result: 'pass' } });
  });
});

describe('authenticationFrom of any value at all', () => {
  it.each([
    ['undefined', undefined],
    ['null', null],
    ['an array', ['Authentication-Results: mx.example.org; spf=pass']],
  ])('gives nothing for %s', (_name, headers) => {
    expect(authenticationFrom(headers as never, own)).toEqual({});
  });

  const throwing = Object.defineProperty({}, 'authservId', {
    get: () => {
      throw new Error('no');
    },
  });

  it.each([
    ['undefined', undefined],
    ['null', null],
    ['a string', 'mx.example.org'],
    ['a getter that throws', throwing],
  ])('gives nothing with options that are %s', (_name, options) => {
    expect(authenticationFrom('Authentication-Results: mx.example.org; spf=pass', options as never)).toEqual({});
  });
});

describe('authenticationFrom of several DMARC results', () => {
  const of = (...results: string[]): unknown => authenticationFrom(`Authentication-Results: mx.example.org; ${results.map((result) => `dmarc=${result}`).join('; ')}\r\n`, own);

  it('S-5.3: passes for several domains are one result that is not known', () => {
    expect(of('pass header.from=a.example', 'pass header.from=b.example')).toEqual({ dmarc: { result: 'temperror' } });
    expect(of('pass header.from=a.example', 'pass')).toEqual({ dmarc: { result: 'temperror' } });
  });

  it('one pass goes first', () => {
    expect(of('fail header.from=b.example', 'pass header.from=a.example')).toEqual({ dmarc: { result: 'pass', domain: 'a.example' } });
    expect(of('pass header.from=a.example', 'pass header.from=a.example')).toEqual({ dmarc: { result: 'pass', domain: 'a.example' } });
    expect(of('fail header.from=a.example', 'fail header.from=b.example')).toEqual({ dmarc: { result: 'fail', domain: 'a.example' } });
  });
});
