// Words of the command line: what is refused, and what the person who typed them is told.
import { describe, expect, it } from 'vitest';
import { UsageError } from '../../../src/cli/failure.js';
import { authenticationFromFlags } from '../../../src/cli/authentication-option.js';
import { readCommandLine } from '../../../src/cli/options.js';
import { parseSession } from '../../../src/cli/session-option.js';

const OPTIONS = { json: { type: 'boolean' }, name: { type: 'string' }, item: { type: 'string', multiple: true } } as const;

describe('readCommandLine', () => {
  it('reads options and operands', () => {
    expect(readCommandLine(['a', '--json', '--name', 'n', '--item', '1', '--item=2', '-', '--', '--json'], OPTIONS)).toEqual({
      values: { json: true, name: 'n', item: ['1', '2'] },
      operands: ['a', '-', '--json'],
    });
  });

  it('takes a flag twice as once', () => {
    expect(readCommandLine(['--json', '--json'], OPTIONS).values).toEqual({ json: true });
  });

  it.each([
    [['--jsn'], 'there is no option --jsn; options: --json, --name, --item'],
    [['-x'], 'there is no option -x; options: --json, --name, --item'],
    [['--name'], '--name needs a value: write --name=VALUE'],
    [['--name', '--json'], '--name needs a value: write --name=VALUE'],
    [['--json=yes'], '--json takes no value'],
    [['--name', 'a', '--name', 'b'], '--name stands twice; write it once'],
  ])('refuses %j', (args, message) => {
    expect(() => readCommandLine(args, OPTIONS)).toThrow(new UsageError(message));
  });
});

describe('parseSession', () => {
  it.each([
    ['none', { tls: false }],
    ['TLSv1.3', { tls: true, version: 'TLSv1.3' }],
    ['SSLv3', { tls: true, version: 'SSLv3' }],
    ['TLSv1.2,no-certificate', { tls: true, version: 'TLSv1.2', certificate: null }],
    ['TLSv1.2, trusted, hostname', { tls: true, version: 'TLSv1.2', certificate: { trusted: true, hostnameMatches: true } }],
    ['TLSv1,untrusted,wrong-hostname,expired', { tls: true, version: 'TLSv1', certificate: { trusted: false, hostnameMatches: false, expired: true } }],
    ['TLSv1.1,trusted,trusted', { tls: true, version: 'TLSv1.1', certificate: { trusted: true } }],
  ])('reads %s', (text, session) => {
    expect(parseSession(text)).toEqual(session);
  });

  it.each([
    ['', '--session : `` is neither none nor a version (SSLv2, SSLv3, TLSv1, TLSv1.1, TLSv1.2, TLSv1.3); write none, or a version and what is known of the certificate, as in TLSv1.3,trusted,hostname'],
    [
      'TLS1.3',
      '--session TLS1.3: `TLS1.3` is neither none nor a version (SSLv2, SSLv3, TLSv1, TLSv1.1, TLSv1.2, TLSv1.3); write none, or a version and what is known of the certificate, as in TLSv1.3,trusted,hostname',
    ],
    ['none,trusted', '--session none stands alone: without TLS there is no certificate'],
    ['TLSv1.3,no-certificate,trusted', '--session: no-certificate leaves nothing to say of the certificate; remove the other words'],
    ['TLSv1.3,valid', '--session: `valid` is not known; words: trusted, untrusted, hostname, wrong-hostname, expired, no-certificate'],
    ['TLSv1.3,trusted,untrusted', '--session: `untrusted` contradicts another word; keep one of them'],
  ])('refuses %j', (text, message) => {
    expect(() => parseSession(text)).toThrow(new UsageError(message));
  });
});

describe('authenticationFromFlags', () => {
  it('reads results, with and without a domain', () => {
    expect(authenticationFromFlags({})).toEqual({});
    expect(authenticationFromFlags({ spf: 'softfail', dkim: ['pass:a.example', 'fail:b.example'], dmarc: 'pass:a.example' })).toEqual({
      spf: { result: 'softfail' },
      dkim: [
        { result: 'pass', domain: 'a.example' },
        { result: 'fail', domain: 'b.example' },
      ],
      dmarc: { result: 'pass', domain: 'a.example' },
    });
  });

  it.each([
    [{ spf: 'passed' }, '--spf passed: `passed` is no result; results: pass, fail, softfail, neutral, none, temperror, permerror, policy'],
    [{ dkim: ['pass'] }, '--dkim pass: name the domain that signed, as in --dkim pass:example.com'],
    [{ dmarc: 'pass:a b' }, '--dmarc pass:a b: `a b` is no domain; write --dmarc pass:example.com'],
    [{ spf: 'pass:' }, '--spf pass:: `` is no domain; write --spf pass:example.com'],
  ])('refuses %j', (flags, message) => {
    expect(() => authenticationFromFlags(flags)).toThrow(new UsageError(message));
  });
});
